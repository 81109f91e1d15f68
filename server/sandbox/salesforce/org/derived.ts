import type { Row } from '../entities.ts';
import { OPPORTUNITY_STAGES } from '../schema/standard-objects.ts';

/** Fields the platform keeps from other fields of the same record. `changed` names what this save wrote. */
export function withDerived(object: string, row: Row, changed: ReadonlySet<string>): Row {
  if (object === 'Lead' || object === 'Contact') {
    const name = [row['FirstName'], row['LastName']].filter((part) => typeof part === 'string').join(' ');
    return { ...row, Name: name };
  }
  if (object !== 'Opportunity') return row;
  const stage = OPPORTUNITY_STAGES[String(row['StageName'])];
  const follows = changed.has('StageName') && !changed.has('Probability');
  return {
    ...row,
    IsClosed: stage?.closed !== undefined,
    IsWon: stage?.closed === 'won',
    Probability: follows ? (stage?.probability ?? 0) : (row['Probability'] ?? 0),
  };
}
