import { defineConfig } from 'vitest/config';

// One worker per core; PGlite opens in about three seconds, so hooks get time, and no test asserts on time.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default'],
  },
});
