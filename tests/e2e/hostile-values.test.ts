import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../fixtures/prospects.ts';
import { openWorld, shown, type World } from './world.ts';

let world: World;
let formUrl: string;
beforeAll(async () => {
  world = await openWorld();
  formUrl = (await world.partners(1))[0]?.formUrl ?? '';
});
afterAll(() => world.close());

const before = () => new Set(world.deals().map(({ id }) => id));

describe('hostile form values are stored as text, or refused with a clear error, and break no card', () => {
  it.each(HOSTILE_TEXTS.map((text, index) => ({ index, text })))('value $index', async ({ index, text }) => {
    const known = before();
    const email = `contact${index}@company${index}.com`;
    const sent = await world.submitAndLeave(formUrl, {
      email,
      stagingCompany: text,
      stagingNotes: text,
      stagingWebsite: `company${index}.com`,
      stagingIndustry: text,
    });
    if (sent.status !== 200) {
      expect(sent.status).toBe(400);
      expect(sent.body).toMatch(/message/);
      return;
    }
    await world.settle();
    const deal = world.deals().find(({ id }) => !known.has(id)) ?? expect.fail(`no deal for value ${index}`);
    expect(shown(deal, 'prospectKey')).toBe(`dom:company${index}.com`);
    expect(deal.properties['dealname']).not.toMatch(/[\u0000\u202A-\u202E\u2066-\u2069]/);
    const card = await world.manager.look('0-3', deal.id);
    expect(card).toMatchObject({ ok: true, view: { state: 'pending' } });
    const queue = await world.manager.queue();
    expect(queue.ok).toBe(true);
  });

  it('the status page shows them as text, never as markup', async () => {
    const [partner] = await world.partners(1);
    const page = await (await fetch(partner?.statusUrl ?? '')).text();
    expect(page).not.toMatch(/<script|<img|<svg|onerror=["']?\w/i);
    expect(page).toContain('&lt;');
  });
});
