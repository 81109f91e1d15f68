import express, { type Request, type RequestHandler } from 'express';
import type { HubSpotDeps } from './deps.ts';
import { Problem } from './problem.ts';
import type { ReplayGuard } from './replay-guard.ts';
import { claimsOf, verifyHubSpotSignature, type HubSpotClaims } from './verify-hubspot-signature.ts';

/** HubSpot's own limit for a call from a card, and far above a webhook of 100 events. */
const BODY_MAX = '1mb';

/** The bytes as they came, whatever they claim to be: nothing is parsed before it is verified. */
export const rawBody: RequestHandler = express.raw({ type: () => true, limit: BODY_MAX, inflate: false });

/** Lets through what HubSpot signed within the last five minutes, and each signed change only once. */
export function hubSpotOnly(
  deps: Pick<HubSpotDeps, 'publicOrigin' | 'hubspot' | 'nowMs' | 'flow'>,
  replays: ReplayGuard,
): RequestHandler {
  return (request, response, next) => {
    const signature = request.header('x-hubspot-signature-v3');
    const verification = verifyHubSpotSignature(
      {
        method: request.method,
        uri: signedUri(deps.publicOrigin, request),
        rawBody: bytesOf(request),
        signature,
        timestamp: request.header('x-hubspot-request-timestamp'),
      },
      deps.hubspot.clientSecrets,
      deps.nowMs(),
    );
    const reason = !verification.ok
      ? verification.reason
      : isReplay(request, replays, deps.nowMs())
        ? 'replayed'
        : null;
    if (reason !== null) {
      deps.flow.log.warn({ path: request.path, reason }, 'request refused before reading it');
      return next(
        new Problem(
          401,
          `signature_${reason}`,
          'HubSpot’s signature is missing, old, wrong or was used before. Nothing was read.',
        ),
      );
    }
    response.once('finish', () => {
      if (signature !== undefined && isChange(request) && response.statusCode < 300)
        replays.remember(signature, deps.nowMs());
    });
    next();
  };
}

/** Who asks, in HubSpot's word. Throws the problem to answer when the query does not say it exactly once. */
export function claimsIn(publicOrigin: string, request: Request): HubSpotClaims {
  const claims = claimsOf(signedUri(publicOrigin, request));
  if (claims === null) throw new Problem(403, 'identity_unclear', 'The request does not say exactly once who asks.');
  return claims;
}

/** The text of a verified body. */
export const bodyText = (request: Request): string => bytesOf(request).toString('utf8');

const bytesOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
const signedUri = (origin: string, request: Request): string => origin + request.originalUrl;
const isChange = (request: Request): boolean => request.method !== 'GET';
const isReplay = (request: Request, replays: ReplayGuard, nowMs: number): boolean =>
  isChange(request) && replays.hasSeen(request.header('x-hubspot-signature-v3') ?? '', nowMs);
