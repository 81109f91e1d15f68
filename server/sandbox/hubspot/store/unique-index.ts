import type { ObjectType } from '../entities.ts';

/** Who holds which unique value. Unique per object type and property; values compare exactly. */
export class UniqueIndex {
  readonly #holders = new Map<string, string>();

  holder(type: ObjectType, name: string, value: string): string | undefined {
    return this.#holders.get(keyOf(type, name, value));
  }

  take(type: ObjectType, name: string, value: string, id: string): void {
    this.#holders.set(keyOf(type, name, value), id);
  }

  release(type: ObjectType, name: string, value: string, id: string): void {
    if (this.holder(type, name, value) === id) this.#holders.delete(keyOf(type, name, value));
  }

  releaseAll(type: ObjectType, id: string): void {
    for (const [key, holderId] of this.#holders) {
      if (holderId === id && key.startsWith(`["${type}"`)) this.#holders.delete(key);
    }
  }
}

const keyOf = (type: ObjectType, name: string, value: string) => JSON.stringify([type, name, value]);
