import { defineConfig } from 'vitest/config';
import { salesforceModules } from './tests/salesforce-package/lwc/bench/salesforce-modules.ts';

const LIGHTNING = 'tests/salesforce-package/lwc/*.test.ts';

// One worker per core; PGlite opens in about three seconds, so hooks get time, and no test asserts on time.
const shared = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', LIGHTNING],
          environment: 'node',
        },
      },
      {
        plugins: [salesforceModules()],
        test: {
          ...shared,
          name: 'lwc',
          include: [LIGHTNING],
          environment: 'jsdom',
          setupFiles: ['./tests/salesforce-package/lwc/bench/setup.ts'],
          server: { deps: { inline: [/sfdx-lwc-jest/, /wire-service-jest-util/] } },
        },
      },
    ],
  },
});
