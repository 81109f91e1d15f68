import type { Actor, Change, ObjectType, PortalUser, RecordRef } from './entities.ts';
import { AssociationStore } from './store/association-store.ts';
import { FormStore } from './store/form-store.ts';
import { PipelineStore } from './store/pipeline-store.ts';
import { PropertyStore } from './store/property-store.ts';
import { coerceValue } from './store/property-values.ts';
import type { ChangeBody } from './store/record-store.ts';
import { RecordStore } from './store/record-store.ts';
import { valueOf } from './store/record-values.ts';
import { checkWrite } from './store/write-rules.ts';
import { crmScreen } from './crm-screen.ts';
import type { ObjectScreen } from './crm-screen.ts';
import { demoUsers } from './demo-users.ts';

export interface PortalDeps {
  readonly portalId: string;
  readonly name: string;
  readonly timezone: string;
  readonly plan: 'professional' | 'free';
  readonly now: () => number;
  readonly newGuid: () => string;
  readonly onChange: (change: Change) => void;
}

/** One customer account: its records, its schema, its people. Everything a user could do in the CRM's own screens. */
export class Portal {
  readonly portalId: string;
  readonly name: string;
  readonly timezone: string;
  readonly users: readonly PortalUser[];
  readonly properties: PropertyStore;
  readonly pipelines: PipelineStore;
  readonly records: RecordStore;
  readonly associations: AssociationStore;
  readonly forms: FormStore;
  readonly #now: () => number;
  #lastId = FIRST_ID;

  constructor(deps: PortalDeps) {
    const { portalId, now, plan } = deps;
    this.portalId = portalId;
    this.name = deps.name;
    this.timezone = deps.timezone;
    this.#now = now;
    this.users = demoUsers(now());
    const nextId = () => String((this.#lastId += 1));
    const emit = (change: ChangeBody, actor: Actor) => deps.onChange({ ...change, portalId, atMs: now(), actor });

    this.properties = new PropertyStore(now);
    this.pipelines = new PipelineStore({ now, nextId, plan, dealsInStage: (stageId) => this.#dealsInStage(stageId) });
    const rules = {
      portalId,
      properties: this.properties,
      pipelines: this.pipelines,
      ownerIds: () => this.users.map((user) => user.ownerId),
    };
    this.records = new RecordStore({
      portalId,
      now,
      nextId,
      properties: this.properties,
      check: (write) => checkWrite(rules, write),
      emit,
      moveAssociations: (from, to, actor) => this.associations.moveAll(from, to, actor),
    });
    this.associations = new AssociationStore({
      exists: (ref) => this.#exists(ref),
      emit,
      mirror: (ref, values, actor) => this.records.derive(ref, values, actor),
    });
    this.forms = new FormStore({ now, newGuid: deps.newGuid, properties: this.properties });
  }

  /** Everyone with a seat owns records; HubSpot calls them owners in the API. */
  get owners(): readonly PortalUser[] {
    return this.users;
  }

  now(): number {
    return this.#now();
  }

  /** The records of a type as a user sees and edits them: same validation, same webhooks, `changeSource` CRM_UI. */
  objects(type: ObjectType): ObjectScreen {
    return crmScreen(this, type);
  }

  /** By role name, `Channel Manager`; throws when nobody has it. */
  user(role: string): PortalUser {
    const user = this.users.find((each) => `${each.firstName} ${each.lastName}`.startsWith(role));
    if (user === undefined) throw new Error(`No user named ${role}: use one of ${this.users.map(fullName).join(', ')}`);
    return user;
  }

  /** Whether a record would take the value; forms keep the others to themselves. */
  acceptsValue(type: ObjectType, name: string, value: string): boolean {
    const definition = this.properties.get(type, name);
    return definition !== undefined && !definition.readOnlyValue && coerceValue(definition, value).ok;
  }

  #exists(ref: RecordRef): boolean {
    const record = this.records.find(ref);
    return record !== undefined && record.id === ref.id;
  }

  #dealsInStage(stageId: string): readonly string[] {
    return this.records
      .list('deals')
      .filter((deal) => valueOf(deal, 'dealstage') === stageId)
      .map((deal) => deal.id);
  }
}

/** Above 32 bits, as HubSpot's ids are: code that narrows ids fails here too. */
const FIRST_ID = 20_000_000_000;

export const fullName = (user: PortalUser): string => `${user.firstName} ${user.lastName}`;
