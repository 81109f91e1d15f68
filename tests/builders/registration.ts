import { decide } from '../../shared/registration/decide.ts';
import type { Command } from '../../shared/registration/commands.ts';
import { evolve, emptyProspect } from '../../shared/registration/evolve.ts';
import type { CrmProspect, Facts } from '../../shared/registration/facts.ts';
import type { ProspectState, RegistrationEvent, Submission } from '../../shared/registration/registration.ts';
import type { Partner } from '../../shared/program/partner.ts';
import { DEFAULT_POLICY, type Policy } from '../../shared/program/policy.ts';
import { CRMS, type Crm } from '../../shared/values/ids.ts';
import { toInstant } from '../../shared/values/time.ts';

export const START = '2026-11-22T09:00:00.000Z';
/** `days` times 24 hours after the start, plus milliseconds. */
export const after = (days: number, ms = 0): string => toInstant(Date.parse(START) + days * 86_400_000 + ms);

export const partner = (name: string, change: Partial<Partner> = {}): Partner => ({
  partnerId: `par_${name}`,
  name: `Demo Partner ${name}`,
  code: name.toUpperCase(),
  status: 'active',
  tier: 'referral',
  ...change,
});

export const NORTH = partner('north');
export const SOUTH = partner('south');
export const MANAGER = { kind: 'manager', userId: '9', email: 'manager@vendor.example' } as const;

/** What a program with one CRM knows; null when that could not be asked. */
export const factsFor = (
  of: Partner | null,
  prospect: CrmProspect | null = { company: null, deals: [] },
  namesakes: Facts['namesakes'] = [],
): Facts => ({ ...factsIn(of, { hubspot: prospect }), namesakes });

/** What a program knows whose CRMs say this of the prospect; null stands for one that could not be asked. */
export const factsIn = (of: Partner | null, known: Partial<Record<Crm, CrmProspect | null>>): Facts => ({
  partner: of,
  crms: CRMS.flatMap((crm) => (known[crm] === undefined ? [] : [{ crm, prospect: known[crm] }])),
  namesakes: [],
});

export function submission(of: Partner, change: Partial<Submission> = {}): Submission {
  const id = `reg_${of.partnerId}_${change.submittedAt ?? START}`;
  return {
    registrationId: id,
    reference: `PL-${of.code}`,
    source: 'hubspot_form',
    sourceId: id,
    contactId: null,
    nonce: null,
    partnerId: of.partnerId,
    submittedByEmail: 'sales@partner.example',
    submittedAt: START,
    receivedAt: change.submittedAt ?? START,
    prospect: { key: 'dom:siemens.com', name: 'Siemens', website: 'siemens.com', domain: 'siemens.com', country: 'DE' },
    contact: { name: 'Procurement', email: 'procurement@siemens.com', phone: null },
    qualification: {
      employees: 320_000,
      industry: 'Industrial',
      estimatedAmount: { amountMinor: 4_800_000, currency: 'EUR' },
      estimatedCloseOn: '2027-03-31',
      notes: '',
      consent: true,
    },
    ...change,
  };
}

type Without<T> = T extends unknown ? Omit<T, 'commandId' | 'by'> & { by?: Command['by'] } : never;

/** A prospect's story in a test: `story().submit(NORTH).then({ type: 'ApproveRegistration', … })`. */
export function story(policy: Partial<Policy> = {}, prospectKey = 'dom:siemens.com') {
  let state: ProspectState = emptyProspect(prospectKey);
  let last: readonly RegistrationEvent[] = [];
  let count = 0;
  const rules: Policy = { ...DEFAULT_POLICY, ...policy };
  const run = (command: Command, facts: Facts) => {
    last = decide(command, state, facts, rules);
    state = last.reduce(evolve, state);
    return self;
  };
  const self = {
    submit(of: Partner, change: Partial<Submission> = {}, facts: Facts = factsFor(of), at?: string) {
      const sent = submission(of, change);
      const by = { kind: 'partner', partnerId: of.partnerId, email: null } as const;
      const command: Command = {
        type: 'SubmitRegistration',
        commandId: `c${count++}`,
        at: at ?? sent.receivedAt,
        by,
        registrationId: sent.registrationId,
        submission: sent,
      };
      return run(command, facts);
    },
    then(command: Without<Command>) {
      return run({ commandId: `c${count++}`, by: MANAGER, ...command }, factsFor(null));
    },
    approve: (of: Partner, at: string) =>
      self.then({ type: 'ApproveRegistration', registrationId: idOf(of), at, note: '' }),
    get state() {
      return state;
    },
    get events() {
      return last;
    },
    get types() {
      return last.map((event) => event.type);
    },
    get refusal() {
      const [first] = last;
      return first?.type === 'CommandRefused' ? first.refusal : null;
    },
    registration: (of: Partner) => {
      const found = state.registrations.get(idOf(of));
      if (!found) throw new Error(`No registration of ${of.name} in this story`);
      return found;
    },
  };
  const idOf = (of: Partner): string =>
    [...state.registrations.values()].findLast((one) => one.submission.partnerId === of.partnerId)?.registrationId ??
    'reg_missing';
  return self;
}
