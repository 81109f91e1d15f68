import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleCore, CORE_FILE } from '../../server/bin/salesforce/bundle-core.ts';
import { compileBundle } from '../../server/bin/salesforce/compile-bundle.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';

const LWC = path.join(PACKAGE_DIR, 'force-app/main/default/lwc');
const temp = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-bundle-'));
afterAll(() => rmSync(temp, { recursive: true }));

describe('the compiler that an org runs, run here', () => {
  it.each(readdirSync(LWC))('takes %s', async (bundle) => {
    expect(await compileBundle(path.join(LWC, bundle))).toEqual([]);
  });

  const component = (body: string) => `import { LightningElement, api } from 'lwc';
export default class Planted extends LightningElement { ${body} }`;

  it.each<[string, string, string, RegExp]>([
    ['an expression in a template', '<p>{one + two}</p>', 'one = 1;', /LWC1083|expression/i],
    ['a list without keys', '<template for:each={list} for:item="x"><p>{x}</p></template>', 'list = [];', /key/i],
    ['a handler as text', '<button onclick="go">x</button>', 'go() {}', /onclick|handler|literal/i],
    ['an unknown decorator', '<p></p>', '@wired one;', /wired|decorator/i],
  ])('refuses %s', async (_label, html, body, says) => {
    const bundle = path.join(mkdtempSync(path.join(temp, 'lwc-')), 'planted');
    mkdirSync(bundle);
    writeFileSync(path.join(bundle, 'planted.js'), component(body));
    writeFileSync(path.join(bundle, 'planted.html'), `<template>${html}</template>`);
    expect((await compileBundle(bundle)).join('\n')).toMatch(says);
  });
});

describe('the core as Lightning components import it', () => {
  const committed = readFileSync(path.join(PACKAGE_DIR, CORE_FILE), 'utf8');

  it('is what the sources make: otherwise run `npm run generate`', async () => {
    expect(await bundleCore()).toBe(committed);
  });

  it('stays within 30 KB as it travels', () => {
    expect(gzipSync(committed).length).toBeLessThanOrEqual(30 * 1024);
  });

  it('needs nothing that a browser may lack, and nothing of Node', () => {
    expect(committed).not.toMatch(/\bTemporal\b|\bprocess\.|\brequire\(|from ['"]|node:/);
    expect(committed).toMatch(/^[\t\n -~]*$/);
  });
});
