import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';

const APP = {
  HUBSPOT_APP_ID: '1',
  HUBSPOT_CLIENT_ID: 'id',
  HUBSPOT_CLIENT_SECRET: 'new,old',
  PARTNERLOCK_PUBLIC_ORIGIN: 'https://partners.example.com/',
  PARTNERLOCK_SECRET: 'x'.repeat(32),
};

describe('the environment', () => {
  it('may be empty: then the demo runs', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, hubspot: null, secrets: null, databaseUrl: null });
  });

  it('names an app, its secrets newest first, and an origin without a slash', () => {
    expect(readConfig(APP)).toMatchObject({
      publicOrigin: 'https://partners.example.com',
      hubspot: { clientSecrets: ['new', 'old'], baseUrl: 'https://api.hubapi.com' },
    });
  });

  it.each([
    { case: 'a port that is none', change: { PORT: 'eighty' }, says: 'PORT' },
    {
      case: 'an origin with a path',
      change: { PARTNERLOCK_PUBLIC_ORIGIN: 'https://x.example/app' },
      says: 'only the origin',
    },
    { case: 'no origin for an app', change: { PARTNERLOCK_PUBLIC_ORIGIN: '' }, says: 'Set PARTNERLOCK_PUBLIC_ORIGIN' },
    { case: 'no secret for an app', change: { PARTNERLOCK_SECRET: '' }, says: 'Set PARTNERLOCK_SECRET' },
    { case: 'a short secret', change: { PARTNERLOCK_SECRET: 'short' }, says: '32 characters' },
    { case: 'a database that is none of ours', change: { DATABASE_URL: 'mysql://x' }, says: 'postgresql://' },
  ])('$case: says what to correct', ({ change, says }) => {
    expect(() => readConfig({ ...APP, ...change })).toThrow(says);
  });
});

describe('the environment of a Salesforce app', () => {
  const keyPem = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const curvePem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const ORG = {
    SALESFORCE_CLIENT_ID: 'consumer key',
    SALESFORCE_CLIENT_SECRET: 'new, old',
    PARTNERLOCK_PUBLIC_ORIGIN: 'https://partners.example.com',
    PARTNERLOCK_SECRET: 'x'.repeat(32),
  };
  const JWT = { SALESFORCE_FLOW: 'jwt_bearer', SALESFORCE_USERNAME: 'integration@demo-vendor.example' };
  const noFile = (name: string): string => {
    throw new Error(`ENOENT ${name}`);
  };

  it('is complete without HubSpot, and signs people in at Salesforce itself by default', () => {
    expect(readConfig(ORG)).toMatchObject({
      hubspot: null,
      salesforce: {
        loginUrl: 'https://login.salesforce.com',
        clientId: 'consumer key',
        signIn: { flow: 'web_server', clientSecrets: ['new', 'old'] },
        programId: null,
      },
    });
    expect(readConfig(APP).salesforce).toBeNull();
  });

  it('takes a key written out in one line, or a file', () => {
    const signIn = { flow: 'jwt_bearer', username: JWT.SALESFORCE_USERNAME, privateKeyPem: keyPem };
    const inLine = { ...ORG, ...JWT, SALESFORCE_JWT_KEY: keyPem.replaceAll('\n', '\\n'), PARTNERLOCK_PROGRAM: 'prg_1' };
    expect(readConfig(inLine).salesforce).toMatchObject({ signIn, programId: 'prg_1' });
    const inFile = { ...ORG, ...JWT, SALESFORCE_JWT_KEY_FILE: '/run/secrets/key.pem' };
    const files = new Map([['/run/secrets/key.pem', keyPem]]);
    expect(readConfig(inFile, (name) => files.get(name) ?? noFile(name)).salesforce).toMatchObject({ signIn });
  });

  it.each([
    { address: 'https://acme.my.salesforce.com/', isTaken: true },
    { address: 'http://127.0.0.1:4000', isTaken: true },
    { address: 'http://localhost:4000', isTaken: true },
    { address: 'http://acme.my.salesforce.com', isTaken: false },
    { address: 'https://acme.my.salesforce.com/services', isTaken: false },
    { address: 'javascript:alert(1)', isTaken: false },
  ])('signs in at $address: $isTaken', ({ address, isTaken }) => {
    const read = () => readConfig({ ...ORG, PARTNERLOCK_SALESFORCE_LOGIN_URL: address });
    if (isTaken) expect(read().salesforce?.loginUrl).toBe(address.replace(/\/$/, ''));
    else expect(read).toThrow('PARTNERLOCK_SALESFORCE_LOGIN_URL');
  });

  it.each<{ case: string; change: Record<string, string>; says: string }>([
    { case: 'no secret', change: { SALESFORCE_CLIENT_SECRET: '' }, says: 'Set SALESFORCE_CLIENT_SECRET' },
    { case: 'no app', change: { SALESFORCE_CLIENT_ID: '' }, says: 'Set SALESFORCE_CLIENT_ID' },
    { case: 'no origin', change: { PARTNERLOCK_PUBLIC_ORIGIN: '' }, says: 'Set PARTNERLOCK_PUBLIC_ORIGIN' },
    { case: 'no master secret', change: { PARTNERLOCK_SECRET: '' }, says: 'Set PARTNERLOCK_SECRET' },
    { case: 'a flow that is none', change: { SALESFORCE_FLOW: 'password' }, says: 'SALESFORCE_FLOW' },
    {
      case: 'client credentials at the shared address',
      change: { SALESFORCE_FLOW: 'client_credentials' },
      says: 'Set PARTNERLOCK_SALESFORCE_LOGIN_URL',
    },
    {
      case: 'a flow without its user',
      change: { SALESFORCE_FLOW: 'jwt_bearer', SALESFORCE_JWT_KEY: keyPem },
      says: 'Set SALESFORCE_USERNAME',
    },
    { case: 'a flow without its key', change: JWT, says: 'Set SALESFORCE_JWT_KEY' },
    {
      case: 'a file that is not there',
      change: { ...JWT, SALESFORCE_JWT_KEY_FILE: '/nowhere/key.pem' },
      says: 'SALESFORCE_JWT_KEY_FILE names /nowhere/key.pem',
    },
    {
      case: 'a key that is none',
      change: { ...JWT, SALESFORCE_JWT_KEY: 'hunter2' },
      says: 'SALESFORCE_JWT_KEY must be',
    },
    {
      case: 'a key of another kind',
      change: { ...JWT, SALESFORCE_JWT_KEY: curvePem },
      says: 'SALESFORCE_JWT_KEY must be',
    },
  ])('$case: says what to correct', ({ change, says }) => {
    expect(() => readConfig({ ...ORG, ...change }, noFile)).toThrow(says);
  });

  it('never repeats a key', () => {
    const read = () => readConfig({ ...ORG, ...JWT, SALESFORCE_JWT_KEY: 'hunter2' });
    expect(read).toThrow(expect.not.stringContaining('hunter2'));
  });
});
