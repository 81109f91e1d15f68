/**
 * Run inside the sandbox before any component: components read the time themselves, and the demo's clock may be months
 * ahead of the browser's. Only "now" moves; dates made from a value stay as they are.
 */
export const SHIFT_DATE = `
const RealDate = Date;
const now = () => RealDate.now() + clockOffsetMs();
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
`;
