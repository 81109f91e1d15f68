/** Text made safe for HTML, in element content and in double-quoted attributes. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

export interface Page {
  readonly title: string;
  readonly language?: string;
  /** Says on the screen that this is not HubSpot. */
  readonly mark: string;
  /** Trusted HTML. */
  readonly main: string;
}

/** One plain page: no script, no outside resource, readable at 320 pixels and in the dark. */
export const page = ({ title, language = 'en', mark, main }: Page): string => `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="mark">${escapeHtml(mark)}</header>
<main>
${main}
</main>
</body>
</html>
`;

const STYLE = `
:root { color-scheme: light dark; --ink: #1f2937; --soft: #5b6676; --line: #7a8494; --paper: #ffffff; --ground: #f3f5f8;
  --accent: #1f5fbf; --on-accent: #ffffff; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #aeb8c6; --line: #8691a1; --paper: #1c222b;
  --ground: #12161c; --accent: #8ab4f8; --on-accent: #10151c; --wrong: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.mark { margin: 0; padding: .5rem 1rem; text-align: center; font-size: .875rem; color: var(--soft); }
main { max-width: 34rem; margin: 1rem auto 3rem; padding: 1.5rem; background: var(--paper); border-radius: .75rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
label, legend { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
fieldset { margin: 1rem 0 0; padding: 0; border: 0; } fieldset legend { margin: 0 0 .25rem; padding: 0; }
fieldset label, label.check { display: flex; gap: .5rem; align-items: baseline; font-weight: 400; margin: .25rem 0; }
.hint { margin: 0 0 .25rem; font-size: .875rem; color: var(--soft); }
input:not([type=checkbox]):not([type=radio]), select, textarea { width: 100%; padding: .6rem .7rem; font: inherit;
  color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; }
[aria-invalid=true] { border-color: var(--wrong); }
.wrong { margin: .25rem 0 0; color: var(--wrong); }
.summary { padding: .75rem 1rem; border: 2px solid var(--wrong); border-radius: .4rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button { margin: 1.5rem .5rem 0 0; padding: .7rem 1.4rem; font: inherit; font-weight: 600; color: var(--on-accent);
  background: var(--accent); border: 1px solid var(--accent); border-radius: .4rem; cursor: pointer; }
button.quiet { color: var(--accent); background: transparent; }
ul { padding-left: 1.25rem; } code { font-size: .9em; }
`;
