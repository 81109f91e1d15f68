import { z } from 'zod';
import { effectsOf } from '../../shared/crm/effects.ts';
import type { Command } from '../../shared/registration/commands.ts';
import { decide } from '../../shared/registration/decide.ts';
import { evolve, replay } from '../../shared/registration/evolve.ts';
import type { Facts } from '../../shared/registration/facts.ts';
import { REFUSAL_CODES, type RefusalCode } from '../../shared/registration/reasons.ts';
import type { ProspectState, RegistrationEvent } from '../../shared/registration/registration.ts';
import type { ProspectKey } from '../../shared/values/ids.ts';
import type { Tx } from '../store/database.ts';
import { append, loadStream } from '../store/event-store.ts';
import { findHandled, rememberHandled } from '../store/handled-commands.ts';
import { saveLock } from '../store/locks.ts';
import { addToOutbox } from '../store/outbox.ts';
import { VersionConflict } from '../store/version-conflict.ts';
import type { Flow, Program } from './ports.ts';
import { project } from './project.ts';
import { showJobs } from './show-jobs.ts';

/** What became of a command. `refusal` is null when it did what was asked, also when it had nothing left to do. */
export interface Handled {
  readonly refusal: RefusalCode | null;
  readonly state: ProspectState;
}

/** The rules never lose more races than this: each loss means that somebody else won one. */
const RACES_MAX = 50;

const answerSchema = z.object({ refusal: z.enum(REFUSAL_CODES).nullable() });

const NO_FACTS: Facts = { partner: null, crms: [], namesakes: [] };

/**
 * Decides a command and stores everything that follows in one transaction: events, lock, read models, outbox. Of two
 * commands at once on one prospect, one append loses and is decided again on the new state.
 */
export async function handleCommand(
  flow: Flow,
  program: Program,
  prospectKey: ProspectKey,
  command: Command,
  facts: Facts = NO_FACTS,
): Promise<Handled> {
  for (let race = 0; race < RACES_MAX; race++) {
    try {
      return await flow.database.transaction((tx) => decideAndStore(tx, program, prospectKey, command, facts));
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  throw new Error(`Gave up on ${command.type} after ${RACES_MAX} lost races on one prospect. Send it again.`);
}

async function decideAndStore(
  tx: Tx,
  program: Program,
  prospectKey: ProspectKey,
  command: Command,
  facts: Facts,
): Promise<Handled> {
  const { programId, policy } = program;
  const { version, events: history } = await loadStream(tx, programId, prospectKey);
  const state = replay(prospectKey, history);
  const earlier = await findHandled(tx, programId, command.commandId);
  if (earlier !== null) return { ...answerSchema.parse(earlier.result), state };

  const events = decide(command, state, facts, policy);
  const refusal = refusalOf(events);
  await rememberHandled(tx, programId, command.commandId, { refusal }, command.at);
  if (events.length === 0) return { refusal, state };

  const after = events.reduce(evolve, state);
  const newVersion = await append(tx, programId, prospectKey, version, events, command.commandId);
  if (after.lockEpoch !== state.lockEpoch) await saveLock(tx, programId, prospectKey, after.lock, after.lockEpoch);
  await project(tx, programId, after, events, newVersion);
  const jobs = effectsOf(prospectKey, events).flatMap(({ prospectKey: subject }) => showJobs(program.crms, subject));
  await addToOutbox(tx, programId, jobs, command.at);
  return { refusal, state: after };
}

const refusalOf = (events: readonly RegistrationEvent[]): RefusalCode | null =>
  events.find((event) => event.type === 'CommandRefused')?.refusal ?? null;
