import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import type { MetadataFile, XmlNode } from './metadata-xml.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/**
 * Checks files against the Metadata WSDL, with the type declarations of `@salesforce/types` as the schema: broken XML,
 * unknown or missing or repeated elements, values outside an enumeration, bad booleans and numbers. Model-checked
 * here; only an org says whether it deploys.
 */
export function checkWsdl(files: readonly MetadataFile[]): string[] {
  const schema = openSchema();
  return files.flatMap((file) => {
    if (file.root === null) return [`${file.path}: ${file.problem}`];
    const type = schema.typeOf(file.type);
    if (type === null) return [`${file.path}: unknown metadata type ${file.type}`];
    const namespace = file.root.namespace === NAMESPACE ? [] : ['wrong or missing xmlns'];
    return [...namespace, ...elementProblems(file.root, type, file.type, schema)].map(
      (text) => `${file.path}: ${text}`,
    );
  });
}

/** What the Metadata API carries as encoded text and source files spell out. */
const ENCODED = new Set(['LightningComponentBundle.targetConfigs']);

interface Schema {
  readonly checker: ts.TypeChecker;
  readonly source: ts.SourceFile;
  readonly typeOf: (name: string) => ts.Type | null;
}

function openSchema(): Schema {
  const resolved = createRequire(import.meta.url).resolve('@salesforce/types/metadata');
  const declarations = path.join(path.dirname(resolved), 'metadata.d.ts');
  const program = ts.createProgram([declarations], { strict: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declarations);
  const module = source && checker.getSymbolAtLocation(source);
  if (!source || !module) throw new Error(`No declarations in ${declarations}. Run npm install again.`);
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  const typeOf = (name: string): ts.Type | null => {
    const symbol = exported.get(name);
    return symbol ? checker.getDeclaredTypeOfSymbol(symbol) : null;
  };
  return { checker, source, typeOf };
}

function elementProblems(node: XmlNode, type: ts.Type, at: string, schema: Schema): string[] {
  const { checker, source } = schema;
  const properties = new Map(checker.getPropertiesOfType(type).map((property) => [property.name, property]));
  const present = [...node.children].flatMap(([name, values]) => {
    const property = properties.get(name);
    if (!property) return [`${at}.${name}: the WSDL has no such element`];
    if (ENCODED.has(`${at}.${name}`)) return [];
    const valueType = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, source));
    const [entryType] = checker.isArrayType(valueType) ? argumentsOf(valueType, checker) : [];
    if (!entryType && values.length > 1) return [`${at}.${name}: given ${values.length} times, may occur once`];
    return values.flatMap((value) => valueProblems(value, entryType ?? valueType, `${at}.${name}`, schema));
  });
  const missing = [...properties.values()]
    .filter((property) => isRequired(property, schema) && !node.children.has(property.name))
    .map((property) => `${at}.${property.name}: required element missing`);
  return [...present, ...missing];
}

function valueProblems(node: XmlNode, type: ts.Type, at: string, schema: Schema): string[] {
  const members = type.isUnion() ? type.types : [type];
  const literals = members.filter((member) => member.isStringLiteral()).map((member) => member.value);
  if (members.every((member) => member.flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral)))
    return /^(true|false)$/.test(node.text) ? [] : [`${at}: no boolean: ${node.text}`];
  if (type.flags & ts.TypeFlags.Number)
    return /^-?\d+(\.\d+)?$/.test(node.text) ? [] : [`${at}: no number: ${node.text}`];
  if (literals.length > 0) return literals.includes(node.text) ? [] : [`${at}: “${node.text}” is none of its values`];
  if (type.flags & ts.TypeFlags.String) return node.children.size === 0 ? [] : [`${at}: should be text`];
  return node.text === '' ? elementProblems(node, type, at, schema) : [`${at}: elements expected, not “${node.text}”`];
}

const isRequired = (property: ts.Symbol, { checker, source }: Schema): boolean =>
  !(property.flags & ts.SymbolFlags.Optional) &&
  !checker.isArrayType(checker.getTypeOfSymbolAtLocation(property, source));

/** The compiler's API knows array types as references; a plain type has no arguments. */
const argumentsOf = (type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] =>
  isReference(type) ? checker.getTypeArguments(type) : [];
const isReference = (type: ts.Type): type is ts.TypeReference => 'target' in type;
