import { notFound } from '../errors.ts';
import { toOwner, toPage } from '../formatters.ts';
import type { HttpServer } from '../http.ts';
import { ok } from '../http.ts';
import { readsOwners } from '../scopes.ts';
import { numberParam } from './params.ts';

const OWNERS = '/crm/owners/2026-09';

/** The people who may own records. */
export function serveOwners(http: HttpServer): void {
  http.api('get', OWNERS, readsOwners, (call) => {
    const email = call.query.get('email')?.toLowerCase();
    const archived = call.query.get('archived') === 'true';
    const owners = call.portal.owners.filter((owner) => !archived && (!email || owner.email === email));
    return ok(toPage(owners.map(toOwner), numberParam(call, 'after', 0), numberParam(call, 'limit', 100, 500)));
  });
  http.api('get', `${OWNERS}/:ownerId`, readsOwners, (call) => {
    const by = call.query.get('idProperty') === 'userId' ? 'userId' : 'ownerId';
    const owner = call.portal.owners.find((each) => each[by] === call.param('ownerId'));
    if (owner === undefined) throw notFound(`Owner ${call.param('ownerId')} does not exist`);
    return ok(toOwner(owner));
  });
}
