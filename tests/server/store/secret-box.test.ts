import { describe, expect, it } from 'vitest';
import { createSecretBox } from '../../../server/store/secret-box.ts';

const KEY = 'a key of at least thirty-two characters';
const PLACE = 'installations/hubspot/42/refresh';

describe('a secret box', () => {
  const box = createSecretBox([KEY]);

  it.each([
    ['nothing', ''],
    ['a token', 'token'],
    ['any letters', 'Zürich 🗝'],
    ['a long text', 'x'.repeat(10_000)],
  ])('opens what it sealed: %s', (_label, text) => {
    expect(box.open(box.seal(text, PLACE), PLACE)).toBe(text);
  });

  it('never seals the same text the same way', () => {
    expect(box.seal('token', PLACE)).not.toBe(box.seal('token', PLACE));
  });

  it('does not open in another place', () => {
    expect(() => box.open(box.seal('token', PLACE), 'installations/hubspot/43/refresh')).toThrow();
  });

  it('does not open when any one character was changed', () => {
    const sealed = box.seal('token', PLACE);
    const start = sealed.lastIndexOf('.') + 1;
    for (let index = start; index < sealed.length - 1; index++) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      expect(() => box.open(changed, PLACE), `character ${index}`).toThrow();
    }
  });

  it.each(['', 'v1', 'v1.00000000.AAAA', 'plain token'])('does not open %j', (text) => {
    expect(() => box.open(text, PLACE)).toThrow();
  });

  it('does not open a secret that was cut short', () => {
    const [format, keyId] = box.seal('token', PLACE).split('.');
    expect(() => box.open(`${format}.${keyId}.AAAA`, PLACE)).toThrow('cut short');
  });

  it('seals with the first key and opens with every key', () => {
    const other = 'another key of at least thirty-two characters';
    const rotated = createSecretBox([other, KEY]);
    expect(rotated.open(box.seal('token', PLACE), PLACE)).toBe('token');
    expect(createSecretBox([other]).open(rotated.seal('token', PLACE), PLACE)).toBe('token');
    expect(() => box.open(rotated.seal('token', PLACE), PLACE)).toThrow('add the key that was used before');
  });

  it('wants a key, and a long one', () => {
    expect(() => createSecretBox([])).toThrow('at least one key');
    expect(() => createSecretBox([KEY, 'short'])).toThrow('32 characters');
  });
});
