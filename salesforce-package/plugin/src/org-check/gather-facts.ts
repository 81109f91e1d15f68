import { REGISTRATION_OBJECT, SALESFORCE_OBJECTS } from '../../../../shared/catalog/salesforce-fields.ts';
import { isUnknownToUser } from '../explain.ts';
import { nameOf } from '../names.ts';
import { isTrueAt, textAt, type OrgReader, type Row } from '../org-reader.ts';
import { listed, quoted } from '../soql.ts';
import { changeEventOf, CAPTURED_OBJECTS } from './check-events.ts';
import type { LockFacts, ObjectFacts, OrgFacts, TranslationFacts } from './facts.ts';
import { accessFacts } from './gather-access.ts';

/** Reads from the org whatever the check needs; refusals become part of the facts, broken wires are thrown. */
export async function gatherFacts(reader: OrgReader): Promise<OrgFacts> {
  return {
    objects: await part(() => objectFacts(reader)),
    rules: await part(() => ruleFacts(reader)),
    access: await part(() => accessFacts(reader)),
    captured: await part(() => capturedEvents(reader)),
    locks: await part(() => lockFacts(reader)),
    translations: await part(() => translationFacts(reader)),
  };
}

async function part<T>(read: () => Promise<T>): Promise<T | { readonly unreadable: string }> {
  try {
    return await read();
  } catch (error) {
    if (isUnknownToUser(error) && error instanceof Error) return { unreadable: lastLineOf(error.message) };
    throw error;
  }
}

/** Salesforce quotes the query before it says what is wrong. */
const lastLineOf = (message: string): string => message.trim().split('\n').at(-1) ?? '';

async function objectFacts(reader: OrgReader): Promise<readonly ObjectFacts[]> {
  const tables = await reader.tooling('SELECT Id, DeveloperName FROM CustomObject WHERE NamespacePrefix = null');
  // The Tooling API names a custom object by its id, a standard one by its name.
  const nameOfTable = new Map(tables.map((row) => [textAt(row, 'Id'), `${textAt(row, 'DeveloperName')}__c`]));
  const custom = await reader.tooling(
    'SELECT DeveloperName, TableEnumOrId FROM CustomField WHERE NamespacePrefix = null',
  );
  const fields = custom.map((row) => {
    const table = textAt(row, 'TableEnumOrId');
    return { object: nameOfTable.get(table) ?? table, name: `${textAt(row, 'DeveloperName')}__c` };
  });
  return Promise.all(
    SALESFORCE_OBJECTS.map(async (object) => ({
      object,
      described: await describedOrNull(reader, object),
      existing: fields.filter((field) => field.object === object).map(({ name }) => name),
    })),
  );
}

async function describedOrNull(reader: OrgReader, object: string): Promise<ObjectFacts['described']> {
  try {
    return await reader.describe(object);
  } catch (error) {
    if (isUnknownToUser(error)) return null;
    throw error;
  }
}

const ruleFacts = async (reader: OrgReader) =>
  (
    await reader.tooling(
      'SELECT ValidationName, Active, EntityDefinition.QualifiedApiName FROM ValidationRule WHERE NamespacePrefix = null',
    )
  ).map((row) => ({
    object: textAt(row, 'EntityDefinition.QualifiedApiName') ?? '',
    name: textAt(row, 'ValidationName') ?? '',
    isActive: isTrueAt(row, 'Active'),
  }));

async function capturedEvents(reader: OrgReader): Promise<readonly string[]> {
  const members = await reader.tooling(
    'SELECT DeveloperName, EventChannel, SelectedEntity FROM PlatformEventChannelMember',
  );
  return CAPTURED_OBJECTS.map(changeEventOf).filter((event) => members.some((row) => isMember(row, event)));
}

/** By the entity's name; where the org tells an id instead, by the member's own name, which says channel and entity. */
function isMember(row: Row, event: string): boolean {
  const entity = textAt(row, 'SelectedEntity') ?? '';
  const isNamed = entity.endsWith('ChangeEvent');
  const name = textAt(row, 'DeveloperName') ?? '';
  const isOurChannel = textAt(row, 'EventChannel') === 'ChangeEvents' || name.startsWith('ChangeEvents_');
  return isOurChannel && (isNamed ? entity === event : name === `ChangeEvents_${event.replace('__', '_')}`);
}

async function lockFacts(reader: OrgReader): Promise<LockFacts> {
  const key = nameOf('lockKey');
  const endsAt = nameOf('lockEndsAt');
  const holders = await reader.query(
    `SELECT Name, ${key}, ${nameOf('prospectKey')}, ${nameOf('lockStatus')}, ${nameOf('isLocked')} ` +
      `FROM ${REGISTRATION_OBJECT} ` +
      `WHERE ${key} != null OR (${nameOf('lockStatus')} IN ${listed(HELD)} AND ${endsAt} >= TOMORROW) ORDER BY Name`,
  );
  // "Yesterday" is the org's own, so that this machine's clock does not matter.
  const over = await reader.query(
    `SELECT Name FROM ${REGISTRATION_OBJECT} WHERE ${key} != null AND ${endsAt} < YESTERDAY`,
  );
  const unanswered = await reader.query(
    `SELECT Name FROM ${REGISTRATION_OBJECT} WHERE ${nameOf('decision')} != null AND LastModifiedDate < YESTERDAY ORDER BY Name`,
  );
  const isLongOver = new Set(over.map((row) => textAt(row, 'Name')));
  return {
    holders: holders.map((row) => ({
      number: textAt(row, 'Name') ?? '',
      key: textAt(row, key),
      prospectKey: textAt(row, nameOf('prospectKey')),
      holds: isTrueAt(row, nameOf('isLocked')) || textAt(row, key) === null,
      isLongOver: isLongOver.has(textAt(row, 'Name')),
    })),
    unanswered: unanswered.flatMap((row) => textAt(row, 'Name') ?? []),
  };
}

/** Of `LOCK_STATUSES`, those that keep others out until their end. */
const HELD = ['pending', 'active', 'disputed'];

async function translationFacts(reader: OrgReader): Promise<TranslationFacts> {
  const labels = await reader.tooling(
    "SELECT Id FROM ExternalString WHERE Name LIKE 'Partner\\_%' AND NamespacePrefix = null",
  );
  const inSpanish = await reader.tooling(
    `SELECT ExternalStringId FROM ExternalStringLocalization WHERE Language = ${quoted('es')}`,
  );
  const users = await reader.query("SELECT Id FROM User WHERE IsActive = true AND LanguageLocaleKey LIKE 'es%'");
  const translated = new Set(inSpanish.map((row) => textAt(row, 'ExternalStringId')));
  return {
    labels: labels.length,
    labelsInSpanish: labels.filter((row) => translated.has(textAt(row, 'Id'))).length,
    spanishUsers: users.length,
  };
}
