/** The parts of an answer that a screen cannot do without; further keys may be there. */
export type Shape = 'text' | 'number' | 'flag' | 'list' | OrNull | { readonly [key: string]: Shape };

/** A part that is there and may be null. */
type OrNull = readonly [Shape];
export const orNull = (shape: Shape): OrNull => [shape];

/**
 * Whether the value has these parts. The door for what the server answers: a proxy's error page or an older server
 * must end in "not answering", never in a screen that breaks halfway.
 */
export function hasShape(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    default:
      if (isOrNull(shape)) return value === null || hasShape(value, shape[0]);
      return isObject(value) && Object.entries(shape).every(([key, part]) => hasShape(value[key], part));
  }
}

const isOrNull = (shape: Shape): shape is OrNull => Array.isArray(shape);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
