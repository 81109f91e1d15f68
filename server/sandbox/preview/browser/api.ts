/** An answer of the preview's server that is a refusal: its message is for the person at the screen. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** JSON in, JSON out. The server is ours and of the same version, so answers are taken at their word. */
export async function ask<T>(path: string, method: 'GET' | 'POST' | 'PATCH' = 'GET', body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('The preview server does not answer. Start it again, then reload this page.');
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refusal(messageIn(answer));
  return answer as T;
}

export const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const messageIn = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'message' in answer
    ? String(answer.message)
    : 'Something went wrong.';
