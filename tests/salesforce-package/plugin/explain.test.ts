import { SfError } from '@salesforce/core';
import { expect, it } from 'vitest';
import { explained, isUnknownToUser } from '../../../salesforce-package/plugin/src/explain.ts';
import { startPartnerOrg } from './partner-org.ts';

const explanationOf = async (work: () => Promise<unknown>): Promise<SfError> => {
  const error: unknown = await explained(work).catch((refusal: unknown) => refusal);
  if (error instanceof SfError) return error;
  throw new Error(`Not explained: ${String(error)}`);
};

it('an org that does not answer is no bug of the command', async () => {
  const gone = await startPartnerOrg();
  await gone.close();
  const error = await explanationOf(() => fetch(gone.baseUrl));
  expect(error).toMatchObject({ name: 'ECONNREFUSED', message: 'The org did not answer.', exitCode: 1 });
  expect(error.actions?.join()).toContain('sf org display');
  expect(error.cause).toBeUndefined();
});

it.each([
  ['INVALID_TYPE', /Deploy the package/],
  ['INVALID_FIELD', /sf partner org check/],
  ['REQUEST_LIMIT_EXCEEDED', /System Overview/],
])('%s is explained with what to do', async (errorCode, action) => {
  const refusal = Object.assign(new Error('in Salesforce’s words'), { name: errorCode, errorCode });
  const error = await explanationOf(() => Promise.reject(refusal));
  expect(error.name).toBe(errorCode);
  expect(error.actions?.join(' ')).toMatch(action);
});

it('what nobody foresaw stays as it is', async () => {
  const bug = new RangeError('a bug');
  await expect(explained(() => Promise.reject(bug))).rejects.toBe(bug);
  expect(isUnknownToUser(bug)).toBe(false);
});
