/** One element of a REST error array. */
export interface ApiError {
  readonly errorCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

/** An answer Salesforce gives instead of doing what was asked: a status and a list of errors. */
export class SalesforceError extends Error {
  readonly status: number;
  readonly errors: readonly ApiError[];
  /** Sent as it is, in place of the list of errors (OAuth, UI API, `300 Multiple Choices`). */
  readonly body: unknown;

  constructor(status: number, errors: readonly ApiError[], body?: unknown) {
    super(errors.map((each) => `${each.errorCode}: ${each.message}`).join('; '));
    this.name = 'SalesforceError';
    this.status = status;
    this.errors = errors;
    this.body = body;
  }
}

export const refuse = (status: number, errorCode: string, message: string, fields?: readonly string[]) =>
  new SalesforceError(status, [fields === undefined ? { errorCode, message } : { errorCode, message, fields }]);

/** What a save is refused for; always with a list of fields, empty or not. */
export const saveRefused = (errorCode: string, message: string, fields: readonly string[] = []) =>
  refuse(400, errorCode, message, fields);

export const notFound = (message = 'The requested resource does not exist') => refuse(404, 'NOT_FOUND', message);

export const invalidSession = () => refuse(401, 'INVALID_SESSION_ID', 'Session expired or invalid');

export const notReadWrite = (fields: readonly string[]) =>
  saveRefused(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and ` +
      'verify that it is read/write for your profile or permission set.',
    fields,
  );

export const noSuchColumn = (name: string, object: string) =>
  refuse(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);

export const noAccess = () =>
  refuse(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);

/** The holder's id stands in the text: nothing a partner may ever see. */
export const duplicateValue = (field: string, holderId: string) =>
  saveRefused(
    'DUPLICATE_VALUE',
    `duplicate value found: ${field} duplicates value on record with id: ${holderId.slice(0, 15)}`,
  );

export const unableToLockRow = (id: string) =>
  saveRefused('UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or 1 records: ${id}`);

/** What the JSON parser of the platform says of a value of the wrong kind. */
export const cannotDeserialize = (wanted: string, value: unknown) =>
  refuse(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${wanted} from ${tokenOf(value)} value ${show(value)} or request may be missing a ` +
      'required field at [line:1, column:1]',
  );

function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'VALUE_STRING';
  if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof value === 'number') return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
