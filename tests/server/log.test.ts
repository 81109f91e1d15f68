import { expect, it } from 'vitest';
import { createLog, scrub } from '../../server/log.ts';

it.each([
  { case: 'a bearer token', line: 'Authorization: Bearer CLnN-abc.def_123', secret: 'CLnN' },
  { case: 'an access token in JSON', line: '{"access_token":"pat-eu1-1234567890"}', secret: 'pat-eu1' },
  {
    case: 'a refresh token in escaped JSON',
    line: '{"body":"{\\"refresh_token\\":\\"abcdef123456\\"}"}',
    secret: 'abcdef123456',
  },
  {
    case: 'a client secret in a form',
    line: 'grant_type=x&client_secret=0b5a2c9d-demo&code=zzzzzzzz',
    secret: '0b5a2c9d',
  },
  { case: 'an OAuth code', line: 'GET /hubspot/oauth/callback?code=1234-5678-9012&state=x', secret: '1234-5678' },
  {
    case: 'a partner’s link token',
    line: '/partner/status?program=prg_1&token=par_ab12.UHonMpqBpwaSlZlZ',
    secret: 'UHonMpqBp',
  },
  { case: 'a basic authorization', line: 'Authorization: Basic dXNlcjpwYXNzd29yZA==', secret: 'dXNlcjpw' },
  { case: 'a password in an address', line: 'postgres://user:pass-word@db.example/x', secret: 'pass-word' },
  { case: 'a Salesforce authorization', line: 'Authorization: OAuth 00D5g0000012345!AQEAQ.secret', secret: 'AQEAQ' },
  { case: 'a Salesforce session', line: 'sid 00D5g0000012345EAA!AQEAQ_secret refused', secret: 'AQEAQ' },
  { case: 'a signed assertion', line: 'grant_type=x&assertion=eyJhbGciOi.abc.def', secret: 'eyJhbGciOi' },
  { case: 'an e-mail address', line: 'submitted by someone.else@partner.example', secret: 'someone.else' },
])('$case never reaches the log', ({ line, secret }) => {
  expect(scrub(line)).not.toContain(secret);
});

it('writes one JSON object a line, scrubbed, whatever the field is called', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  log.info({ programId: 'prg_1', anything: 'Bearer secret-token-value' }, 'asked as someone@partner.example');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    programId: 'prg_1',
    anything: 'Bearer [removed]',
    msg: 'asked as [e-mail]',
  });
});
