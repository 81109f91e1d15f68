/** An XML element of a metadata file: text, further elements, or one entry per repetition. */
export type XmlElement = readonly [name: string, content: string | boolean | number | readonly XmlElement[]];

/** A Salesforce metadata file, marked as generated so that nobody edits it by hand. */
export function metadataXml(type: string, elements: readonly XmlElement[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`,
    // Inside the root: before it, source-deploy-retrieve takes the comment for the root and converts nothing.
    '    <!-- Generated from shared/catalog/fields.ts. Do not edit: change the catalog and generate again. -->',
    ...elements.flatMap((element) => render(element, '    ')),
    `</${type}>`,
    '',
  ].join('\n');
}

/** Elements in the order in which Salesforce gives them back: the name first, the rest by name. */
export const inSalesforceOrder = (elements: readonly XmlElement[]): XmlElement[] =>
  elements.toSorted(([a], [b]) => rank(a).localeCompare(rank(b), 'en'));

const rank = (name: string): string => (name === 'fullName' ? '' : name);

function render([name, content]: XmlElement, indent: string): string[] {
  if (typeof content !== 'object') return [`${indent}<${name}>${escapeXml(String(content))}</${name}>`];
  const inner = content.flatMap((element) => render(element, `${indent}    `));
  return [`${indent}<${name}>`, ...inner, `${indent}</${name}>`];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
