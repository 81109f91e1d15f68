import express, { type Express } from 'express';
import { orgUserOf } from '../../who.ts';
import type { LightningDeps } from '../deps.ts';

/** Above any record with long text. */
const BODY_MAX = '16mb';

/**
 * The API that components speak to, on the page's own origin as in an org: passed on to the stand-in with the session
 * of the person at the screen.
 */
export function serveApiProxy(app: Express, deps: LightningDeps): void {
  const { standIn } = deps;
  const tokens = new Map<string, string>();
  const tokenOf = (userId: string): string => {
    const token = tokens.get(userId) ?? standIn.login(userId);
    tokens.set(userId, token);
    return token;
  };

  app.use('/services/data', express.raw({ type: () => true, limit: BODY_MAX }), async (request, response) => {
    const { id } = orgUserOf(standIn.org, request);
    const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? new Uint8Array(request.body) : undefined;
    const send = () =>
      fetch(standIn.baseUrl + request.originalUrl, {
        method: request.method,
        headers: {
          authorization: `Bearer ${tokenOf(id)}`,
          'content-type': request.get('content-type') ?? 'application/json',
        },
        ...(body === undefined ? {} : { body }),
      });
    let answer = await send();
    if (answer.status === 401) {
      // The demo's clock may have been moved beyond the session's life.
      tokens.delete(id);
      answer = await send();
    }
    const text = await answer.text();
    if (request.method !== 'GET') await deps.afterAction();
    response
      .status(answer.status)
      .type(answer.headers.get('content-type') ?? 'application/json')
      .send(text);
  });
}
