import { afterEach, describe, expect, it, vi } from 'vitest';
import { StatusTag } from '@hubspot/ui-extensions';
import { UI_PATHS } from '@partnerlock/core';
import { plainText } from '../../hubspot-app/kit/plain-text.ts';
import { cardOn } from './card.tsx';
import { serverReplies, textIn, until } from './harness.ts';
import { pendingView, programOf } from './views.ts';

afterEach(() => vi.unstubAllGlobals());

const HOSTILE = [
  {
    label: 'markup',
    text: '<img src=x onerror=alert(1)> & "quotes"',
    shown: '<img src=x onerror=alert(1)> & "quotes"',
  },
  { label: 'a placeholder', text: '{who} {since} $& $1', shown: '{who} {since} $& $1' },
  { label: 'a direction override', text: 'Acme\u202Emoc.live', shown: 'Acmemoc.live' },
  { label: 'control characters', text: 'a\u0000b\u001Bc', shown: 'abc' },
  { label: 'right-to-left script', text: 'شركة سيمنز', shown: 'شركة سيمنز' },
  { label: '65,536 characters', text: 'x'.repeat(65_536), shown: `${'x'.repeat(200)}` },
];

describe('hostile values', () => {
  it.each(HOSTILE)('$label: everywhere on the card as text', async ({ text, shown }) => {
    const at = '2026-11-30T10:00:00.000Z';
    const view = pendingView({
      state: 'conflict',
      partnerName: text,
      reference: text,
      submittedByEmail: text,
      note: text,
      conversation: [{ at, who: 'partner', text }],
      conflicts: [{ kind: 'partner_vs_direct', at, who: text, ownerName: text }],
      verdict: {
        outcome: 'review',
        policyVersion: 1,
        findings: [{ code: 'open_direct_deal', weight: 'review', matched: { kind: 'deal', id: '1', name: text } }],
      },
      program: programOf({ code: text }),
    });
    serverReplies({ [UI_PATHS.ownership]: { ok: true, view } });
    const card = cardOn({ objectTypeId: '0-2' });
    await until(() => expect(textIn(card.getRootNode()).split(shown).length).toBeGreaterThan(8));
    expect(textIn(card.getRootNode())).not.toMatch(/[\u202A-\u202E\u0000]/);
  });

  it.each(HOSTILE)('$label: in HubSpot’s own fields', ({ text, shown }) => {
    serverReplies({ [UI_PATHS.ownership]: new Error('lost') });
    const card = cardOn({
      properties: {
        prm_lock_status: 'active',
        prm_lock_ends_at: '2027-03-01T23:00:00.000Z',
        prm_partner_name: text,
        prm_conflict_text: text,
        prm_registered_at: text,
        prm_registration_reference: text,
        prm_channel_conflict: text,
      },
    });
    expect(card.findByTestId(StatusTag, 'state').text).toBe('Protected for a partner');
    expect(textIn(card.getRootNode())).toContain(shown);
  });

  it('cuts text where a sidebar ends', () => {
    expect(plainText('x'.repeat(65_536))).toBe(`${'x'.repeat(1_000)}…`);
    expect(plainText('x'.repeat(1_000))).toHaveLength(1_000);
    expect(plainText('line one\nline two\ttab')).toBe('line one\nline two\ttab');
  });

  it('does not fall over a zone or an answer full of nonsense', async () => {
    serverReplies({
      [UI_PATHS.ownership]: { ok: true, view: pendingView({ zone: 'Mars/Base', registeredAt: 'soon' }) },
    });
    const card = cardOn();
    await until(() => expect(textIn(card.getRootNode())).toContain('soon'));
  });
});
