import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROSPECTS } from '../fixtures/prospects.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ seed: () => {} });
  const [partner] = await world.partners(1);
  for (const { name, typed, email, country } of PROSPECTS) {
    const sent = await world.submitAndLeave(partner?.formUrl ?? '', {
      email: email ?? 'someone@gmail.com',
      stagingCompany: name,
      stagingWebsite: typed,
      stagingCountry: country,
    });
    expect(sent.status).toBe(200);
    await world.standIn.webhooks.flush();
    await world.settle();
  }
}, 600_000);
afterAll(() => world.close());

describe(`${PROSPECTS.length} real companies, as people type them, through the hosted form`, () => {
  it('each is reserved under its own domain or name, once', () => {
    const held = world.deals().filter((deal) => shown(deal, 'lockStatus') === 'pending');
    expect(held.length).toBe(PROSPECTS.length);
    expect(held.length).toBeGreaterThanOrEqual(200);
    expect(new Set(held.map((deal) => shown(deal, 'lockKey'))).size).toBe(PROSPECTS.length);
  });
});
