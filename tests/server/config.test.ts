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
