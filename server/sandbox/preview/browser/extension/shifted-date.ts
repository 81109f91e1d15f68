let offsetMs = 0;

/** Moves "now" in this worker to the demo portal's clock. */
export function setClockOffset(ms: number): void {
  offsetMs = ms;
}

/**
 * Extensions read the time themselves, and the demo's clock may be months ahead of the browser's. Only "now" moves;
 * dates made from a value stay as they are.
 */
export function shiftDate(): void {
  const RealDate = Date;
  const now = () => RealDate.now() + offsetMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget): object => {
      const made: unknown = Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget);
      return made instanceof RealDate ? made : new RealDate(now());
    },
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver): unknown => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
