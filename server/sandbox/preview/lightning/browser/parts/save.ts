import type { SaveProblem } from '../../wire.ts';

/** A save that the org refused, field by field. */
export class SaveRefusal extends Error {
  override name = 'SaveRefusal';
  readonly problem: SaveProblem;

  constructor(problem: SaveProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export async function send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response === undefined) throw new SaveRefusal({ message: 'The preview server does not answer.', fields: {} });
  const answer: unknown = await response.json();
  if (!response.ok) throw new SaveRefusal({ message: '', fields: {}, ...(answer as Partial<SaveProblem>) });
  return answer as T;
}

export const problemOf = (error: unknown): SaveProblem =>
  error instanceof SaveRefusal
    ? error.problem
    : { message: error instanceof Error ? error.message : String(error), fields: {} };
