import { Messages } from '@salesforce/core';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { sayLastDay } from '../../../../../../shared/words/locale.ts';
import { explained } from '../../../explain.ts';
import { lockQuery, startOfDay, toLock, type Lock } from '../../../locks.ts';
import { readerOf } from '../../../org-reader.ts';
import { optionLabel } from '../../../option-label.ts';
import { zoneOf } from '../../../zone.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@partnerlock/plugin-partner', 'partner.lock.list');

/** `sf partner lock list`: who holds which company until when. */
export default class PartnerLockList extends SfCommand<Lock[]> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
    partner: Flags.string({ char: 'p', summary: messages.getMessage('flags.partner.summary') }),
    company: Flags.string({ char: 'c', summary: messages.getMessage('flags.company.summary') }),
    'ends-before': Flags.string({ summary: messages.getMessage('flags.ends-before.summary') }),
  };

  public override async run(): Promise<Lock[]> {
    const { flags } = await this.parse(PartnerLockList);
    const { partner, company, 'ends-before': day } = flags;
    const reader = readerOf(flags['target-org'].getConnection(flags['api-version']));
    const zone = await explained(() => zoneOf(reader));
    const endsBefore = day === undefined ? undefined : startOfDay(day, zone);
    if (endsBefore === null) throw messages.createError('notADay', [day]);

    const locks = (await explained(() => reader.query(lockQuery({ partner, company, endsBefore })))).map(toLock);
    if (locks.length === 0) {
      const isFiltered = [partner, company, day].some((filter) => filter !== undefined);
      this.log(messages.getMessage(isFiltered ? 'nothingFits' : 'nothingHeld'));
      return locks;
    }
    this.table({ data: locks.map((lock) => toLine(lock, zone)), columns: COLUMNS });
    this.log(messages.getMessage(locks.length === 1 ? 'countOne' : 'countMany', [locks.length]));
    return locks;
  }
}

const COLUMNS = [
  { key: 'company', name: 'Company' },
  { key: 'partner', name: 'Partner' },
  { key: 'lock', name: 'Lock' },
  { key: 'lastDay', name: 'Last day' },
  { key: 'daysLeft', name: 'Days left' },
  { key: 'number', name: 'Registration' },
  { key: 'reference', name: 'Reference' },
] satisfies { key: keyof ReturnType<typeof toLine>; name: string }[];

const toLine = (lock: Lock, zone: string) => ({
  company: lock.company ?? lock.prospectKey ?? '',
  partner: lock.partner ?? lock.partnerId ?? '',
  lock: lock.status === null ? '' : optionLabel('lockStatus', lock.status),
  lastDay: lock.endsAt === null ? '' : sayLastDay('en', lock.endsAt, zone),
  daysLeft: lock.daysLeft ?? '',
  number: lock.number,
  reference: lock.reference ?? '',
});
