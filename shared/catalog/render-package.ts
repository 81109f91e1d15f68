import { crm as crmEn } from '../words/en/crm.ts';
import { partner as partnerEn } from '../words/en/partner.ts';
import { reasons as reasonsEn } from '../words/en/reasons.ts';
import { salesforce as salesforceEn } from '../words/en/salesforce.ts';
import { crm as crmEs } from '../words/es/crm.ts';
import { fields as fieldLabels, formulaFields as formulaLabels } from '../words/es/fields.ts';
import { partner as partnerEs } from '../words/es/partner.ts';
import { reasons as reasonsEs } from '../words/es/reasons.ts';
import { salesforce as salesforceEs } from '../words/es/salesforce.ts';
import { renderLabelModule } from './render-label-module.ts';
import { renderLabels, renderLabelTranslations, type WordList } from './render-labels.ts';
import { renderObjectTranslations } from './render-object-translations.ts';
import { renderPermissionSets } from './render-permission-sets.ts';
import { renderSalesforceFields, type RenderedFile, type Words } from './render-salesforce.ts';

/**
 * Everything in `salesforce-package` that follows from the catalog and the words, with paths inside that folder.
 * Spanish is a package folder of its own: Salesforce refuses translations in an org without its Translation Workbench.
 */
export function renderSalesforcePackage(words: Words): RenderedFile[] {
  const english = [
    ...renderSalesforceFields(words),
    ...renderPermissionSets(),
    renderLabels(LABELS),
    ...renderLabelModule(LABELS),
  ];
  const spanish = [renderLabelTranslations(LABELS_ES, 'es'), ...renderObjectTranslations(SPANISH)];
  return [
    ...english.map((file) => ({ ...file, path: `force-app/main/default/${file.path}` })),
    ...spanish.map((file) => ({ ...file, path: `spanish/main/default/${file.path}` })),
  ];
}

const WORDS: WordList = { ...reasonsEn, ...crmEn, ...salesforceEn };
const WORDS_ES: WordList = { ...reasonsEs, ...crmEs, ...salesforceEs };
const SPANISH = { language: 'es', english: WORDS, translated: WORDS_ES, fieldLabels, formulaLabels };

/** What the Lightning components say: states, decisions, reasons and the partner's form. */
const isLabel = (key: string): boolean =>
  /^(state|next|verdict|matched|screen|card|who|decide|reason|rejection|status|lock|conflict|tier|lwc)\./.test(key) &&
  !/^(screen\.notConfigured|card\.awayText)/.test(key);
const isFormLabel = (key: string): boolean => key.startsWith('form.');
/** Components say it before a rule or the server does. */
const isSaidBeforehand = (key: string): boolean =>
  key === 'rule.submission_needs_company' || key === 'record.competing';

const labelsOf = (words: WordList, partner: WordList): WordList =>
  Object.fromEntries([
    ...Object.entries(words).filter(([key]) => isLabel(key) || isSaidBeforehand(key)),
    ...Object.entries(partner).filter(([key]) => isFormLabel(key)),
  ]);
const LABELS = labelsOf(WORDS, partnerEn);
const LABELS_ES = labelsOf(WORDS_ES, partnerEs);
