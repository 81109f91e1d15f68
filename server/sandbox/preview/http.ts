import type { ErrorRequestHandler, Request } from 'express';
import type { HubSpotStandIn } from '../hubspot/start-stand-in.ts';
import type { ObjectType } from '../hubspot/entities.ts';
import { objectTypeOf } from '../hubspot/entities.ts';
import { HubSpotError, notFound } from '../hubspot/errors.ts';
import { SalesforceError } from '../salesforce/errors.ts';
import { saveProblem } from './lightning/views/save-problem.ts';
import type { PartnerLinks } from './views/guide-view.ts';
import type { BundleName } from './wire.ts';

/** HubSpot's side of the preview. */
export interface HubSpotDeps {
  readonly standIn: HubSpotStandIn;
  readonly appOrigin: string;
  readonly bundles: readonly { readonly name: BundleName; readonly file: string }[];
  readonly afterAction: () => Promise<void>;
  readonly partnerLinks: () => Promise<readonly PartnerLinks[]>;
}

/** `deals`, `deal` or `0-3` in the address; 404 otherwise. */
export function typeParam(request: Request): ObjectType {
  const type = objectTypeOf(textParam(request, 'type'));
  if (type === undefined) throw notFound('This preview has deals, companies and contacts only.');
  return type;
}

export const textParam = (request: Request, name: string): string => String(request.params[name] ?? '');

/** A refusal of the CRM becomes one sentence; anything else is a bug of the preview and is said to be one. */
export const previewErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof HubSpotError) {
    response.status(error.status).json({ message: sentenceOf(error) });
    return;
  }
  if (error instanceof SalesforceError) {
    response.status(error.status).json(saveProblem(error));
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  response.status(500).json({ message: `The preview failed: ${message}` });
};

/** HubSpot puts the readable sentences of a refused value into `errors`; its own message repeats them as JSON. */
function sentenceOf(error: HubSpotError): string {
  const { errors, message } = error.body;
  const sentences = Array.isArray(errors) ? errors.flatMap((each: unknown) => messageIn(each)) : [];
  return sentences.length > 0 ? sentences.join(' ') : String(message);
}

const messageIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && 'message' in value ? [String(value.message)] : [];
