import type { Actor, ObjectType, RecordRef } from '../entities.ts';
import { notFound, validationError } from '../errors.ts';
import type { AssociationType } from './association-types.ts';
import { associationType, defaultType, primaryType } from './association-types.ts';
import type { ChangeBody } from './record-store.ts';

export interface AssociationStoreDeps {
  readonly exists: (ref: RecordRef) => boolean;
  readonly emit: (change: ChangeBody, actor: Actor) => void;
  /** Read-only properties that mirror an association: primary company of a contact, parent of a company. */
  readonly mirror: (ref: RecordRef, values: Readonly<Record<string, string>>, actor: Actor) => void;
}

export interface AssociatedRecord {
  readonly id: string;
  readonly types: readonly AssociationType[];
}

/** Both directions of every association of one portal. */
export class AssociationStore {
  readonly #deps: AssociationStoreDeps;
  readonly #links = new Map<string, { from: RecordRef; to: RecordRef; typeIds: Set<number> }>();

  constructor(deps: AssociationStoreDeps) {
    this.#deps = deps;
  }

  /** What a record is associated with, without archived records. */
  list(from: RecordRef, toType: ObjectType): readonly AssociatedRecord[] {
    return [...this.#links.values()]
      .filter((link) => same(link.from, from) && link.to.type === toType && this.#deps.exists(link.to))
      .map((link) => ({ id: link.to.id, types: [...link.typeIds].flatMap((id) => associationType(id) ?? []) }));
  }

  /** The company a deal or contact belongs to first of all. */
  primaryCompanyId(from: RecordRef): string | undefined {
    return this.list(from, 'companies').find((each) => each.types.some((type) => type.label === 'Primary'))?.id;
  }

  /** Without types it is HubSpot's default association; the first company of a record also becomes its primary one. */
  associate(from: RecordRef, to: RecordRef, typeIds: readonly number[], actor: Actor): void {
    if (!this.#deps.exists(from)) throw notFound(`${from.type} ${from.id} does not exist`);
    if (!this.#deps.exists(to)) throw notFound(`${to.type} ${to.id} does not exist`);
    if (same(from, to)) throw validationError('Cannot associate an object with itself.');
    const types = typeIds.map((typeId) => requireType(typeId, from, to));
    this.#add(from, to, defaultType(from.type, to.type), actor);
    const [child, company] = to.type === 'companies' ? [from, to] : [to, from];
    const primary = primaryType(child.type, company.type);
    if (primary !== undefined && this.primaryCompanyId(child) === undefined) this.#add(child, company, primary, actor);
    for (const type of types) {
      if (type.label === 'Primary') this.#dropPrimary(child, company, actor);
      this.#add(from, to, type, actor);
    }
  }

  dissociate(from: RecordRef, to: RecordRef, actor: Actor): void {
    const link = this.#links.get(keyOf(from, to));
    for (const typeId of link?.typeIds ?? []) this.#remove(from, to, typeId, actor);
  }

  /** After a merge: everything that pointed at the loser points at the survivor. */
  moveAll(gone: RecordRef, survivor: RecordRef, actor: Actor): void {
    const links = [...this.#links.values()].filter((link) => same(link.from, gone));
    for (const { to, typeIds } of links) {
      const wanted = [...typeIds];
      this.dissociate(gone, to, actor);
      if (same(to, survivor)) continue;
      const hasPrimary = to.type === 'companies' && this.primaryCompanyId(survivor) !== undefined;
      for (const typeId of wanted) {
        const type = associationType(typeId);
        if (type === undefined || (type.label === 'Primary' && hasPrimary)) continue;
        this.#add({ type: survivor.type, id: survivor.id }, to, type, actor);
      }
    }
  }

  #add(from: RecordRef, to: RecordRef, type: AssociationType, actor: Actor): void {
    const added = this.#put(from, to, type.typeId);
    this.#put(to, from, type.inverseId);
    if (!added) return;
    this.#announce(from, to, type.typeId, false, actor);
    this.#announce(to, from, type.inverseId, false, actor);
  }

  #remove(from: RecordRef, to: RecordRef, typeId: number, actor: Actor): void {
    const inverseId = associationType(typeId)?.inverseId;
    this.#drop(from, to, typeId);
    this.#announce(from, to, typeId, true, actor);
    if (inverseId === undefined) return;
    this.#drop(to, from, inverseId);
    this.#announce(to, from, inverseId, true, actor);
  }

  #put(from: RecordRef, to: RecordRef, typeId: number): boolean {
    const key = keyOf(from, to);
    const link = this.#links.get(key);
    if (link?.typeIds.has(typeId) === true) return false;
    if (link === undefined) this.#links.set(key, { from: refOf(from), to: refOf(to), typeIds: new Set([typeId]) });
    else link.typeIds.add(typeId);
    return true;
  }

  #drop(from: RecordRef, to: RecordRef, typeId: number): void {
    const key = keyOf(from, to);
    const link = this.#links.get(key);
    link?.typeIds.delete(typeId);
    if (link?.typeIds.size === 0) this.#links.delete(key);
  }

  #dropPrimary(child: RecordRef, company: RecordRef, actor: Actor): void {
    const primary = primaryType(child.type, company.type);
    const holderId = this.primaryCompanyId(child);
    if (primary === undefined || holderId === undefined || holderId === company.id) return;
    this.#remove(child, { type: 'companies', id: holderId }, primary.typeId, actor);
  }

  #announce(from: RecordRef, to: RecordRef, typeId: number, removed: boolean, actor: Actor): void {
    const type = associationType(typeId);
    if (type === undefined) return;
    const primary = type.label === 'Primary';
    const [fromRef, toRef] = [refOf(from), refOf(to)];
    this.#deps.emit(
      { kind: 'associationChange', from: fromRef, to: toRef, typeId, typeName: type.name, removed, primary },
      actor,
    );
    const mirrored = removed ? '' : to.id;
    if (type.name === 'contact_to_company') this.#deps.mirror(from, { associatedcompanyid: mirrored }, actor);
    if (type.name === 'child_to_parent_company') this.#deps.mirror(from, { hs_parent_company_id: mirrored }, actor);
  }
}

function requireType(typeId: number, from: RecordRef, to: RecordRef): AssociationType {
  const type = associationType(typeId);
  if (type !== undefined && type.from === from.type && type.to === to.type) return type;
  throw validationError(`Association type ${typeId} is not valid between ${from.type} and ${to.type}.`, {
    subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
  });
}

const same = (a: RecordRef, b: RecordRef) => a.type === b.type && a.id === b.id;
const refOf = ({ type, id }: RecordRef): RecordRef => ({ type, id });
const keyOf = (from: RecordRef, to: RecordRef) => `${from.type}/${from.id}>${to.type}/${to.id}`;
