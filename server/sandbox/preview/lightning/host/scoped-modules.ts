import type { LightningScope } from '../scope.ts';

/** `@salesforce/kind/rest`: what the org's compiler writes into a component when it is deployed. */
export function scopedModule(name: string, scope: LightningScope): unknown {
  const [, kind = '', ...rest] = name.split('/');
  const what = rest.join('/');
  switch (kind) {
    case 'schema':
      return schemaToken(what);
    case 'label':
      return labelOf(scope, what);
    case 'customPermission':
      // True or undefined, never false: that is how the platform says no.
      return scope.permissions.includes(what) ? true : undefined;
    case 'user':
      return what === 'Id' || what === 'isGuest' ? scope.user[what] : undefined;
    case 'i18n':
      return scope.i18n[what];
    case 'client':
      return what === 'formFactor' ? 'Large' : undefined;
    case 'community':
      return what === 'basePath' ? '/lightning/site' : undefined;
    default:
      throw new Error(`This preview has no module ${name}.`);
  }
}

/** `Account.Owner.Name` → the object and the path of the field. */
function schemaToken(text: string): unknown {
  const [objectApiName = '', ...field] = text.split('.');
  return field.length === 0 ? { objectApiName } : { objectApiName, fieldApiName: field.join('.') };
}

function labelOf(scope: LightningScope, name: string): string {
  const label = scope.labels[name.replace(/^c\./, '')];
  if (label === undefined) throw new Error(`There is no custom label ${name}.`);
  return label;
}
