interface Asked {
  readonly method: string;
  readonly path: string;
}

/** Reads that HTTP's methods do not tell from writes. */
const READS = [/\/search$/, /\/batch\/read$/, /^\/oauth\//, /^\/services\/oauth2\//, /^\/cometd\//];

/** Counts the requests that write, each time those since it was asked last: a log of requests forgets its beginning. */
export function countWrites(log: readonly Asked[]): () => number {
  let last: Asked | undefined;
  return () => {
    const fresh = log.slice(last === undefined ? 0 : log.lastIndexOf(last) + 1);
    last = log.at(-1);
    return fresh.filter(isWrite).length;
  };
}

const isWrite = ({ method, path }: Asked): boolean => method !== 'GET' && !READS.some((read) => read.test(path));
