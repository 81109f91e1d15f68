import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../../installed.ts';

/** One bundle folder as the platform's compiler makes it: a text that calls `define` once. */
export interface CompiledModule {
  readonly name: string;
  readonly code: string;
}

/** What we use of the compiler, which brings no types of its own. */
interface PlatformCompiler {
  compile(options: {
    bundle: { namespace: string; name: string; type: 'platform'; files: Readonly<Record<string, string>> };
    outputConfigs: readonly { minify: boolean; env: Readonly<Record<string, string>> }[];
  }): Promise<{
    success: boolean;
    diagnostics: readonly { message: string }[];
    results: readonly { code: string }[];
  }>;
}

/**
 * Compiles the Lightning components below a package folder, each once per content: a component that is edited is there
 * after a reload. A bundle that does not compile is an error in the compiler's words.
 */
export class ModuleCompiler {
  readonly #packageDir: string;
  readonly #known = new Map<string, Promise<CompiledModule>>();

  constructor(packageDir: string) {
    this.#packageDir = packageDir;
  }

  all(): Promise<readonly CompiledModule[]> {
    const folders = globSync('**/lwc/*/', { cwd: this.#packageDir }).map((each) => path.join(this.#packageDir, each));
    return Promise.all(
      folders
        .filter(isBundle)
        .sort()
        .map((folder) => this.#compiled(folder)),
    );
  }

  #compiled(folder: string): Promise<CompiledModule> {
    const files = filesOf(folder);
    const key = createHash('sha256').update(folder).update(JSON.stringify(files)).digest('hex');
    const known = this.#known.get(key) ?? compile(path.basename(folder), files);
    this.#known.set(key, known);
    return known;
  }
}

const isBundle = (folder: string): boolean => existsSync(path.join(folder, `${path.basename(folder)}.js`));

const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    globSync('*.{js,html,css}', { cwd: folder })
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );

async function compile(name: string, files: Readonly<Record<string, string>>): Promise<CompiledModule> {
  const main = path.join(packageFolder('@lwc/sfdc-lwc-compiler'), 'dist/main.js');
  const compiler = ((await import(main)) as { default: PlatformCompiler }).default;
  const { success, diagnostics, results } = await compiler.compile({
    bundle: { namespace: 'c', name, type: 'platform', files },
    outputConfigs: [{ minify: false, env: { NODE_ENV: 'production' } }],
  });
  const [result] = results;
  if (!success || result === undefined) {
    throw new Error(`c/${name} does not compile: ${diagnostics.map(({ message }) => message).join('; ')}`);
  }
  return { name, code: result.code };
}
