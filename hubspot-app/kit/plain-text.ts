const CHARACTERS_MAX = 1_000;

/**
 * Text of others as a screen may show it: without control characters and direction overrides, which could reorder
 * the words around it, and short enough for a sidebar. Components draw it as text, never as markup.
 */
export function plainText(text: string, charactersMax = CHARACTERS_MAX): string {
  const clean = text.slice(0, charactersMax + 1).replace(UNSAFE, '');
  return text.length > charactersMax ? `${clean.slice(0, charactersMax)}…` : clean;
}

// Control characters except tab and line break, and Unicode's direction embeddings, overrides and isolates.
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
