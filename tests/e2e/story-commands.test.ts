import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const BIN = path.resolve(import.meta.dirname, '../../server/bin');
const answerSchema = z.object({
  environment: z.record(z.string(), z.string()),
  hubspot: z.null(),
  salesforce: z.object({ orgId: z.string() }),
});

/** Commands of the README as a person runs them: processes of their own that know each other by the environment. */
describe('npm run sandbox and npm run story', () => {
  let sandbox: ReturnType<typeof start>;
  let printed: z.infer<typeof answerSchema>;
  beforeAll(async () => {
    sandbox = start('sandbox.ts', ['--json', '--crm', 'salesforce']);
    printed = answerSchema.parse(JSON.parse(await sandbox.firstLine));
  });
  afterAll(async () => {
    sandbox.child.kill('SIGTERM');
    await sandbox.ended;
  });

  it('the sandbox says where it is and with which keys', () => {
    expect(Object.keys(printed.environment).sort()).toEqual([
      'PARTNERLOCK_PUBLIC_ORIGIN',
      'PARTNERLOCK_SALESFORCE_LOGIN_URL',
      'PARTNERLOCK_SANDBOX_CONTROL_URL',
      'PARTNERLOCK_SECRET',
      'SALESFORCE_CLIENT_ID',
      'SALESFORCE_CLIENT_SECRET',
    ]);
  });

  it('the story is told against a sandbox in another process, and every statement holds', async () => {
    const { code, output } = await start('story.ts', ['--crm', 'salesforce'], printed.environment).ended;
    expect(output.split('\n').filter((line) => line.includes('✗'))).toEqual([]);
    expect(output).toMatch(/statements held, 0 did not/);
    expect(code).toBe(0);
  }, 240_000);

  it('a story that the sandbox cannot play is refused with words', async () => {
    const { code, output } = await start('story.ts', ['--crm', 'both'], printed.environment).ended;
    expect(output).toContain('The sandbox runs without hubspot. Start it with --crm both.');
    expect(code).not.toBe(0);
  });

  it('an unknown CRM is refused with words', async () => {
    const { code, output } = await start('sandbox.ts', ['--crm', 'sugar']).ended;
    expect(output).toContain('Write --crm hubspot, --crm salesforce or --crm both, not sugar.');
    expect(code).not.toBe(0);
  });
});

function start(file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [path.join(BIN, file), ...args], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  let output = '';
  const { promise: firstLine, resolve: onLine } = Promise.withResolvers<string>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    if (output.includes('\n')) onLine(output.slice(0, output.indexOf('\n')));
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<{ readonly code: number | null; readonly output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return { child, firstLine, ended };
}
