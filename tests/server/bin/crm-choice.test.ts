import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../server/bin/crm-choice.ts';

describe('which CRMs a command is about', () => {
  it.each([
    { name: 'both without a word', args: [], crms: ['hubspot', 'salesforce'], isJson: false },
    { name: 'one', args: ['--crm', 'salesforce'], crms: ['salesforce'], isJson: false },
    { name: 'the other, and JSON', args: ['--json', '--crm=hubspot'], crms: ['hubspot'], isJson: true },
    { name: 'both by name', args: ['--crm', 'both'], crms: ['hubspot', 'salesforce'], isJson: false },
  ])('$name', ({ args, crms, isJson }) => {
    expect(readArguments(args)).toEqual({ crms, isJson });
  });

  it.each([['--crm', 'sugar'], ['--crm', 'constructor'], ['--crm', ''], ['--loud'], ['story']])(
    'refuses %s %s',
    (...args) => {
      expect(() => readArguments(args)).toThrow();
    },
  );
});
