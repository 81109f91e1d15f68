import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'rollup';
import { packageFolder } from '../installed.ts';

export interface HostBundle {
  readonly file: string;
  /** Part of its address, so that browsers may keep it for good. */
  readonly hash: string;
}

const HOST = path.join(import.meta.dirname, 'host');
const BASE = packageFolder('lightning-base-components');
/** Packages whose version is part of the bundle. */
const INGREDIENTS = [
  'rollup',
  'esbuild',
  'lwc',
  '@lwc/rollup-plugin',
  '@rollup/plugin-node-resolve',
  'lightning-base-components',
  '@locker/sandbox',
];

/**
 * Bundles the engine, the base components, the sandbox and the stubs once per content; later starts find the bundle in
 * the cache and load no bundler. `tell` hears when it has to be built, since that takes a while.
 */
export async function buildHost(cacheDir: string, tell: (line: string) => void): Promise<HostBundle> {
  const hash = contentHash();
  const file = path.join(cacheDir, `lightning-host-${hash}.js`);
  if (!existsSync(file)) {
    tell('Building the Lightning host: base components and sandbox (once, then only when they change) …');
    await bundleInto(file);
  }
  return { file, hash };
}

/** Built beside its place and then renamed: a start that breaks off never leaves half a bundle behind. */
async function bundleInto(file: string): Promise<void> {
  const [{ rollup }, { default: lwc }, { nodeResolve }] = await Promise.all([
    import('rollup'),
    import('@lwc/rollup-plugin'),
    import('@rollup/plugin-node-resolve'),
  ]);
  const bundle = await rollup({
    input: path.join(HOST, 'host.ts'),
    onwarn: (warning) => {
      if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
    },
    plugins: [
      hostModules(),
      forBrowsers(),
      nodeResolve({ browser: true, extensions: ['.js', '.mjs', '.ts'] }),
      lwc({
        rootDir: HOST,
        modules: [{ npm: 'lightning-base-components' }],
        enableDynamicComponents: true,
        // A combobox takes part in forms and asks for it; on the platform base components may.
        enableSyntheticElementInternals: true,
        exclude: [`${import.meta.dirname}/**`],
      }),
      ourTypeScript(),
    ],
  });
  const draft = `${file}.${process.pid}`;
  try {
    await bundle.write({ file: draft, format: 'iife', name: 'lightningHostBundle', inlineDynamicImports: true });
    await minify(draft);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    if (!existsSync(file)) throw error;
  } finally {
    await bundle.close();
  }
}

async function minify(file: string): Promise<void> {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    loader: { [path.extname(file)]: 'js' },
    minifyWhitespace: true,
    legalComments: 'none',
    target: 'es2023',
    logLevel: 'error',
  });
}

const BASE_MODULES = 'virtual:base-modules';
const I18N = 'virtual:i18n:';

/** Finds the engine that belongs to `lwc`, lists the base components, and lets the page say its locale. */
function hostModules(): Plugin {
  const engine = createRequire(path.join(packageFolder('lwc'), 'package.json'));
  const engines = new Map([
    ['lwc', engine.resolve('@lwc/engine-dom')],
    ['@lwc/engine-dom', engine.resolve('@lwc/engine-dom')],
    ['@lwc/synthetic-shadow', engine.resolve('@lwc/synthetic-shadow')],
  ]);
  return {
    name: 'host-modules',
    resolveId(id) {
      if (id === BASE_MODULES) return `\0${BASE_MODULES}`;
      // The base components' own navigation leads to a module that only an org has.
      if (id === 'lightning/navigation') return path.join(HOST, 'stubs/navigation.ts');
      const [, i18n] = /^@salesforce\/i18n\/(.+)$/.exec(id) ?? [];
      if (i18n !== undefined) return `\0${I18N}${i18n}`;
      const [, name] = /^lightning\/(\w+)$/.exec(id) ?? [];
      if (name !== undefined) {
        const file = path.join(BASE, `src/lightning/${name}/${name}.js`);
        return existsSync(file) ? file : undefined;
      }
      return engines.get(id);
    },
    load(id) {
      if (id === `\0${BASE_MODULES}`) return baseModuleList();
      const [, name] = id.split(`\0${I18N}`);
      if (name === undefined) return null;
      const preset = JSON.stringify(path.join(BASE, `scopedImports/@salesforce-i18n-${name}.js`));
      return `import preset from ${preset};\nexport default globalThis.lightningScope.i18n[${JSON.stringify(name)}] ?? preset;`;
    },
  };
}

/** Exposed to components, but of no use to ours, or large. */
const LEFT_OUT =
  /^(iconSvgTemplates|slds|i18n|internalLocalization|primitive|barcodeScanner|carousel|inputLocation|navigation$|purifyLib)/;

function baseModuleList(): string {
  const names = readdirSync(path.join(BASE, 'src/lightning')).filter((name) => {
    const meta = path.join(BASE, `src/lightning/${name}/${name}.js-meta.xml`);
    return !LEFT_OUT.test(name) && existsSync(meta) && readFileSync(meta, 'utf8').includes('<isExposed>true');
  });
  const imports = names.map((name, index) => `import * as m${index} from 'lightning/${name}';`);
  const entries = names.map((name, index) => `'lightning/${name}': m${index},`);
  return [...imports, 'export const baseModules = {', ...entries, '};'].join('\n');
}

/** What a bundler for pages decides once: no development aids, no rendering on a server. */
const forBrowsers = (): Plugin => ({
  name: 'for-browsers',
  transform: (code) =>
    /process\.env\.NODE_ENV|import\.meta\.env\.SSR/.test(code)
      ? {
          code: code.replaceAll('process.env.NODE_ENV', '"production"').replaceAll('import.meta.env.SSR', 'false'),
          map: null,
        }
      : null,
});

/** Our own files need their types taken off, and nothing of the LWC compiler. */
function ourTypeScript(): Plugin {
  return {
    name: 'our-typescript',
    async transform(code, id) {
      if (!id.endsWith('.ts')) return null;
      const { transform } = await import('esbuild');
      const result = await transform(code, { loader: 'ts', target: 'es2023', sourcefile: id });
      return { code: result.code, map: null };
    },
  };
}

function contentHash(): string {
  const hash = createHash('sha256');
  const shared = ['scope.ts', 'page-address.ts'].map((name) => path.join(import.meta.dirname, name));
  const files = globSync('**/*.ts', { cwd: HOST }).map((name) => path.join(HOST, name));
  for (const file of [...files.sort(), ...shared, import.meta.filename]) hash.update(readFileSync(file));
  for (const name of INGREDIENTS) hash.update(readFileSync(path.join(packageFolder(name), 'package.json')));
  return hash.digest('hex').slice(0, 16);
}
