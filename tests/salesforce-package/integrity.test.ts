import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../server/bin/salesforce/check-integrity.ts';
import { readPackage } from '../../server/bin/salesforce/metadata-xml.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { folderWith, withMistake, type Mistake } from './planted.ts';

const temp = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-integrity-'));
afterAll(() => rmSync(temp, { recursive: true }));

const files = readPackage(PACKAGE_DIR);
const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);

const R = 'Partner_Registration__c';
const FIELD = `objects/${R}/fields/Partner_Lock_Status__c.field-meta.xml`;
const FORMULA = 'objects/Opportunity/fields/Partner_Is_Competing__c.field-meta.xml';
const RULE = 'objects/Account/validationRules/Partner_Lock_Guard.validationRule-meta.xml';
const VIEWER = 'permissionsets/Partner_Viewer.permissionset-meta.xml';
const LAYOUT = `layouts/${R}-Partner Registration Layout.layout-meta.xml`;
const VIEW = `objects/${R}/listViews/Partner_Conflicts.listView-meta.xml`;
const PAGE = 'flexipages/Partner_Approvals.flexipage-meta.xml';
const APP = 'applications/PartnerLock.app-meta.xml';
const REPORT = 'reports/PartnerLock/Rejections_By_Reason.report-meta.xml';
const DASHBOARD = 'dashboards/PartnerLock/Partner_Registrations.dashboard-meta.xml';
const SPANISH = 'spanish/main/default/translations/es.translation-meta.xml';
const ACTION = `quickActions/${R}.Partner_Reject.quickAction-meta.xml`;

