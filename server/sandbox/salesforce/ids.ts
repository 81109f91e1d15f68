/** A fifteen-character id with the three characters that carry its case; eighteen-character ids pass through. */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) if (/[A-Z]/.test(id[block * 5 + index] ?? '')) bits |= 1 << index;
    suffix += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[bits] ?? '';
  }
  return id + suffix;
}

/** Fifteen or eighteen letters and digits, and the check characters right. */
export const isIdShaped = (text: string): boolean =>
  /^[A-Za-z0-9]{15}$/.test(text) || (/^[A-Za-z0-9]{18}$/.test(text) && to18(text.slice(0, 15)) === text);

/** Gives ids in rising order, as `ORDER BY Id` shows them. */
export function idCounter(): (keyPrefix: string) => string {
  const last = new Map<string, number>();
  return (keyPrefix) => {
    const next = (last.get(keyPrefix) ?? 0) + 1;
    last.set(keyPrefix, next);
    return to18(`${keyPrefix}DM${next.toString().padStart(10, '0')}`);
  };
}
