import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The compiler that an org runs on an uploaded bundle, of which only this much is used. It has no types. */
interface PlatformCompiler {
  readonly compile: (request: {
    readonly bundle: {
      readonly namespace: string;
      readonly name: string;
      readonly type: 'platform';
      readonly files: Readonly<Record<string, string>>;
    };
  }) => Promise<{ readonly success: boolean; readonly diagnostics: readonly { readonly message: string }[] }>;
}

/** What Salesforce's own compiler says against the package's Lightning bundles. */
export async function compileBundles(packageDir: string): Promise<readonly string[]> {
  const folder = path.join(packageDir, 'force-app/main/default/lwc');
  const problems = await Promise.all(readdirSync(folder).map((bundle) => compileBundle(path.join(folder, bundle))));
  return problems.flat();
}

/** What Salesforce's own compiler says against a Lightning bundle; it does not resolve imports. */
export async function compileBundle(bundleDir: string): Promise<readonly string[]> {
  const { compile } = createRequire(import.meta.url)('@lwc/sfdc-lwc-compiler') as PlatformCompiler;
  const files = Object.fromEntries(
    readdirSync(bundleDir)
      .filter((file) => /\.(js|html|css)$/.test(file))
      .map((file) => [file, readFileSync(path.join(bundleDir, file), 'utf8')]),
  );
  const name = path.basename(bundleDir);
  const { success, diagnostics } = await compile({ bundle: { namespace: 'c', name, type: 'platform', files } });
  const problems = diagnostics.map(({ message }) => `lwc/${name}: ${message}`);
  return success ? [] : problems.length > 0 ? problems : [`lwc/${name}: the compiler refused it without a reason`];
}
