import { Messages } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { REGISTRATION_OBJECT } from '../../../../../../shared/catalog/salesforce-fields.ts';
import { sayInstant } from '../../../../../../shared/words/locale.ts';
import { explained } from '../../../explain.ts';
import { nameOf, type Code } from '../../../names.ts';
import { optionLabel } from '../../../option-label.ts';
import { readerOf, textAt, type OrgReader, type Row } from '../../../org-reader.ts';
import {
  conditionFor,
  registrationQuery,
  shownFields,
  stampedQueries,
  waitingOf,
  type ShownField,
  type Waiting,
} from '../../../registration.ts';
import { sayField } from '../../../say-field.ts';
import { SECTIONS } from '../../../sections.ts';
import { zoneOf } from '../../../zone.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@partnerlock/plugin-partner', 'partner.registration.show');

/** All of one registration, under the codes of the catalog. */
export interface RegistrationAnswer {
  readonly id: string;
  readonly number: string;
  readonly waiting: Waiting | null;
  readonly fields: Readonly<Partial<Record<Code, ShownField['value']>>>;
  readonly shownOn: readonly { readonly object: string; readonly id: string; readonly name: string }[];
}

/** `sf partner registration show PR-00001`: all of one registration, and who has to act on it. */
export default class PartnerRegistrationShow extends SfCommand<RegistrationAnswer> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = {
    registration: Args.string({ required: true, description: messages.getMessage('args.registration.description') }),
  };
  public static override readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
  };

  public override async run(): Promise<RegistrationAnswer> {
    const { args, flags } = await this.parse(PartnerRegistrationShow);
    const condition = conditionFor(args.registration);
    if (condition === null) throw messages.createError('notARegistration', [args.registration]);
    const reader = readerOf(flags['target-org'].getConnection(flags['api-version']));
    const row = await explained(() => findOne(reader, condition));
    if (row === undefined) throw messages.createError('notFound', [args.registration]);

    const shown = shownFields(row);
    const answer: RegistrationAnswer = {
      id: textAt(row, 'Id') ?? '',
      number: textAt(row, 'Name') ?? '',
      waiting: waitingOf(row),
      fields: Object.fromEntries(shown.map(({ code, value }) => [code, value])),
      shownOn: await explained(() => stampedRecords(reader, textAt(row, 'Id') ?? '')),
    };
    if (!this.jsonEnabled()) this.#print(answer, row, shown, await explained(() => zoneOf(reader)));
    return answer;
  }

  #print(answer: RegistrationAnswer, row: Row, shown: readonly ShownField[], zone: string): void {
    this.styledHeader(`${answer.number} ${textAt(row, nameOf('prospectName')) ?? ''}`.trim());
    this.log(sayWaiting(answer.waiting, textAt(row, nameOf('decision')), zone));
    for (const { title, codes } of SECTIONS) {
      const data = codes
        .flatMap((code) => shown.filter((field) => field.code === code && field.value !== null))
        .map((field) => ({ label: field.label, value: sayField(field, zone) }));
      if (data.length > 0) this.table({ title, data, columns: COLUMNS, overflow: 'wrap' });
    }
    if (answer.shownOn.length === 0) this.log(messages.getMessage('shownNowhere'));
    for (const { object, name, id } of answer.shownOn) this.log(messages.getMessage('shownOn', [object, name, id]));
  }
}

const COLUMNS: { key: 'label' | 'value'; name: string }[] = [
  { key: 'label', name: 'Field' },
  { key: 'value', name: 'Value' },
];

async function findOne(reader: OrgReader, condition: string): Promise<Row | undefined> {
  const visible = new Set((await reader.describe(REGISTRATION_OBJECT)).map(({ name }) => name));
  const [row] = await reader.query(registrationQuery(condition, visible));
  return row;
}

async function stampedRecords(reader: OrgReader, registrationId: string): Promise<RegistrationAnswer['shownOn']> {
  const found = await Promise.all(
    stampedQueries(registrationId).map(async ({ object, soql }) =>
      (await reader.query(soql)).map((row) => ({
        object,
        id: textAt(row, 'Id') ?? '',
        name: textAt(row, 'Name') ?? '',
      })),
    ),
  );
  return found.flat();
}

function sayWaiting(waiting: Waiting | null, decision: string | null, zone: string): string {
  if (waiting === null) return messages.getMessage('waiting.nobody');
  const since = waiting.since === null ? '?' : sayInstant('en', waiting.since, zone);
  if (waiting.for !== 'partnerlock') return messages.getMessage(`waiting.${waiting.for}`, [since]);
  if (decision === null) return messages.getMessage('waiting.intake', [since]);
  return messages.getMessage('waiting.decision', [optionLabel('decision', decision), waiting.decidedBy ?? '?', since]);
}
