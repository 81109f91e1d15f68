import type { PackageMetadata, Row, Value } from '../entities.ts';
import { Schema } from '../schema/schema.ts';
import { OPPORTUNITY_STAGES } from '../schema/standard-objects.ts';
import { to18 } from '../ids.ts';
import { runQuery } from '../soql/run-query.ts';
import type { QueryRecord } from '../soql/run-query.ts';
import { accessOf } from './access.ts';
import type { Actor, RecordChange } from './core.ts';
import { Core } from './core.ts';
import { deleteRecord, undeleteRecord } from './deleting.ts';
import type { ConvertRequest, ConvertResult } from './lead-conversion.ts';
import { convertLead } from './lead-conversion.ts';
import type { MergeRequest } from './merge-records.ts';
import { mergeRecords } from './merge-records.ts';
import type { Input } from './prepare.ts';
import { createRecord, updateRecord } from './saving.ts';
import { addSetupRows } from './setup-rows.ts';
import type { OrgUser } from './users.ts';
import { demoUsers, fullName, isIntegrationUser } from './users.ts';

/** What a person does in the org's own screens: the same rules, rights and change events as over HTTP. */
export interface OrgScreen {
  create(object: string, values: Input): string;
  update(object: string, id: string, values: Input): void;
  delete(object: string, id: string): void;
  undelete(object: string, id: string): void;
  /** Every field this person may see, formula fields computed now; undefined when the record is gone. */
  get(object: string, id: string): Row | undefined;
  list(object: string): Row[];
  query(soql: string): readonly QueryRecord[];
  convertLead(request: ConvertRequest): ConvertResult;
  merge(object: 'Account' | 'Contact' | 'Lead', request: MergeRequest): void;
}

export interface OrgDeps {
  readonly metadata: PackageMetadata;
  readonly now: () => number;
  readonly onCommit: (changes: readonly RecordChange[], userId: string) => void;
}

const ORG_ID = to18('00DDM0000000001');

/** One org: its schema, its people and its records. */
export class Org {
  readonly id = ORG_ID;
  readonly name = 'Demo org (not Salesforce)';
  readonly schema: Schema;
  readonly metadata: PackageMetadata;
  readonly users: readonly OrgUser[];
  readonly core: Core;
  /** "Require Validation for Converted Leads" of the Lead settings. Off, as in new orgs of old; rules do not run then. */
  requireValidationForConvertedLeads = false;

  constructor({ metadata, now, onCommit }: OrgDeps) {
    this.metadata = metadata;
    this.schema = new Schema(metadata);
    this.users = demoUsers(metadata.permissionSets);
    this.core = new Core({ schema: this.schema, now, onCommit });
    this.#addSystemRows();
  }

  /** Acts as a user in the browser. */
  as(userId: string): OrgScreen {
    const { core } = this;
    const actor = this.actor(userId);
    const shown = (object: string, row: Row) => this.#view(object, row, actor);
    return {
      create: (object, values) => createRecord(core, object, values, actor),
      update: (object, id, values) => updateRecord(core, object, to18(id), values, actor),
      delete: (object, id) => deleteRecord(core, object, to18(id), actor),
      undelete: (object, id) => undeleteRecord(core, object, to18(id), actor),
      get: (object, id) => {
        const definition = core.objectFor(object, actor.access);
        const row = core.tables.live(definition.name, to18(id));
        return row === undefined ? undefined : shown(definition.name, row);
      },
      list: (object) => {
        const definition = core.objectFor(object, actor.access);
        return core.tables
          .all(definition.name)
          .filter((row) => row['IsDeleted'] !== true)
          .map((row) => shown(definition.name, row));
      },
      query: (soql) => runQuery({ core, actor, includeDeleted: false }, soql).records,
      convertLead: (request) => convertLead(core, request, actor, this.requireValidationForConvertedLeads),
      merge: (object, request) => mergeRecords(core, object, request, actor),
    };
  }

