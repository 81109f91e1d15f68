import type {
  BulkApproveAnswer,
  DecideAnswer,
  OwnershipAnswer,
  PartnerAnswer,
  QueueAnswer,
  SettingsAnswer,
} from '@partnerlock/core';
import { hasShape, orNull, type Shape } from './shape.ts';

type Success<T> = Extract<T, { readonly ok: true }>;

const VIEW: Shape = {
  state: 'text',
  conversation: 'list',
  conflicts: 'list',
  actions: 'list',
  next: 'text',
  zone: 'text',
  viewerIsApprover: 'flag',
};

const SETTINGS: Shape = {
  policy: {
    version: 'number',
    lockDays: 'number',
    zone: 'text',
    industries: 'list',
    countries: 'list',
    namedAccounts: 'list',
    createCompanies: 'flag',
  },
  approvers: 'list',
  users: 'list',
  pipelines: 'list',
  connection: { status: 'text', waitingWrites: 'number' },
  salesforce: orNull({ status: 'text', accountId: 'text', since: 'text', lastProblem: orNull('text') }),
  connectSalesforceUrl: orNull('text'),
  partners: 'list',
  viewerIsApprover: 'flag',
};

export const isOwnership = (value: unknown): value is Success<OwnershipAnswer> => hasShape(value, { view: VIEW });

export const isDecided = (value: unknown): value is Success<DecideAnswer> =>
  hasShape(value, { message: 'text', view: VIEW });

export const isQueue = (value: unknown): value is Success<QueueAnswer> =>
  hasShape(value, {
    items: 'list',
    counts: { waiting: 'number', locked: 'number', conflict: 'number', all: 'number' },
    viewerIsApprover: 'flag',
  });

export const isBulkApproved = (value: unknown): value is Success<BulkApproveAnswer> =>
  hasShape(value, { results: 'list' });

export const isSettings = (value: unknown): value is Success<SettingsAnswer> => hasShape(value, { settings: SETTINGS });

export const isPartner = (value: unknown): value is Success<PartnerAnswer> =>
  hasShape(value, { message: 'text', results: 'list' });
