import type { SettingsChange, SettingsView } from '@partnerlock/core';

type PolicyChange = SettingsChange['policy'];

/** Numbers while they are typed; null stands for an empty field. */
const NUMBER_FIELDS = ['lockDays', 'reservationDays', 'extensionDaysMax', 'extensionsMax'] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];
export type SwitchFieldName = 'autoApprove' | 'consentRequired' | 'createCompanies';
export type ListField = 'industries' | 'countries' | 'namedAccounts';

/** The form as it is being filled in: lists are one entry a line. */
export interface Draft
  extends
    Readonly<Record<NumberField, number | null>>,
    Readonly<Record<ListField, string>>,
    Readonly<Record<SwitchFieldName, boolean>> {
  readonly employeesMin: number | null;
  readonly zone: string;
  readonly currency: string;
  readonly salesPipeline: string;
  readonly salesStage: string;
  readonly approverIds: readonly string[];
}

export function draftOf({ policy, approvers }: SettingsView): Draft {
  const { version: _, ...rest } = policy;
  return {
    ...rest,
    industries: policy.industries.join('\n'),
    countries: policy.countries.join('\n'),
    namedAccounts: policy.namedAccounts.join('\n'),
    approverIds: approvers.map(({ userId }) => userId),
  };
}

/** The policy to send, or the number fields that still need a whole number. Everything else the server judges. */
export function changeOf(draft: Draft): { policy: PolicyChange } | { missing: readonly NumberField[] } {
  const { lockDays, reservationDays, extensionDaysMax, extensionsMax } = draft;
  if (!isWhole(lockDays) || !isWhole(reservationDays) || !isWhole(extensionDaysMax) || !isWhole(extensionsMax)) {
    return { missing: NUMBER_FIELDS.filter((field) => !isWhole(draft[field])) };
  }
  const { approverIds: _, ...rest } = draft;
  return {
    policy: {
      ...rest,
      lockDays,
      reservationDays,
      extensionDaysMax,
      extensionsMax,
      zone: draft.zone.trim(),
      currency: draft.currency.trim().toUpperCase(),
      industries: linesOf(draft.industries),
      countries: linesOf(draft.countries),
      namedAccounts: linesOf(draft.namedAccounts),
    },
  };
}

const isWhole = (value: number | null): value is number => value !== null && Number.isInteger(value);

/** People separate entries by lines or commas. */
const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
