import { StatusTag } from '@hubspot/ui-extensions';
import type { OwnershipState } from '@partnerlock/core';
import type { Reader } from './reader.ts';

/** The same states and words as the Lightning component shows. */
export const StateTag = ({ reader, state, testId }: { reader: Reader; state: OwnershipState; testId: string }) => (
  <StatusTag variant={VARIANTS[state]} testId={testId}>
    {reader.say(`state.${state}`)}
  </StatusTag>
);

const VARIANTS = {
  none: 'default',
  pending: 'warning',
  locked: 'success',
  conflict: 'danger',
  expired: 'default',
  released: 'default',
  refused: 'default',
} as const;
