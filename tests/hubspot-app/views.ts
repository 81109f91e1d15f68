import {
  DEFAULT_POLICY,
  type OwnershipView,
  type PartnerProgramView,
  type QueueItem,
  type SettingsView,
} from '@partnerlock/core';

/** An ownership view of a quiet record; tests say only what they are about. */
export const viewOf = (part: Partial<OwnershipView> = {}): OwnershipView => ({
  state: 'none',
  partnerName: null,
  protectedUntil: null,
  daysLeft: null,
  reference: null,
  registrationStatus: null,
  registeredAt: null,
  rejectionReason: null,
  conflictKind: null,
  conflictText: null,
  registrationId: null,
  partnerTier: null,
  submittedByEmail: null,
  verdict: null,
  note: null,
  conversation: [],
  conflicts: [],
  extension: null,
  actions: [],
  next: 'nothing',
  zone: 'Europe/Berlin',
  viewerIsApprover: false,
  program: null,
  ...part,
});

/** A registration that waits, as an approver sees it. */
export const pendingView = (part: Partial<OwnershipView> = {}): OwnershipView =>
  viewOf({
    state: 'pending',
    partnerName: 'Demo Partner North',
    partnerTier: 'certified_reseller',
    protectedUntil: '2026-12-14T23:00:00.000Z',
    daysLeft: 13,
    reference: 'PL-7K3M-Q2XA',
    registrationStatus: 'under_review',
    registeredAt: '2026-11-30T10:00:00.000Z',
    registrationId: 'reg_1',
    submittedByEmail: 'sales@north.example',
    verdict: {
      outcome: 'review',
      policyVersion: 3,
      findings: [
        { code: 'open_direct_deal', weight: 'review', matched: { kind: 'deal', id: '9', name: 'Siemens renewal' } },
        { code: 'free_mail', weight: 'info' },
      ],
    },
    actions: ['approve', 'reject', 'ask'],
    next: 'decide',
    viewerIsApprover: true,
    ...part,
  });

export const lockedView = (part: Partial<OwnershipView> = {}): OwnershipView =>
  pendingView({
    state: 'locked',
    registrationStatus: 'approved',
    protectedUntil: '2027-03-01T23:00:00.000Z',
    daysLeft: 90,
    extension: { daysMax: 30, left: 2 },
    actions: ['extend', 'release'],
    next: 'work_with_partner',
    ...part,
  });

export const programOf = (part: Partial<PartnerProgramView> = {}): PartnerProgramView => ({
  companyId: '501',
  status: 'active',
  tier: 'referral',
  code: 'NORTH',
  formUrl: 'https://forms.example.com/north',
  statusUrl: 'https://partnerlock.example.com/p/north',
  ...part,
});

export const itemOf = (part: Partial<QueueItem> = {}): QueueItem => ({
  registrationId: 'reg_1',
  reference: 'PL-7K3M-Q2XA',
  prospectName: 'Siemens',
  domain: 'siemens.com',
  partnerName: 'Demo Partner North',
  registeredAt: '2026-11-30T10:00:00.000Z',
  state: 'pending',
  status: 'under_review',
  findings: ['open_direct_deal'],
  reservedUntil: '2026-12-14T23:00:00.000Z',
  estimatedAmount: { amountMinor: 1_250_050, currency: 'EUR' },
  dealId: '77',
  actions: ['approve', 'reject', 'ask'],
  ...part,
});

export const queueAnswer = (items: readonly QueueItem[], after: string | null = null) => ({
  ok: true,
  items,
  counts: { waiting: items.length, locked: 4, conflict: 1, all: 1_205 },
  after,
  viewerIsApprover: true,
});

export const settingsOf = (part: Partial<SettingsView> = {}): SettingsView => ({
  policy: { ...DEFAULT_POLICY, version: 3, zone: 'Europe/Berlin', namedAccounts: ['sap.com', 'bosch.com'] },
  policySavedAt: '2026-11-20T08:00:00.000Z',
  approvers: [{ userId: '1', name: 'Channel Manager (demo)', email: 'cm@demo.example' }],
  users: [
    { userId: '1', name: 'Channel Manager (demo)', email: 'cm@demo.example' },
    { userId: '2', name: 'Sales Rep One (demo)', email: 'rep1@demo.example' },
  ],
  pipelines: [
    { id: 'default', label: 'Sales pipeline', stages: [{ id: 'qualifiedtobuy', label: 'Qualified to buy' }] },
    { id: 'second', label: 'Second pipeline', stages: [{ id: 's1', label: 'First stage' }] },
  ],
  form: { id: 'f1', url: 'https://forms.example.com/f1' },
  connection: {
    status: 'connected',
    accountId: '4242',
    since: '2026-11-01T08:00:00.000Z',
    lastWebhookAt: null,
    waitingWrites: 0,
    lastProblem: null,
  },
  salesforce: null,
  connectSalesforceUrl: 'https://partnerlock.example.com/oauth/salesforce/begin?token=signed',
  partners: [
    {
      partnerId: 'par_1',
      name: 'Demo Partner North',
      code: 'NORTH',
      status: 'active',
      tier: 'referral',
      formUrl: 'https://forms.example.com/north',
      statusUrl: 'https://partnerlock.example.com/p/north',
    },
  ],
  viewerIsApprover: true,
  ...part,
});
