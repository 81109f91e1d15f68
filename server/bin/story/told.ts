/** Tells a story step by step and counts its statements; a statement that does not hold is told and remembered. */
export function createTeller(print: (line: string) => void) {
  let held = 0;
  let broken = 0;
  return {
    step: (title: string) => print(`\n${title}`),
    data: (label: string, value: unknown) =>
      print(`    ${label}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    claim(statement: string, holds: boolean, seen?: unknown) {
      if (holds) held++;
      else broken++;
      const told = holds || seen === undefined ? '' : `\n      seen: ${JSON.stringify(seen)}`;
      print(`  ${holds ? '✓' : '✗'} ${statement}${told}`);
    },
    /** The last line, and whether every statement held. */
    end() {
      print(`\n${held} statements held, ${broken} did not.`);
      return broken === 0;
    },
  };
}
export type Teller = ReturnType<typeof createTeller>;
