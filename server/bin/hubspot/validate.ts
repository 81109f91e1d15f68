// Runs HubSpot's own project parser on the developer project, with schemas of ours and without network. Call the
// result "HubSpot's parser + our schemas": HubSpot's schemas need an account (`hs project validate`).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { http } from '@hubspot/local-dev-lib/http';
import { isTranslationError, translate } from '@hubspot/project-parsing-lib/translate';

/** A JSON schema per component, under the parser's own names such as CARD. */
export type ComponentSchemas = Readonly<Record<string, object>>;

export interface Validation {
  readonly components: readonly { readonly uid: string; readonly type: string; readonly config: unknown }[];
  /** Files in a folder that does not fit their type, which HubSpot silently leaves out. There must be none. */
  readonly skipped: readonly string[];
  /** HubSpot's own text; null when it found nothing. */
  readonly errors: string | null;
}

/** What the parser says of the project with a profile's variables filled in. */
export async function validateProject(
  projectDir: string,
  profile: string,
  schemas: ComponentSchemas,
): Promise<Validation> {
  const text = await readFile(path.join(projectDir, 'hsproject.json'), 'utf8');
  const project = JSON.parse(text) as { srcDir: string; platformVersion: string };
  const context = {
    projectSourceDir: path.resolve(projectDir, project.srcDir),
    platformVersion: project.platformVersion,
    accountId: 1,
  };
  return withSchemas(schemas, async () => {
    try {
      const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context, { profile });
      const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
      const components = nodes.map(({ uid, componentType, config }) => ({ uid, type: componentType, config }));
      return { components, skipped: skippedHsMetaFiles, errors: null };
    } catch (error) {
      // Some findings, such as a uid used twice, are thrown as plain errors.
      return { components: [], skipped: [], errors: isTranslationError(error) ? error.toString() : String(error) };
    }
  });
}

/** The parser asks an account for its schemas with one GET: answered here, and every other request is refused. */
async function withSchemas<T>(schemas: ComponentSchemas, run: () => Promise<T>): Promise<T> {
  const get = http.get;
  Object.assign(http, {
    get: async (_accountId: number, { url }: { url: string }) => {
      if (url.startsWith('project-components-external/project-schemas/v3/')) return { data: schemas };
      throw new Error(`No request is allowed while validating: ${url}`);
    },
  });
  try {
    return await run();
  } finally {
    Object.assign(http, { get });
  }
}
