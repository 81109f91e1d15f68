import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { PACKAGE_FOLDERS } from './package-folders.ts';

/** What source-deploy-retrieve makes of the package. */
export interface Shape {
  /** `Type full name` of every component, children too. */
  readonly components: readonly string[];
  /** Metadata files that belong to no component. */
  readonly skipped: readonly string[];
  readonly packageXml: string;
}

/** Resolves every file of the package to a component, as a deployment would. Throws when one has no known type. */
export async function readShape(packageDir: string, sourceApiVersion: string): Promise<Shape> {
  const set = ComponentSet.fromSource({ fsPaths: PACKAGE_FOLDERS.map((folder) => path.join(packageDir, folder)) });
  set.sourceApiVersion = sourceApiVersion;
  const parents = set.getSourceComponents().toArray();
  const components = parents.flatMap((component) => [component, ...component.getChildren()]);
  const known = new Set(components.flatMap(({ xml, content }) => [xml, content].filter((file) => file !== undefined)));
  const skipped = readdirSync(packageDir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('-meta.xml') && !known.has(path.join(packageDir, file)))
    .toSorted();
  return {
    components: components.map(({ type, fullName }) => `${type.name} ${fullName}`).toSorted(),
    skipped,
    packageXml: await set.getPackageXml(),
  };
}

/** Converts the package into what the Metadata API takes, in a folder; answers how many components there are. */
export async function convertPackage(packageDir: string, sourceApiVersion: string, outputDir: string): Promise<number> {
  const set = ComponentSet.fromSource({ fsPaths: PACKAGE_FOLDERS.map((folder) => path.join(packageDir, folder)) });
  set.sourceApiVersion = sourceApiVersion;
  const { converted } = await new MetadataConverter().convert(set, 'metadata', {
    type: 'directory',
    outputDirectory: outputDir,
    genUniqueDir: false,
  });
  return converted?.length ?? 0;
}
