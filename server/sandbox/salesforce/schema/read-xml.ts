import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** Elements as text, never numbers: `<length>255</length>` and `<fullName>007</fullName>` are both text in metadata. */
const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true });

/** The root element of one metadata file, checked; a file that does not fit is an error that names it. */
export function readRoot<T>(file: string, root: string, schema: z.ZodType<T>): T {
  return parseRoot(readFileSync(file, 'utf8'), root, schema, file);
}

export function parseRoot<T>(xml: string, root: string, schema: z.ZodType<T>, name: string): T {
  const document: unknown = parser.parse(xml);
  const result = z.object({ [root]: schema }).safeParse(document);
  const value = result.data?.[root];
  if (result.success && value !== undefined) return value;
  throw new Error(`${name} is no ${root} the stand-in can read: ${result.error?.message ?? 'empty'}`);
}

/** Files below a folder, in the order of their names; none when the folder is absent. */
export function filesIn(folder: string, pattern: string): string[] {
  if (!existsSync(folder)) return [];
  return globSync(pattern, { cwd: folder })
    .map((file) => path.join(folder, file))
    .sort();
}

/** An element that may stand once, often or not at all. */
export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess((given): unknown => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(item));

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
export const count = z.string().transform(Number);
