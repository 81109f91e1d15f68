import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a metadata file. Attributes occur only in what says where a Lightning component may stand. */
export interface XmlNode {
  readonly text: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadonlyMap<string, readonly XmlNode[]>;
}

/** A metadata file of the package, parsed; `root` is null when it is no XML, and `problem` then says why. */
export interface MetadataFile {
  /** Inside the package, such as `force-app/main/default/tabs/X.tab-meta.xml`. */
  readonly path: string;
  readonly type: string;
  readonly root: XmlNode | null;
  readonly problem: string | null;
}

/** Every metadata file below the package's folder, by path. */
export const readPackage = (packageDir: string): readonly MetadataFile[] =>
  readdirSync(packageDir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('-meta.xml'))
    .toSorted()
    .map((file) => readMetadata(file.split(path.sep).join('/'), readFileSync(path.join(packageDir, file), 'utf8')));

/** Elements of that name, in their order. */
export const all = (node: XmlNode | null | undefined, name: string): readonly XmlNode[] =>
  node?.children.get(name) ?? [];

/** The text of the first element of that name; empty when there is none. */
export const textOf = (node: XmlNode | null | undefined, name: string): string => all(node, name)[0]?.text ?? '';

/** `Partner_Approvals` of `flexipages/Partner_Approvals.flexipage-meta.xml`. */
export const nameOf = (file: Pick<MetadataFile, 'path'>): string =>
  path.posix.basename(file.path).replace(/\.[A-Za-z]+-meta\.xml$/, '');

/** One file of the package, by its path inside it. */
export function readMetadata(file: string, xml: string): MetadataFile {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) {
    const { msg, line } = wellFormed.err;
    return { path: file, type: '', root: null, problem: `${msg} (line ${line})` };
  }
  const parsed: unknown = PARSER.parse(xml);
  const [type, root] = Object.entries(isTree(parsed) ? parsed : {}).find(([name]) => !name.startsWith('?')) ?? ['', []];
  const [node] = nodesOf(root);
  return { path: file, type, root: node ?? null, problem: node ? null : 'no root element' };
}

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

function nodesOf(value: unknown): readonly XmlNode[] {
  return (Array.isArray(value) ? value : [value]).map((entry: unknown) => {
    if (!isTree(entry)) return { text: asText(entry), namespace: '', attributes: {}, children: new Map() };
    const children = Object.entries(entry).filter(([name]) => !/^[@#]/.test(name));
    return {
      text: asText(entry['#text']),
      namespace: asText(entry['@xmlns']),
      attributes: Object.fromEntries(
        Object.entries(entry).flatMap(([name, value]) => (/^@/.test(name) ? [[name.slice(1), asText(value)]] : [])),
      ),
      children: new Map(children.map(([name, values]) => [name, nodesOf(values)])),
    };
  });
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
