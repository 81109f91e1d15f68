import { z } from 'zod';
import { DEFAULT_POLICY, policySchema } from '../../shared/program/policy.ts';
import type { SettingsAnswer, SettingsView } from '../../shared/views/ui-api.ts';
import { localeOf } from '../../shared/words/locale.ts';
import { say } from '../../shared/words/say.ts';
import { lastReceivedAt } from '../store/inbox.ts';
import { outboxState } from '../store/outbox.ts';
import { listPartners } from '../store/partners.ts';
import { currentPolicy, savePolicy } from '../store/policies.ts';
import type { Flow } from './ports.ts';
import { readSettings, updateSettings } from './program-settings.ts';
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
  const current = await currentPolicy(db, programId);
  const connection = (await flow.connectionOf(programId, 'hubspot')) ?? NOT_CONNECTED;
  const salesforce = await flow.connectionOf(programId, 'salesforce');
  const outbox = await outboxState(db, programId);
  const { users, pipelines } = await flow.directoryOf(programId);
  const partners = await listPartners(db, programId);
  const nameless = (userId: string) => ({ userId, name: userId, email: '' });
  return {
    policy: current?.policy ?? DEFAULT_POLICY,
    policySavedAt: current?.savedAt ?? null,
    approvers: settings.approverIds.map((id) => users.find(({ userId }) => userId === id) ?? nameless(id)),
    users,
    pipelines,
    form: settings.form,
    connection: {
      ...connection,
      lastWebhookAt: await lastReceivedAt(db, 'hubspot', accountId),
      waitingWrites: outbox.waiting,
      lastProblem: connection.lastProblem ?? outbox.lastError,
    },
    salesforce,
    connectSalesforceUrl: viewer.isApprover ? flow.links.connectUrl(programId, 'salesforce') : null,
    partners: partners.map(({ partnerId, name, code, status, tier }) => ({
      partnerId,
      name,
      code,
      status,
      tier,
      formUrl: viewer.isApprover ? flow.links.formUrl(programId, partnerId) : null,
      statusUrl: viewer.isApprover ? flow.links.statusUrl(programId, partnerId) : null,
    })),
    viewerIsApprover: viewer.isApprover,
  };
}

const NOT_CONNECTED = {
  status: 'disconnected',
  accountId: '',
  since: '1970-01-01T00:00:00.000Z',
  lastProblem: null,
} as const;

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
    const isSaved = await savePolicy(tx, viewer.programId, policy, flow.now(), viewer.userId, policyVersion);
    if (isSaved) await updateSettings(tx, viewer.programId, { approverIds });
    return isSaved;
  });
  if (!saved) return { ok: false, code: 'stale', message: say(locale, 'settings.stale') };
  return { ok: true, settings: await showSettings(flow, viewer), message: say(locale, 'settings.saved', { version }) };
}
