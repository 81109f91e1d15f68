import { swap, type Mistake } from '../planted.ts';

const R = 'Partner_Registration__c';
const LAYOUT = `layouts/${R}-Partner Registration Layout.layout-meta.xml`;
const VIEW = `objects/${R}/listViews/Partner_Conflicts.listView-meta.xml`;
const PAGE = 'flexipages/Partner_Approvals.flexipage-meta.xml';
const APP = 'applications/PartnerLock.app-meta.xml';
const REPORT = 'reports/PartnerLock/Rejections_By_Reason.report-meta.xml';
const DASHBOARD = 'dashboards/PartnerLock/Partner_Registrations.dashboard-meta.xml';
const SPANISH = 'spanish/main/default/translations/es.translation-meta.xml';
const ACTION = `quickActions/${R}.Partner_Reject.quickAction-meta.xml`;

/** Mistakes in layouts, lists, pages, reports, translations and components. */
export const SCREEN_MISTAKES: readonly Mistake[] = [
  {
    label: 'a layout with no such field',
    file: LAYOUT,
    edit: swap('Partner_Notes__c', 'Partner_Note__c'),
    says: /no field Partner_Note__c/,
  },
  {
    label: 'a layout on which a formula is edited',
    file: LAYOUT,
    edit: swap(/Readonly(<\/behavior>\s*<field>Partner_Is_Locked__c)/, 'Edit$1'),
    says: /can be read only/,
  },
  {
    label: 'a layout with no such action',
    file: LAYOUT,
    edit: swap('.Partner_Reject<', '.Partner_Refuse<'),
    says: /no quick action/,
  },
  {
    label: 'a list view with no such column',
    file: VIEW,
    edit: swap('<columns>Partner_Name__c', '<columns>Partner_Nam__c'),
    says: /no column Partner_Nam__c/,
  },
  {
    label: 'a list view that filters by no value',
    file: VIEW,
    edit: swap('partner_vs_direct', 'partner_vs_house'),
    says: /has no value “partner_vs_house”/,
  },
  {
    label: 'a compact layout with no such field',
    file: `objects/${R}/compactLayouts/Partner_Registration.compactLayout-meta.xml`,
    edit: swap('Partner_Days_Left__c', 'Partner_Days__c'),
    says: /no field Partner_Days__c/,
  },
  {
    label: 'an object with no such compact layout',
    file: `objects/${R}/${R}.object-meta.xml`,
    edit: swap('<compactLayoutAssignment>', '<compactLayoutAssignment>X'),
    says: /no compact layout/,
  },
  {
    label: 'an object with no such page',
    file: `objects/${R}/${R}.object-meta.xml`,
    edit: swap('<content>', '<content>X'),
    says: /no page X/,
  },
  {
    label: 'a page with no such component',
    file: PAGE,
    edit: swap(/<componentName>[^<]+/, '<componentName>c:partnerQueu'),
    says: /no component c:partnerQueu/,
  },
  {
    label: 'a page for no object',
    file: 'flexipages/Partner_Lead_Record.flexipage-meta.xml',
    edit: swap('<sobjectType>Lead', '<sobjectType>Leed'),
    says: /no object Leed/,
  },
  {
    label: 'an app with no such tab',
    file: APP,
    edit: swap('<tabs>Partner_Approvals', '<tabs>Partner_Approval'),
    says: /no tab Partner_Approval/,
  },
  {
    label: 'an app with another object’s page',
    file: APP,
    edit: swap('<content>Partner_Lead_Record', '<content>Partner_Account_Record'),
    says: /no page Partner_Account_Record for Lead/,
  },
  {
    label: 'a tab with no such page',
    file: 'tabs/Partner_Approvals.tab-meta.xml',
    edit: swap('<flexiPage>', '<flexiPage>X'),
    says: /no page X/,
  },
  {
    label: 'an action that sets no value',
    file: ACTION,
    edit: swap('<literalValue>reject', '<literalValue>refuse'),
    says: /has no value “refuse”/,
  },
  {
    label: 'an action with no such field',
    file: ACTION,
    edit: swap('<field>Partner_Decision_Reason__c', '<field>Partner_Reason__c'),
    says: /no field Partner_Reason__c/,
  },
  {
    label: 'sign-in settings of no app',
    file: 'extlClntAppOauthSettings/PartnerLock_oauth.ecaOauth-meta.xml',
    edit: swap('<externalClientApplication>', '<externalClientApplication>X'),
    says: /no external client app/,
  },
  { label: 'a report of no type', file: REPORT, edit: swap('<reportType>', '<reportType>X'), says: /no report type/ },
  {
    label: 'a report with no such column',
    file: REPORT,
    edit: swap('$Partner_Name__c', '$Partner_Nam__c'),
    says: /has no column/,
  },
  {
    label: 'a report that filters by no value',
    file: REPORT,
    edit: swap('<value>rejected', '<value>refused'),
    says: /has no value “refused”/,
  },
  {
    label: 'a report type with no such field',
    file: 'reportTypes/Partner_Registrations.reportType-meta.xml',
    edit: swap('<field>Partner_Tier__c', '<field>Partner_Tyre__c'),
    says: /no field Partner_Registration__c\$Partner_Tyre__c/,
  },
  {
    label: 'a dashboard with no such report',
    file: DASHBOARD,
    edit: swap('PartnerLock/Rejections_By_Reason', 'PartnerLock/Rejections'),
    says: /no report PartnerLock\/Rejections/,
  },
  {
    label: 'a dashboard by no group',
    file: DASHBOARD,
    edit: swap('$Partner_Rejection_Reason__c', '$Partner_Tier__c'),
    says: /is not grouped by/,
  },
  {
    label: 'a label without its Spanish',
    file: SPANISH,
    edit: swap(/<customLabels>[^]*?<\/customLabels>/, ''),
    says: /is not translated/,
  },
  {
    label: 'Spanish for no label',
    file: SPANISH,
    edit: swap('<name>Partner_', '<name>X_Partner_'),
    says: /there is no label X_/,
  },
  {
    label: 'a picklist value without its Spanish',
    file: 'spanish/main/default/objectTranslations/Lead-es/Partner_Lock_Status__c.fieldTranslation-meta.xml',
    edit: swap('<masterLabel>Reserved', '<masterLabel>Held'),
    says: /“Reserved” is not translated/,
  },
  {
    label: 'a field without its Spanish',
    file: 'spanish/main/default/objectTranslations/Lead-es/Partner_Days_Left__c.fieldTranslation-meta.xml',
    edit: swap('<name>Partner_Days_Left__c', '<name>Partner_Days__c'),
    says: /the field Lead.Partner_Days_Left__c is not translated/,
  },
  {
    label: 'an action without its Spanish',
    file: `spanish/main/default/objectTranslations/${R}-es/${R}-es.objectTranslation-meta.xml`,
    edit: swap('<name>Partner_Approve', '<name>Partner_Accept'),
    says: /Partner_Approve is not translated/,
  },
  {
    label: 'a rule without its Spanish',
    file: 'spanish/main/default/objectTranslations/Lead-es/Lead-es.objectTranslation-meta.xml',
    edit: swap('<name>Partner_Lock_Guard', '<name>Partner_Guard'),
    says: /Partner_Lock_Guard is not translated/,
  },
  {
    label: 'a class',
    file: 'classes/Partner.cls-meta.xml',
    edit: () => '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>',
    says: /declarations only/,
  },
  {
    label: 'a component that imports no label',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => "import x from '@salesforce/label/c.Partner_none';",
    says: /no label c.Partner_none/,
  },
  {
    label: 'a component that imports no field',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => "import x from '@salesforce/schema/Lead.Partner_Nam__c';",
    says: /no field Lead.Partner_Nam__c/,
  },
  {
    label: 'a component that imports no permission',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => "import x from '@salesforce/customPermission/Partner_Decide';",
    says: /no custom permission/,
  },
  {
    label: 'a component that imports Apex',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => "import x from '@salesforce/apex/Partner.get';",
    says: /imports Apex/,
  },
  {
    label: 'a component that imports no component',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => "import x from 'c/partnerY';",
    says: /no bundle c\/partnerY/,
  },
];
