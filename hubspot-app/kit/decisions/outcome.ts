import type { Action, RejectionReason } from '@partnerlock/core';
import type { Reader } from '../reader.ts';

/** What a person decided, as the dialog hands it over. The same `requestId` is the same intent, also when repeated. */
export interface Decision {
  readonly requestId: string;
  readonly action: Action;
  readonly reason?: RejectionReason;
  readonly text?: string;
  readonly days?: number;
}

/** How a request ended, in the words to show. */
export interface Outcome {
  readonly ok: boolean;
  readonly message: string;
}

export interface DecisionProps {
  /** Tells the dialogs of several registrations on one screen apart. */
  readonly id: string;
  readonly reader: Reader;
  readonly newId: () => string;
  readonly isDisabled: boolean;
  readonly decide: (decision: Decision) => Promise<Outcome>;
  readonly close: (overlayId: string) => void;
}
