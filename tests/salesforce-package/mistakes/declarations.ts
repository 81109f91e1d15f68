import { swap, type Mistake } from '../planted.ts';

const R = 'Partner_Registration__c';
const FIELD = `objects/${R}/fields/Partner_Lock_Status__c.field-meta.xml`;
const FORMULA = 'objects/Opportunity/fields/Partner_Is_Competing__c.field-meta.xml';
const RULE = 'objects/Account/validationRules/Partner_Lock_Guard.validationRule-meta.xml';
const VIEWER = 'permissionsets/Partner_Viewer.permissionset-meta.xml';

/** Mistakes in objects, fields, formulas, rules and permission sets. */
export const DECLARATION_MISTAKES: readonly Mistake[] = [
  {
    label: 'a lookup to nothing',
    file: `objects/${R}/fields/Partner_Lead__c.field-meta.xml`,
    edit: swap('<referenceTo>Lead', '<referenceTo>Leed'),
    says: /it points to Leed/,
  },
  {
    label: 'a relationship twice',
    file: `objects/${R}/fields/Partner_Account__c.field-meta.xml`,
    edit: swap('Partner_Own_Registrations', 'Partner_Prospect_Registrations'),
    says: /exists already/,
  },
  {
    label: 'a name of 41 characters',
    file: `objects/Lead/fields/Partner_${'A'.repeat(33)}__c.field-meta.xml`,
    edit: () =>
      `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Partner_${'A'.repeat(33)}__c</fullName><label>x</label></CustomField>`,
    says: /longer than 40/,
  },
  {
    label: 'a label of 41 characters',
    file: FIELD,
    edit: swap(/<label>Partner lock</, `<label>${'x'.repeat(41)}<`),
    says: /label is too long/,
  },
  {
    label: 'a file that is not named after its field',
    file: FIELD,
    edit: swap('<fullName>Partner_Lock_Status__c', '<fullName>Partner_Other__c'),
    says: /not named after/,
  },
  {
    label: 'change events of no object',
    file: 'platformEventChannelMembers/ChangeEvents_LeadChangeEvent.platformEventChannelMember-meta.xml',
    edit: swap('>LeadChangeEvent', '>LeedChangeEvent'),
    says: /no object for LeedChangeEvent/,
  },
  {
    label: 'a formula that names no field',
    file: FORMULA,
    edit: swap('IsClosed', 'IsShut'),
    says: /Opportunity has no field IsShut/,
  },
  {
    label: 'a formula that follows no lookup',
    file: FORMULA,
    edit: swap('Account.Partner_Is_Locked__c', 'Acount.Partner_Is_Locked__c'),
    says: /no field Acount/,
  },
  {
    label: 'a formula with a missing parenthesis',
    file: FORMULA,
    edit: swap('NOT(IsClosed)', 'NOT(IsClosed'),
    says: /parentheses/,
  },
  { label: 'a formula with an unknown function', file: FORMULA, edit: swap('NOT(', 'NOPE('), says: /no function NOPE/ },
  {
    label: 'a formula field that looks at the record before',
    file: FORMULA,
    edit: swap('NOT(IsClosed)', 'ISCHANGED(StageName)'),
    says: /works in rules only/,
  },
  {
    label: 'a rule that asks for no permission of ours',
    file: RULE,
    edit: swap('$Permission.Partner_Override_Lock', '$Permission.Partner_Overide'),
    says: /no custom permission Partner_Overide/,
  },
  {
    label: 'a rule that compares with no value',
    file: RULE,
    edit: swap('"active"', '"aktive"'),
    says: /has no value “aktive”/,
  },
  {
    label: 'a picklist compared as text',
    file: RULE,
    edit: swap('NOT(ISNEW())', 'Partner_Lock_Status__c = "active"'),
    says: /is a picklist/,
  },
  {
    label: 'a long text asked for a change',
    file: RULE,
    edit: swap('ISCHANGED(Partner_Name__c)', 'ISCHANGED(Partner_Conflict_Text__c)'),
    says: /long text/,
  },
  {
    label: 'a message at no field',
    file: `objects/${R}/validationRules/Partner_Decision_Needs_Days.validationRule-meta.xml`,
    edit: swap('<errorDisplayField>Partner_Decision_Days__c', '<errorDisplayField>Partner_Dayz__c'),
    says: /Partner_Dayz__c, which is no field/,
  },
  {
    label: 'a message that is too long',
    file: RULE,
    edit: swap(/<errorMessage>.*</, `<errorMessage>${'x'.repeat(256)}<`),
    says: /message is too long/,
  },
  {
    label: 'a permission set without a field',
    file: VIEWER,
    edit: swap(/<fieldPermissions>[^]*?<\/fieldPermissions>/, ''),
    says: /does not list/,
  },
  {
    label: 'a permission set for no field',
    file: VIEWER,
    edit: swap('Account.Partner_Id__c', 'Account.Partner_Ident__c'),
    says: /no field Account.Partner_Ident__c/,
  },
  {
    label: 'an editable formula',
    file: VIEWER,
    edit: swap(/false(<\/editable>\s*<field>Account.Partner_Is_Locked__c)/, 'true$1'),
    says: /cannot be editable/,
  },
  {
    label: 'a required field in a permission set',
    file: 'objects/Account/fields/Partner_Id__c.field-meta.xml',
    edit: swap('<required>false', '<required>true'),
    says: /must not be listed/,
  },
  {
    label: 'a field read without its object',
    file: VIEWER,
    edit: swap(
      /<allowRead>true(<\/allowRead>\s*<modifyAllRecords>false<\/modifyAllRecords>\s*<object>Lead)/,
      '<allowRead>false$1',
    ),
    says: /Lead is not/,
  },
  {
    label: 'modify all without delete',
    file: 'permissionsets/Partner_Integration.permissionset-meta.xml',
    edit: swap('<allowDelete>true', '<allowDelete>false'),
    says: /modify all needs/,
  },
  {
    label: 'a permission set with no such custom permission',
    file: 'permissionsets/Partner_Manager.permissionset-meta.xml',
    edit: swap('<name>Partner_Decide_Registration', '<name>Partner_Decide'),
    says: /customPermissions names Partner_Decide/,
  },
  {
    label: 'a permission set with no such tab',
    file: VIEWER,
    edit: swap('<tab>', '<tab>X_'),
    says: /tabSettings names X_/,
  },
];
