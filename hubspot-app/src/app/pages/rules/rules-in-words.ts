import type { SettingsView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

export interface Rule {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/** Each rule of the policy as a person would say it. */
export function rulesInWords(reader: ScreenReader, { policy, policySavedAt, pipelines }: SettingsView): Rule[] {
  const { say, number } = reader;
  const pipeline = pipelines.find(({ id }) => id === policy.salesPipeline);
  const stage = pipeline?.stages.find(({ id }) => id === policy.salesStage);
  const version =
    policySavedAt === null ? number(policy.version) : `${policy.version} · ${reader.instant(policySavedAt)}`;
  const employees =
    policy.employeesMin === null
      ? say('rules.everybody')
      : say('rules.employeesText', { count: number(policy.employeesMin) });
  return [
    { id: 'lock', label: say('rules.lock'), text: say('rules.lockText', { days: policy.lockDays, zone: policy.zone }) },
    {
      id: 'reservation',
      label: say('rules.reservation'),
      text: say('rules.reservationText', { days: policy.reservationDays }),
    },
    {
      id: 'extension',
      label: say('rules.extension'),
      text: say('rules.extensionText', { count: policy.extensionsMax, days: policy.extensionDaysMax }),
    },
    {
      id: 'approval',
      label: say('rules.autoApprove'),
      text: say(policy.autoApprove ? 'rules.autoApproveOn' : 'rules.autoApproveOff'),
    },
    {
      id: 'consent',
      label: say('rules.consent'),
      text: say(policy.consentRequired ? 'rules.consentOn' : 'rules.consentOff'),
    },
    { id: 'employees', label: say('settings.employeesMin'), text: employees },
    { id: 'industries', label: say('settings.industries'), text: listText(policy.industries, say('rules.everybody')) },
    { id: 'countries', label: say('settings.countries'), text: listText(policy.countries, say('rules.everybody')) },
    { id: 'accounts', label: say('settings.namedAccounts'), text: listText(policy.namedAccounts, say('screen.none')) },
    { id: 'currency', label: say('settings.currency'), text: policy.currency },
    {
      id: 'pipeline',
      label: say('settings.salesPipeline'),
      text: `${pipeline?.label ?? policy.salesPipeline} · ${stage?.label ?? policy.salesStage}`,
    },
    {
      id: 'companies',
      label: say('rules.companies'),
      text: say(policy.createCompanies ? 'rules.companiesOn' : 'rules.companiesOff'),
    },
    { id: 'version', label: say('rules.version'), text: version },
  ];
}

const listText = (values: readonly string[], whenEmpty: string): string =>
  values.length === 0 ? whenEmpty : plainText(values.join(', '), 2_000);
