import type { PageReference } from './scope.ts';

/** Where a page reference leads in this preview; unknown kinds lead to the start page. */
export function addressOf({ type, attributes = {} }: PageReference): string {
  const { recordId = '', objectApiName = '', apiName = '', url = '/', actionName } = attributes;
  switch (type) {
    case 'standard__recordPage':
    case 'standard__recordRelationshipPage':
      return recordAddress(objectApiName, recordId);
    case 'standard__objectPage':
      return actionName === 'new' ? `${objectAddress(objectApiName)}?new` : objectAddress(objectApiName);
    case 'standard__navItemPage':
      return `/lightning/n/${encodeURIComponent(apiName)}`;
    case 'standard__webPage':
      return url;
    case 'comm__namedPage':
      return '/lightning/site';
    default:
      return '/lightning';
  }
}

/** The object's name may be missing: an id says by its first letters what it is. */
export const recordAddress = (object: string | undefined, id: string): string =>
  `/lightning/r/${encodeURIComponent(object || 'record')}/${encodeURIComponent(id)}/view`;

export const objectAddress = (object: string): string => `/lightning/o/${encodeURIComponent(object)}/list`;
