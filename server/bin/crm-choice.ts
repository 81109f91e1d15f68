import { parseArgs } from 'node:util';
import type { Crm } from '../../shared/values/ids.ts';
import type { SandboxState } from '../sandbox/demo/operator.ts';

const CHOICES: Readonly<Record<string, readonly Crm[]>> = {
  hubspot: ['hubspot'],
  salesforce: ['salesforce'],
  both: ['hubspot', 'salesforce'],
};

export interface Arguments {
  readonly crms: readonly Crm[];
  readonly isJson: boolean;
}

/** What a command was asked for: `--crm hubspot|salesforce|both`, both by default, and `--json`. Throws on others. */
export function readArguments(args: readonly string[]): Arguments {
  const options = { crm: { type: 'string', default: 'both' }, json: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const crms = Object.hasOwn(CHOICES, values.crm) ? CHOICES[values.crm] : undefined;
  if (crms === undefined) throw new Error(`Write --crm hubspot, --crm salesforce or --crm both, not ${values.crm}.`);
  return { crms, isJson: values.json };
}

/** The arguments of this process. Ends it with what was wrong with them, as a command line should. */
export function argumentsOrExit(): Arguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

/** The CRMs of a sandbox that a command was asked for. Throws when the sandbox lacks one. */
export function chosenIn(state: SandboxState, crms: readonly Crm[]): SandboxState {
  const missing = crms.find((crm) => state[crm] === null);
  if (missing !== undefined) throw new Error(`The sandbox runs without ${missing}. Start it with --crm both.`);
  return {
    nowMs: state.nowMs,
    hubspot: crms.includes('hubspot') ? state.hubspot : null,
    salesforce: crms.includes('salesforce') ? state.salesforce : null,
  };
}
