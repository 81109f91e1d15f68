import { z } from 'zod';
import { policySchema } from '../../shared/program/policy.ts';
import type { SettingsAnswer, SettingsView } from '../../shared/views/ui-api.ts';
import { localeOf, say } from '../../shared/words/say.ts';
import { findInstallation } from '../store/installations.ts';
import { lastReceivedAt } from '../store/inbox.ts';
import { outboxState } from '../store/outbox.ts';
import { listPartners } from '../store/partners.ts';
import { currentPolicy, readSettings, savePolicy, saveSettings } from '../store/programs.ts';
import type { Flow } from './ports.ts';
import type { Viewer } from './viewer.ts';

export const settingsChangeSchema = z.object({
  requestId: z.string().min(8).max(100),
  locale: z.string().max(35).default('en'),
  policy: policySchema.omit({ version: true }),
  policyVersion: z.int(),
  approverIds: z.array(z.string()).max(500),
});

/** Everything that the settings page shows. Lists of the CRM are empty when it does not answer. */
export async function showSettings(flow: Flow, viewer: Viewer): Promise<SettingsView> {
  const { db } = flow.database;
  const { programId, accountId } = viewer;
  const settings = await readSettings(db, programId);
  const policy = await currentPolicy(db, programId);
  const installation = await findInstallation(db, 'hubspot', accountId);
  const outbox = await outboxState(db, programId);
  const { users, pipelines } = await flow.directoryOf(programId);
  const partners = await listPartners(db, programId);
  const nameless = (userId: string) => ({ userId, name: userId, email: '' });
  return {
    policy: policy.policy,
    policySavedAt: policy.savedAt,
    approvers: settings.approverIds.map((id) => users.find(({ userId }) => userId === id) ?? nameless(id)),
    users,
    pipelines,
    form: settings.form,
    connection: {
      status: installation?.status ?? 'disconnected',
      accountId,
      since: installation?.connectedAt ?? flow.now(),
      lastWebhookAt: await lastReceivedAt(db),
      waitingWrites: outbox.waiting,
      lastProblem: installation?.lastProblem ?? outbox.lastError,
    },
    partners: partners.map(({ partnerId, name, code, status, tier }) => ({
      partnerId,
      name,
      code,
      status,
      tier,
      formUrl: flow.links.formUrl(programId, partnerId),
      statusUrl: flow.links.statusUrl(programId, partnerId),
    })),
    viewerIsApprover: viewer.isApprover,
  };
}

/** Saves policy and approvers together, unless somebody else saved meanwhile. Every version is kept. */
export async function changeSettings(
  flow: Flow,
  viewer: Viewer,
  change: z.infer<typeof settingsChangeSchema>,
): Promise<SettingsAnswer> {
  const locale = localeOf(change.locale);
  if (change.approverIds.length === 0) {
    const message = say(locale, 'settings.last_approver');
    return { ok: false, code: 'last_approver', message, fields: { approverIds: message } };
  }
  const version = change.policyVersion + 1;
  const saved = await flow.database.transaction(async (tx) => {
    const { policyVersion, policy, approverIds } = change;
    const isSaved = await savePolicy(
      tx,
      viewer.programId,
      { ...policy, version },
      flow.now(),
      viewer.userId,
      policyVersion,
    );
    if (isSaved) await saveSettings(tx, viewer.programId, { approverIds });
    return isSaved;
  });
  if (!saved) return { ok: false, code: 'stale', message: say(locale, 'settings.stale') };
  return { ok: true, settings: await showSettings(flow, viewer), message: say(locale, 'settings.saved', { version }) };
}