const mistakes: readonly Mistake[] = [
  { label: 'a lookup to nothing', file: `objects/${R}/fields/Partner_Lead__c.field-meta.xml`, edit: swap('<referenceTo>Lead', '<referenceTo>Leed'), says: /it points to Leed/ },
  { label: 'a relationship twice', file: `objects/${R}/fields/Partner_Account__c.field-meta.xml`, edit: swap('Partner_Own_Registrations', 'Partner_Prospect_Registrations'), says: /exists already/ },
  { label: 'a name of 41 characters', file: `objects/Lead/fields/Partner_${'A'.repeat(33)}__c.field-meta.xml`, edit: () => `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Partner_${'A'.repeat(33)}__c</fullName><label>x</label></CustomField>`, says: /longer than 40/ },
  { label: 'a label of 41 characters', file: FIELD, edit: swap(/<label>Partner lock</, `<label>${'x'.repeat(41)}<`), says: /label is too long/ },
  { label: 'a file that is not named after its field', file: FIELD, edit: swap('<fullName>Partner_Lock_Status__c', '<fullName>Partner_Other__c'), says: /not named after/ },
  { label: 'change events of no object', file: 'platformEventChannelMembers/ChangeEvents_LeadChangeEvent.platformEventChannelMember-meta.xml', edit: swap('>LeadChangeEvent', '>LeedChangeEvent'), says: /no object for LeedChangeEvent/ },
  { label: 'a formula that names no field', file: FORMULA, edit: swap('IsClosed', 'IsShut'), says: /Opportunity has no field IsShut/ },
  { label: 'a formula that follows no lookup', file: FORMULA, edit: swap('Account.Partner_Is_Locked__c', 'Acount.Partner_Is_Locked__c'), says: /no field Acount/ },
  { label: 'a formula with a missing parenthesis', file: FORMULA, edit: swap('NOT(IsClosed)', 'NOT(IsClosed'), says: /parentheses/ },
  { label: 'a formula with an unknown function', file: FORMULA, edit: swap('NOT(', 'NOPE('), says: /no function NOPE/ },
  { label: 'a formula field that looks at the record before', file: FORMULA, edit: swap('NOT(IsClosed)', 'ISCHANGED(StageName)'), says: /works in rules only/ },
  { label: 'a rule that asks for no permission of ours', file: RULE, edit: swap('$Permission.Partner_Override_Lock', '$Permission.Partner_Overide'), says: /no custom permission Partner_Overide/ },
  { label: 'a rule that compares with no value', file: RULE, edit: swap('"active"', '"aktive"'), says: /has no value “aktive”/ },
  { label: 'a picklist compared as text', file: RULE, edit: swap('NOT(ISNEW())', 'Partner_Lock_Status__c = "active"'), says: /is a picklist/ },
  { label: 'a long text asked for a change', file: RULE, edit: swap('ISCHANGED(Partner_Name__c)', 'ISCHANGED(Partner_Conflict_Text__c)'), says: /long text/ },
  { label: 'a message at no field', file: `objects/${R}/validationRules/Partner_Decision_Needs_Days.validationRule-meta.xml`, edit: swap('<errorDisplayField>Partner_Decision_Days__c', '<errorDisplayField>Partner_Dayz__c'), says: /Partner_Dayz__c, which is no field/ },
  { label: 'a message that is too long', file: RULE, edit: swap(/<errorMessage>.*</, `<errorMessage>${'x'.repeat(256)}<`), says: /message is too long/ },
  { label: 'a permission set without a field', file: VIEWER, edit: swap(/<fieldPermissions>[^]*?<\/fieldPermissions>/, ''), says: /does not list/ },
  { label: 'a permission set for no field', file: VIEWER, edit: swap('Account.Partner_Id__c', 'Account.Partner_Ident__c'), says: /no field Account.Partner_Ident__c/ },
  { label: 'an editable formula', file: VIEWER, edit: swap(/false(<\/editable>\s*<field>Account.Partner_Is_Locked__c)/, 'true$1'), says: /cannot be editable/ },
  { label: 'a required field in a permission set', file: 'objects/Account/fields/Partner_Id__c.field-meta.xml', edit: swap('<required>false', '<required>true'), says: /must not be listed/ },
  { label: 'a field read without its object', file: VIEWER, edit: swap(/<allowRead>true(<\/allowRead>\s*<modifyAllRecords>false<\/modifyAllRecords>\s*<object>Lead)/, '<allowRead>false$1'), says: /Lead is not/ },
  { label: 'modify all without delete', file: 'permissionsets/Partner_Integration.permissionset-meta.xml', edit: swap('<allowDelete>true', '<allowDelete>false'), says: /modify all needs/ },
  { label: 'a permission set with no such custom permission', file: 'permissionsets/Partner_Manager.permissionset-meta.xml', edit: swap('<name>Partner_Decide_Registration', '<name>Partner_Decide'), says: /customPermissions names Partner_Decide/ },
  { label: 'a permission set with no such tab', file: VIEWER, edit: swap('<tab>', '<tab>X_'), says: /tabSettings names X_/ },
  { label: 'a layout with no such field', file: LAYOUT, edit: swap('Partner_Notes__c', 'Partner_Note__c'), says: /no field Partner_Note__c/ },
  { label: 'a layout on which a formula is edited', file: LAYOUT, edit: swap(/Readonly(<\/behavior>\s*<field>Partner_Is_Locked__c)/, 'Edit$1'), says: /can be read only/ },
  { label: 'a layout with no such action', file: LAYOUT, edit: swap('.Partner_Reject<', '.Partner_Refuse<'), says: /no quick action/ },
  { label: 'a list view with no such column', file: VIEW, edit: swap('<columns>Partner_Name__c', '<columns>Partner_Nam__c'), says: /no column Partner_Nam__c/ },
  { label: 'a list view that filters by no value', file: VIEW, edit: swap('partner_vs_direct', 'partner_vs_house'), says: /has no value “partner_vs_house”/ },
  { label: 'a compact layout with no such field', file: `objects/${R}/compactLayouts/Partner_Registration.compactLayout-meta.xml`, edit: swap('Partner_Days_Left__c', 'Partner_Days__c'), says: /no field Partner_Days__c/ },
  { label: 'an object with no such compact layout', file: `objects/${R}/${R}.object-meta.xml`, edit: swap('<compactLayoutAssignment>', '<compactLayoutAssignment>X'), says: /no compact layout/ },
  { label: 'an object with no such page', file: `objects/${R}/${R}.object-meta.xml`, edit: swap('<content>', '<content>X'), says: /no page X/ },
  { label: 'a page with no such component', file: PAGE, edit: swap('flexipage:richText', 'c:partnerQueu'), says: /no component c:partnerQueu/ },
  { label: 'a page for no object', file: 'flexipages/Partner_Lead_Record.flexipage-meta.xml', edit: swap('<sobjectType>Lead', '<sobjectType>Leed'), says: /no object Leed/ },
  { label: 'an app with no such tab', file: APP, edit: swap('<tabs>Partner_Approvals', '<tabs>Partner_Approval'), says: /no tab Partner_Approval/ },
  { label: 'an app with another object’s page', file: APP, edit: swap('<content>Partner_Lead_Record', '<content>Partner_Account_Record'), says: /no page Partner_Account_Record for Lead/ },
  { label: 'a tab with no such page', file: 'tabs/Partner_Approvals.tab-meta.xml', edit: swap('<flexiPage>', '<flexiPage>X'), says: /no page X/ },
  { label: 'an action that sets no value', file: ACTION, edit: swap('<literalValue>reject', '<literalValue>refuse'), says: /has no value “refuse”/ },
  { label: 'an action with no such field', file: ACTION, edit: swap('<field>Partner_Decision_Reason__c', '<field>Partner_Reason__c'), says: /no field Partner_Reason__c/ },
  { label: 'sign-in settings of no app', file: 'extlClntAppOauthSettings/PartnerLock_oauth.ecaOauth-meta.xml', edit: swap('<externalClientApplication>', '<externalClientApplication>X'), says: /no external client app/ },
  { label: 'a report of no type', file: REPORT, edit: swap('<reportType>', '<reportType>X'), says: /no report type/ },
  { label: 'a report with no such column', file: REPORT, edit: swap('$Partner_Name__c', '$Partner_Nam__c'), says: /has no column/ },
  { label: 'a report that filters by no value', file: REPORT, edit: swap('<value>rejected', '<value>refused'), says: /has no value “refused”/ },
  { label: 'a report type with no such field', file: 'reportTypes/Partner_Registrations.reportType-meta.xml', edit: swap('<field>Partner_Tier__c', '<field>Partner_Tyre__c'), says: /no field Partner_Registration__c\$Partner_Tyre__c/ },
  { label: 'a dashboard with no such report', file: DASHBOARD, edit: swap('PartnerLock/Rejections_By_Reason', 'PartnerLock/Rejections'), says: /no report PartnerLock\/Rejections/ },
  { label: 'a dashboard by no group', file: DASHBOARD, edit: swap('$Partner_Rejection_Reason__c', '$Partner_Tier__c'), says: /is not grouped by/ },
  { label: 'a label without its Spanish', file: SPANISH, edit: swap(/<customLabels>[^]*?<\/customLabels>/, ''), says: /is not translated/ },
  { label: 'Spanish for no label', file: SPANISH, edit: swap('<name>Partner_', '<name>X_Partner_'), says: /there is no label X_/ },
  { label: 'a picklist value without its Spanish', file: 'spanish/main/default/objectTranslations/Lead-es/Partner_Lock_Status__c.fieldTranslation-meta.xml', edit: swap('<masterLabel>Reserved', '<masterLabel>Held'), says: /“Reserved” is not translated/ },
  { label: 'a rule without its Spanish', file: 'spanish/main/default/objectTranslations/Lead-es/Lead-es.objectTranslation-meta.xml', edit: swap('<name>Partner_Lock_Guard', '<name>Partner_Guard'), says: /Partner_Lock_Guard is not translated/ },
  { label: 'a class', file: 'classes/Partner.cls-meta.xml', edit: () => '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>', says: /declarations only/ },
  { label: 'a component that imports no label', file: 'lwc/partnerX/partnerX.js', edit: () => "import x from '@salesforce/label/c.Partner_none';", says: /no label c.Partner_none/ },
  { label: 'a component that imports no field', file: 'lwc/partnerX/partnerX.js', edit: () => "import x from '@salesforce/schema/Lead.Partner_Nam__c';", says: /no field Lead.Partner_Nam__c/ },
  { label: 'a component that imports no permission', file: 'lwc/partnerX/partnerX.js', edit: () => "import x from '@salesforce/customPermission/Partner_Decide';", says: /no custom permission/ },
  { label: 'a component that imports Apex', file: 'lwc/partnerX/partnerX.js', edit: () => "import x from '@salesforce/apex/Partner.get';", says: /imports Apex/ },
  { label: 'a component that imports no component', file: 'lwc/partnerX/partnerX.js', edit: () => "import x from 'c/partnerY';", says: /no bundle c\/partnerY/ },
];

describe('everything that the package names exists, checked here', () => {
  it('in the package as it is', () => {
    expect(checkIntegrity(files, PACKAGE_DIR)).toEqual([]);
  });

  it.each(mistakes)('but not with $label', (mistake) => {
    const problems = /^(lwc|classes)/.test(mistake.file)
      ? checkIntegrity(files, folderWith(temp, mistake))
      : checkIntegrity(withMistake(files, mistake), PACKAGE_DIR);
    expect(problems.filter((problem) => mistake.says.test(problem))).not.toEqual([]);
  });
});
