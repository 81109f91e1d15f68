import { objectTypeOf } from './entities.ts';
import { notFound } from './errors.ts';
import type { Call, ScopeNeeds } from './http.ts';
import type { ObjectType } from './entities.ts';

/** Every scope the consent page knows. Asking for another one is an error there, as it is with HubSpot. */
export const KNOWN_SCOPES: readonly string[] = [
  'oauth',
  ...['deals', 'companies', 'contacts'].flatMap((type) =>
    ['objects', 'schemas'].flatMap((part) => [`crm.${part}.${type}.read`, `crm.${part}.${type}.write`]),
  ),
  'crm.objects.owners.read',
  'forms',
  'automation',
  'tickets',
];

/** The object type named in the path; 400 for one the stand-in does not have. */
export function typeIn(call: Call, name = 'type'): ObjectType {
  const type = objectTypeOf(call.param(name));
  if (type === undefined) throw notFound(`Unable to infer object type from: ${call.param(name)}`);
  return type;
}

export const readsObjects: ScopeNeeds = (call) => [[`crm.objects.${typeIn(call)}.read`]];
export const writesObjects: ScopeNeeds = (call) => [[`crm.objects.${typeIn(call)}.write`]];
export const readsAssociations: ScopeNeeds = (call) => [
  [`crm.objects.${typeIn(call, 'from')}.read`],
  [`crm.objects.${typeIn(call, 'to')}.read`],
];
export const writesAssociations: ScopeNeeds = (call) => [
  [`crm.objects.${typeIn(call, 'from')}.write`],
  [`crm.objects.${typeIn(call, 'to')}.write`],
];
/** Reading a schema is allowed to whoever may read the objects. */
export const readsSchemas: ScopeNeeds = (call) => [
  [`crm.schemas.${typeIn(call)}.read`, `crm.objects.${typeIn(call)}.read`],
];
export const writesSchemas: ScopeNeeds = (call) => [[`crm.schemas.${typeIn(call)}.write`]];
export const readsPipelines: ScopeNeeds = () => [['crm.schemas.deals.read', 'crm.objects.deals.read']];
export const writesPipelines: ScopeNeeds = () => [['crm.schemas.deals.write']];
export const readsOwners: ScopeNeeds = () => [['crm.objects.owners.read']];
export const usesForms: ScopeNeeds = () => [['forms']];
export const anyInstall: ScopeNeeds = () => [];
