/**
 * A copy without ties. What comes out of a sandbox is a proxy that the sandbox may still change and that
 * `structuredClone` refuses.
 */
export function plainCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map((each: unknown) => plainCopy(each))
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainCopy<unknown>(each)]));
  return copy as T;
}
