import type { Crm, CrmId, RegistrationId } from '../values/ids.ts';
import type { Instant } from '../values/time.ts';
import type { Actor, Submission } from './registration.ts';
import type { RejectionReason } from './reasons.ts';

interface CommandBase {
  /** The asker's own id for this request: the same id is the same request, however often it arrives. */
  readonly commandId: string;
  readonly at: Instant;
  readonly by: Actor;
  readonly registrationId: RegistrationId;
}

/** Everything that anybody can ask of a prospect. Time and ids arrive with the command. */
export type Command =
  | (CommandBase & { readonly type: 'SubmitRegistration'; readonly submission: Submission })
  | (CommandBase & { readonly type: 'ApproveRegistration'; readonly note: string })
  | (CommandBase & { readonly type: 'RejectRegistration'; readonly reason: RejectionReason; readonly note: string })
  | (CommandBase & { readonly type: 'AskForInformation'; readonly question: string })
  | (CommandBase & { readonly type: 'ProvideInformation'; readonly answer: string })
  | (CommandBase & { readonly type: 'WithdrawRegistration'; readonly note: string })
  | (CommandBase & { readonly type: 'ExtendLock'; readonly days: number; readonly note: string })
  | (CommandBase & { readonly type: 'ReleaseLock'; readonly note: string })
  /** Tidies up after time has ended a hold. Nothing depends on it being sent. */
  | (CommandBase & { readonly type: 'ExpireLock' })
  /** A sales rep's own deal was seen on the prospect that this registration holds. */
  | (CommandBase & {
      readonly type: 'RecordCompetingDeal';
      readonly deal: {
        readonly crm: Crm;
        readonly id: CrmId;
        readonly name: string;
        readonly ownerName: string | null;
      };
    });
