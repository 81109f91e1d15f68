import { AFTER, BLANK, ENDS_AT, GUARD, LAST_SECOND, LOCKED, on, STAMP, type Row, type RuleCase } from './rule-case.ts';

const NOTHING_LEFT = Object.fromEntries(Object.keys(LOCKED).map((name) => [name, null]));

/** Every way to evade a lock by hand: by an administrator, whom no field-level security binds. */
const EVASIONS: readonly Row[] = [
  ['gives the company to another partner', 'admin', LOCKED, { Partner_Id__c: 'south' }, [GUARD]],
  ['writes another partner’s name', 'admin', LOCKED, { Partner_Name__c: 'Demo Partner South' }, [GUARD]],
  ['empties the partner', 'admin', LOCKED, { Partner_Id__c: null }, [GUARD]],
  ['clears the end, to steal with the next save', 'admin', LOCKED, { Partner_Lock_Ends_At__c: null }, [GUARD]],
  [
    'moves the end into the past',
    'admin',
    LOCKED,
    { Partner_Lock_Ends_At__c: '2027-01-01T00:00:00.000+0000' },
    [GUARD],
  ],
  [
    'moves the end into the future',
    'admin',
    LOCKED,
    { Partner_Lock_Ends_At__c: '2028-01-01T00:00:00.000+0000' },
    [GUARD],
  ],
  ['moves the start', 'admin', LOCKED, { Partner_Lock_Starts_At__c: '2027-01-09T00:00:00.000+0000' }, [GUARD]],
  ['calls the lock released', 'admin', LOCKED, { Partner_Lock_Status__c: 'released' }, [GUARD]],
  ['calls the lock none', 'admin', LOCKED, { Partner_Lock_Status__c: 'none' }, [GUARD]],
  ['empties the lock’s status', 'admin', LOCKED, { Partner_Lock_Status__c: null }, [GUARD]],
  ['points to another registration', 'admin', LOCKED, { Partner_Registration__c: 'a00000000000002' }, [GUARD]],
  ['writes another registration’s id', 'admin', LOCKED, { Partner_Registration_Id__c: 'r-2' }, [GUARD]],
  ['changes the prospect’s key', 'admin', LOCKED, { Partner_Prospect_Key__c: 'dom:example.com' }, [GUARD]],
  ['lowers the epoch, so that an old write counts as new', 'admin', LOCKED, { Partner_Lock_Epoch__c: 1 }, [GUARD]],
  ['hides the channel conflict', 'admin', LOCKED, { Partner_Channel_Conflict__c: null }, [GUARD]],
  ['rewrites the reference', 'admin', LOCKED, { Partner_Registration_Reference__c: 'PL-0000-0000' }, [STAMP]],
  ['rewrites when it was registered', 'admin', LOCKED, { Partner_Registered_At__c: null }, [STAMP]],
  ['clears everything at once', 'admin', LOCKED, NOTHING_LEFT, [GUARD, STAMP]],
];

const STAMPS: readonly Row[] = [
  ['a rep edits another field while locked', 'rep', LOCKED, { Name: 'Siemens AG' }, []],
  ['a rep saves the same values again', 'rep', LOCKED, { Partner_Id__c: 'north' }, []],
  [
    'PartnerLock extends the lock',
    'integration',
    LOCKED,
    { Partner_Lock_Ends_At__c: '2027-03-22T23:00:00.000+0000' },
    [],
  ],
  ['PartnerLock releases the lock', 'integration', LOCKED, { Partner_Lock_Status__c: 'released' }, []],
  ['an administrator with the override mends the record', 'mender', LOCKED, { Partner_Id__c: 'south' }, []],
  ['a manager changes the partner by hand', 'manager', LOCKED, { Partner_Id__c: 'south' }, [GUARD]],
  [
    'a reservation holds like a lock',
    'admin',
    { ...LOCKED, Partner_Lock_Status__c: 'pending' },
    { Partner_Id__c: 'south' },
    [GUARD],
  ],
  [
    'a disputed lock holds',
    'admin',
    { ...LOCKED, Partner_Lock_Status__c: 'disputed' },
    { Partner_Id__c: 'south' },
    [GUARD],
  ],
  ['one second before its end the lock holds', 'admin', LOCKED, { Partner_Id__c: 'south' }, [GUARD], LAST_SECOND],
  [
    'at its end the lock is over, and the stamps are still PartnerLock’s',
    'admin',
    LOCKED,
    { Partner_Id__c: 'south' },
    [STAMP],
    ENDS_AT,
  ],
  [
    'after its end PartnerLock gives it to the next partner',
    'integration',
    LOCKED,
    { Partner_Id__c: 'south' },
    [],
    AFTER,
  ],
  [
    'a released lock protects its stamps against hands',
    'admin',
    { ...LOCKED, Partner_Lock_Status__c: 'released' },
    { Partner_Lock_Status__c: 'active' },
    [STAMP],
  ],
  ['an unclaimed record is claimed by hand', 'admin', BLANK, { Partner_Id__c: 'south' }, [STAMP]],
  [
    'a lock is forged on an unclaimed record',
    'admin',
    BLANK,
    { Partner_Lock_Status__c: 'active', Partner_Lock_Ends_At__c: '2028-01-01T00:00:00.000+0000' },
    [STAMP],
  ],
  ['PartnerLock claims an unclaimed record', 'integration', BLANK, LOCKED, []],
  ['a new record without stamps', 'rep', null, { Name: 'Siemens' }, []],
  ['a lock is forged with the insert', 'admin', null, LOCKED, [STAMP]],
  ['one stamp is forged with the insert', 'rep', null, { Partner_Prospect_Key__c: 'dom:siemens.com' }, [STAMP]],
  ['PartnerLock inserts a stamped record', 'integration', null, LOCKED, []],
];

/** The same for the three objects that show a lock. */
export const STAMP_CASES: readonly RuleCase[] = ['Account', 'Lead', 'Opportunity'].flatMap((object) =>
  on(object, [...EVASIONS, ...STAMPS]),
);
