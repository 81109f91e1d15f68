import path from 'node:path';

export interface BundleRequest {
  /** The extension's folder, with its `package.json` and `tsconfig.json`. */
  readonly folder: string;
  readonly name: string;
  /** Emptied first. */
  readonly outputDir: string;
  /** Variables of the HubSpot profile; the bundler writes them into the manifest. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Runs HubSpot's own bundler on one extension and answers the bundle's path. It is loaded only when something has to
 * be built: loading it alone takes longer than a whole start from cache.
 */
export async function runBundler({ folder, name, outputDir, variables }: BundleRequest): Promise<string> {
  const { remoteBuild } = await import('@hubspot/ui-extensions-dev-server/build');
  const entryPoint = path.join(folder, `${name}.tsx`);
  await inProduction(() =>
    remoteBuild({ root: folder, entryPoint, outputDir, logLevel: 'error', appConfig: { variables: { ...variables } } }),
  );
  return path.join(outputDir, `${name}.js`);
}

/** The bundler writes NODE_ENV into the bundle; under a test runner the bytes would differ from HubSpot's own. */
async function inProduction(build: () => Promise<void>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
