/** An answer HubSpot gives instead of doing what was asked. The body is completed with a correlationId when sent. */
export class HubSpotError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${String(body.message)}`);
    this.name = 'HubSpotError';
    this.status = status;
    this.body = { status: 'error', ...body };
    this.headers = headers;
  }
}

export const validationError = (message: string, more: Readonly<Record<string, unknown>> = {}) =>
  new HubSpotError(400, { message, category: 'VALIDATION_ERROR', ...more });

export const invalidJson = (detail: string) => validationError(`Invalid input JSON on line 1, column 1: ${detail}`);

export const notFound = (message = 'resource not found', more: Readonly<Record<string, unknown>> = {}) =>
  new HubSpotError(404, { message, category: 'OBJECT_NOT_FOUND', ...more });

export interface PropertyProblem {
  readonly name: string;
  readonly message: string;
  readonly error: string;
}

/** HubSpot lists every bad value as JSON inside the message, and again in `errors`. */
export const invalidProperties = (portalId: string, problems: readonly PropertyProblem[]) =>
  validationError(
    `Property values were not valid: ${JSON.stringify(
      problems.map(({ name, message, error }) => ({
        isValid: false,
        message,
        error,
        name,
        localizedErrorMessage: message,
        portalId: Number(portalId),
      })),
    )}`,
    {
      errors: problems.map(({ name, message, error }) => ({ message, code: error, context: { propertyName: [name] } })),
    },
  );

export interface UniqueCollision {
  readonly portalId: string;
  readonly legacyObjectType: string;
  readonly name: string;
  readonly value: string;
  readonly recordId: string;
  readonly holderId: string;
}

/** The holder's id stands only at the end of the message: HubSpot offers no other field for it. */
export const valueTaken = ({ portalId, legacyObjectType, name, value, recordId, holderId }: UniqueCollision) =>
  validationError(
    `Cannot set PropertyValueCoordinates{portalId=${portalId}, ` +
      `objectTypeId=ObjectTypeId{legacyObjectType=${legacyObjectType}}, propertyName=${name}, value=${value}} ` +
      `on ${recordId}. ${holderId} already has that value.`,
  );

export const contactExists = (existingId: string) =>
  new HubSpotError(409, { message: `Contact already exists. Existing ID: ${existingId}`, category: 'CONFLICT' });

export const missingScopes = (scopes: readonly string[]) =>
  new HubSpotError(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. " +
      'Read more about required scopes here: https://developers.hubspot.com/scopes.',
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: scopes },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  });
