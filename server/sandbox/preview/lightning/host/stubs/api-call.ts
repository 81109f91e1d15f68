import { API_PATH } from '../../scope.ts';

/** What the platform rejects a call with: `body` as the API answered. */
export class FetchResponse extends Error {
  readonly ok = false;
  readonly errorType = 'fetchResponse';
  readonly status: number;
  readonly statusText: string;
  readonly body: unknown;

  constructor(status: number, statusText: string, body: unknown) {
    super(statusText);
    this.status = status;
    this.statusText = statusText;
    this.body = body;
  }
}

/** A call to the API as the person at the screen; the preview's server adds the session and passes it on. */
export async function callApi<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(API_PATH + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (response === undefined) throw new FetchResponse(0, 'Network error', { message: 'The network request failed.' });
  const answer: unknown = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw new FetchResponse(response.status, response.statusText, answer);
  return answer as T;
}