  /** The user with his rights. */
  actor(userId: string): Actor {
    const user = this.users.find((each) => each.id === to18(userId));
    if (user === undefined) throw new Error(`The org has no user ${userId}.`);
    return { user, access: accessOf(user, this.metadata.permissionSets) };
  }

  userNamed(username: string): OrgUser | undefined {
    return this.users.find((each) => each.username.toLowerCase() === username.toLowerCase());
  }

  get administrator(): OrgUser {
    return this.#first((user) => user.profile.modifyAllData);
  }

  /** Whom an app without a person runs as. */
  get integrationUser(): OrgUser {
    return this.users.find(isIntegrationUser) ?? this.#first((user) => user.firstName === 'Partner');
  }

  get channelManager(): OrgUser {
    return this.#first((user) => user.firstName === 'Channel');
  }

  get salesRep(): OrgUser {
    return this.#first((user) => user.lastName.startsWith('Rep One'));
  }

  /** Of the partner site. */
  get partnerUser(): OrgUser {
    return this.#first((user) => user.profile.name === 'Partner Community User');
  }

  /** What "Enable Partner User" on a contact does: the user belongs to the contact, and to its account. */
  linkPartnerUser(userId: string, contactId: string): void {
    const { tables } = this.core;
    const contact = this.core.rowFor('Contact', to18(contactId));
    const user = this.core.rowFor('User', to18(userId));
    tables.put('User', { ...user, ContactId: to18(contactId), AccountId: contact['AccountId'] ?? null });
    tables.commit();
  }

  /** The next writes of this record meet somebody else's transaction: UNABLE_TO_LOCK_ROW, so many times. */
  lockRow(id: string, times = 1): void {
    this.core.lockedRows.set(to18(id), times);
  }

  #first(fits: (user: OrgUser) => boolean): OrgUser {
    const user = this.users.find(fits);
    if (user === undefined) throw new Error('The org lacks a demo user.');
    return user;
  }

  #view(object: string, row: Row, actor: Actor): Row {
    const fields = this.schema.object(object)?.fields ?? [];
    const seen = fields.filter((field) => actor.access.canSee(object, field));
    return Object.fromEntries(
      seen.map((field): [string, Value] => [field.name, this.core.valueOf(object, row, field, actor)]),
    );
  }

  #addSystemRows(): void {
    const stamp = this.core.stamp();
    const system = {
      IsDeleted: false,
      CreatedDate: stamp,
      CreatedById: this.administrator.id,
      LastModifiedDate: stamp,
      LastModifiedById: this.administrator.id,
      SystemModstamp: stamp,
      TimeZoneSidKey: 'GMT',
    };
    const organization = { Id: this.id, Name: this.name, OrganizationType: 'Developer Edition', IsSandbox: true };
    this.core.tables.put('Organization', {
      ...system,
      ...organization,
      InstanceName: 'DM1',
      DefaultLocaleSidKey: 'en_US',
    });
    for (const user of this.users) {
      this.core.tables.put('User', {
        ...system,
        Id: user.id,
        FirstName: user.firstName,
        LastName: user.lastName,
        Name: fullName(user),
        Username: user.username,
        Email: user.email,
        Alias: user.username.slice(0, 8),
        IsActive: true,
        LanguageLocaleKey: 'en_US',
        LocaleSidKey: 'en_US',
      });
    }
    for (const [index, [name, stage]] of Object.entries(OPPORTUNITY_STAGES).entries()) {
      this.core.tables.put('OpportunityStage', {
        ...system,
        Id: this.core.newId('01J'),
        ApiName: name,
        MasterLabel: name,
        IsActive: true,
        IsClosed: stage.closed !== undefined,
        IsWon: stage.closed === 'won',
        SortOrder: index + 1,
      });
    }
    addSetupRows(this.core, this.metadata, this.users, system);
    this.core.tables.commit();
  }
}
