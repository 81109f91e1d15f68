import type { ErrorRequestHandler, Response } from 'express';
import type { Log } from '../flow/ports.ts';

/** An error that the caller should read: an RFC 9457 problem. `detail` says what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** Sends the problem as `application/problem+json`. */
export function sendProblem(response: Response, { status, code, message }: Problem): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:partnerlock:problem:${code}`,
        title: code.replaceAll('_', ' '),
        status,
        detail: message,
      }),
    );
}

/** The last handler: known problems are told as they are, everything else is logged and told without its inside. */
export const problemHandler =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Problem) return sendProblem(response, error);
    if (isTooLarge(error)) return sendProblem(response, new Problem(413, 'too_large', 'Send at most 1 MB.'));
    if (isBadRequest(error))
      return sendProblem(
        response,
        new Problem(400, 'unreadable', 'The request could not be read. Check its encoding.'),
      );
    log.error({ err: error, path: request.path }, 'request failed');
    sendProblem(
      response,
      new Problem(500, 'internal', 'Something went wrong on our side. Nothing was lost; try again in a minute.'),
    );
  };

const typeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'type' in error ? error.type : null;
const isTooLarge = (error: unknown): boolean => typeOf(error) === 'entity.too.large';
const isBadRequest = (error: unknown): boolean =>
  error instanceof URIError ||
  ['request.aborted', 'encoding.unsupported', 'request.size.invalid'].includes(String(typeOf(error)));
