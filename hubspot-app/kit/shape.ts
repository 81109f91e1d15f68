/** The parts of an answer that a screen cannot do without; further keys may be there. */
export type Shape = 'text' | 'number' | 'flag' | 'list' | { readonly [key: string]: Shape };

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
      return isObject(value) && Object.entries(shape).every(([key, part]) => hasShape(value[key], part));
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
