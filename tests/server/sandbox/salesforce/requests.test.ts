import { describe, expect, it } from 'vitest';
import { API, demoOrg, savedId } from './demo-org.ts';

describe('a request', () => {
  it('with a condition on the modification date is refused when the record is newer', async () => {
    const { call, admin } = await demoOrg();
    const id = await savedId(admin.sobject('Account').create({ Name: 'SAP' }));
    const path = `${API}/sobjects/Account/${id}`;
    const at = (iso: string) => new Date(iso).toUTCString();
    const since = (name: string, iso: string) => ({ headers: { [name]: at(iso) } });
    const late = await call('PATCH', path, { Phone: '1' }, since('If-Unmodified-Since', '2026-11-24T09:00:00Z'));
    const early = await call('PATCH', path, { Phone: '1' }, since('If-Unmodified-Since', '2026-11-24T11:00:00Z'));
    const same = await call('GET', path, undefined, since('If-Modified-Since', '2026-11-24T11:00:00Z'));
    expect([late.status, early.status, same.status]).toEqual([412, 204, 304]);
  });

  it.each([
    ['an unknown object', 'GET', '/sobjects/Nope__c/001DM0000000001', 404, 'NOT_FOUND'],
    ['an unknown path', 'GET', '/nothing', 404, 'NOT_FOUND'],
    ['a wrong method', 'PUT', '/sobjects/Account', 405, 'METHOD_NOT_ALLOWED'],
    ['a record that never was', 'PATCH', '/sobjects/Account/001DM0000000099', 404, 'NOT_FOUND'],
    ['an id that is none', 'GET', '/sobjects/Account/xyz', 404, 'NOT_FOUND'],
  ])('for %s is refused', async (_label, method, path, status, errorCode) => {
    const { call } = await demoOrg();
    const reply = await call(method, `${API}${path}`, method === 'GET' ? undefined : {});
    expect([reply.status, reply.body]).toMatchObject([status, [{ errorCode }]]);
  });

  it('that names an id for a new record is refused', async () => {
    const { call } = await demoOrg();
    const reply = await call('POST', `${API}/sobjects/Account`, { Id: '001DM0000000001YAA', Name: 'x' });
    const message = 'cannot specify Id in an insert call';
    expect(reply.body).toEqual([{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: ['Id'] }]);
  });

  it('of another version, or with a body that is no JSON, is refused', async () => {
    const { call, standIn } = await demoOrg();
    expect((await call('GET', '/services/data/v68.0/limits')).status).toBe(404);
    const headers = {
      authorization: `Bearer ${standIn.login(standIn.org.administrator.id)}`,
      'content-type': 'application/json',
    };
    const broken = await fetch(`${standIn.baseUrl}${API}/sobjects/Account`, { method: 'POST', headers, body: '{' });
    expect([broken.status, await broken.json()]).toMatchObject([400, [{ errorCode: 'JSON_PARSER_ERROR' }]]);
    const versions = await fetch(`${standIn.baseUrl}/services/data`);
    expect(await versions.json()).toContainEqual({ label: 'v67', url: '/services/data/v67.0', version: '67.0' });
  });
});
