import { swap, type Mistake } from '../planted.ts';

const META = 'lwc/partnerOwnership/partnerOwnership.js-meta.xml';
const PAGE = 'flexipages/Partner_Lead_Record.flexipage-meta.xml';

/** Mistakes in where Lightning components stand and in what they are made of. */
export const BUNDLE_MISTAKES: readonly Mistake[] = [
  {
    label: 'a component for no target',
    file: META,
    edit: swap('<target>lightning__RecordPage', '<target>lightning__RecordPaje'),
    says: /there is no target lightning__RecordPaje/,
  },
  {
    label: 'a component that is exposed to no target',
    file: META,
    edit: swap(/<targets>[^]*<\/targets>/, ''),
    says: /exposed, but to no target/,
  },
  {
    label: 'a component with targets that is not exposed',
    file: META,
    edit: swap('<isExposed>true', '<isExposed>false'),
    says: /not exposed/,
  },
  {
    label: 'a component that configures another target',
    file: META,
    edit: swap('targets="lightning__RecordPage"', 'targets="lightning__AppPage"'),
    says: /configures lightning__AppPage, not its target/,
  },
  {
    label: 'a component for no object',
    file: META,
    edit: swap('<object>Lead', '<object>Leed'),
    says: /there is no object Leed/,
  },
  {
    label: 'a component without its bundle',
    file: 'lwc/partnerX/partnerX.js-meta.xml',
    edit: () => '<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"/>',
    says: /it has no bundle/,
  },
  {
    label: 'a page with a component of other pages',
    file: 'flexipages/Partner_Approvals.flexipage-meta.xml',
    edit: swap(/<componentName>[^<]+/, '<componentName>c:partnerOwnership'),
    says: /partnerOwnership is not exposed to lightning__AppPage/,
  },
  {
    label: 'a page with a component of other objects',
    file: PAGE,
    edit: swap('<sobjectType>Lead', '<sobjectType>Partner_Registration__c'),
    says: /partnerOwnership is not exposed to pages of Partner_Registration__c/,
  },
  {
    label: 'a page with a component that is not exposed',
    file: PAGE,
    edit: swap('c:partnerOwnership', 'c:partnerCore'),
    says: /partnerCore is not exposed/,
  },
  {
    label: 'a bundle that does not say what it is',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => 'export const x = 1;',
    says: /it has no partnerX.js-meta.xml/,
  },
  {
    label: 'a bundle without its module',
    file: 'lwc/partnerX/partnerY.js',
    edit: () => 'export const x = 1;',
    says: /it has no partnerX.js$/,
  },
  {
    label: 'a component that imports a file it does not have',
    file: 'lwc/partnerX/partnerX.js',
    edit: () => "import { y } from './y';",
    says: /it has no y.js/,
  },
  {
    label: 'a component with a child that does not exist',
    file: 'lwc/partnerX/partnerX.html',
    edit: () => '<template><c-partner-y></c-partner-y></template>',
    says: /there is no bundle c\/partnerY/,
  },
];
