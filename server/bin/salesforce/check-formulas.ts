import { all, nameOf, textOf } from './metadata-xml.ts';
import { objectOf, unless, type IndexedField, type PackageIndex } from './package-index.ts';

/** Whether formulas, validation rules and predefined values name only what exists, in ways that Salesforce compiles. */
export const checkFormulas = (index: PackageIndex): string[] => [
  ...index.filesOf('CustomField').flatMap(({ path, root }) => {
    const formula = textOf(root, 'formula');
    const problems = formula === '' ? [] : formulaProblems(formula, objectOf({ path }), 'field', index);
    return problems.map((problem) => `${path}: ${problem}`);
  }),
  ...index.filesOf('ValidationRule').flatMap(({ path, root }) => {
    const object = objectOf({ path });
    const shownAt = textOf(root, 'errorDisplayField');
    return [
      ...formulaProblems(textOf(root, 'errorConditionFormula'), object, 'rule', index),
      ...unless(
        shownAt === '' || !!index.field(object, shownAt),
        `it shows its message at ${shownAt}, which is no field`,
      ),
      ...unless(nameOf({ path }) === textOf(root, 'fullName'), 'the file is not named after the rule'),
      ...unless(textOf(root, 'errorMessage').length <= MESSAGE_MAX_CHARS, 'its message is too long'),
    ].map((problem) => `${path}: ${problem}`);
  }),
  ...index.filesOf('QuickAction').flatMap(({ path, root }) => {
    const object = nameOf({ path }).split('.')[0] ?? '';
    return all(root, 'fieldOverrides')
      .map((override) => textOf(override, 'formula'))
      .filter((formula) => formula !== '')
      .flatMap((formula) => formulaProblems(formula, object, 'rule', index).map((problem) => `${path}: ${problem}`));
  }),
];

const MESSAGE_MAX_CHARS = 255;
// Salesforce's limit for a formula's text.
const FORMULA_MAX_CHARS = 3900;

/** Functions that the package uses. Those that look at the record before the save exist in rules only. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  'AND OR NOT IF ISBLANK BLANKVALUE CASE TEXT ISPICKVAL NOW CEILING ISNEW ISCHANGED PRIORVALUE'.split(' '),
);
const RULE_ONLY: ReadonlySet<string> = new Set(['ISNEW', 'ISCHANGED', 'PRIORVALUE']);
/** Where a picklist may stand: anywhere else Salesforce does not compile it. */
const TAKES_PICKLISTS: ReadonlySet<string> = new Set(['TEXT', 'CASE', 'ISPICKVAL', 'ISCHANGED', 'PRIORVALUE']);
const CONSTANTS: ReadonlySet<string> = new Set(['TRUE', 'FALSE', 'NULL']);
const USER_FIELDS: ReadonlySet<string> = new Set(['$User.Id']);

function formulaProblems(formula: string, object: string, kind: 'field' | 'rule', index: PackageIndex): string[] {
  const { names, calls, isBalanced } = read(formula);
  return [
    ...unless(isBalanced, 'its parentheses do not match'),
    ...unless(formula.length <= FORMULA_MAX_CHARS, `its formula is longer than ${FORMULA_MAX_CHARS} characters`),
    ...calls.filter((call) => !FUNCTIONS.has(call)).map((call) => `there is no function ${call}`),
    ...calls.filter((call) => kind === 'field' && RULE_ONLY.has(call)).map((call) => `${call} works in rules only`),
    ...names.flatMap(({ name, inside }) => nameProblems(name, inside, object, index)),
    ...picklistValues(formula).flatMap(({ name, value }) =>
      unless(follow(name, object, index)?.options.has(value) ?? true, `${name} has no value “${value}”`),
    ),
  ];
}

function nameProblems(name: string, inside: string, object: string, index: PackageIndex): readonly string[] {
  if (CONSTANTS.has(name) || USER_FIELDS.has(name)) return [];
  if (name.startsWith('$')) {
    const permission = name.replace('$Permission.', '');
    return unless(index.names('CustomPermission').has(permission), `there is no custom permission ${permission}`);
  }
  const field = follow(name, object, index);
  if (!field) return [`${object} has no field ${name}`];
  return [
    ...unless(field.type !== 'Picklist' || TAKES_PICKLISTS.has(inside), `${name} is a picklist: wrap it in TEXT`),
    ...unless(field.type !== 'LongTextArea' || inside === 'ISBLANK', `${name} is long text: only ISBLANK takes it`),
  ];
}

/** What ISPICKVAL and CASE compare a picklist with; "" asks whether it is blank. */
const picklistValues = (formula: string): { readonly name: string; readonly value: string }[] =>
  [...formula.matchAll(/(?:ISPICKVAL|CASE)\(\s*(?:PRIORVALUE\(\s*)?([\w.]+)\s*\)?\s*,([^)]*)\)/g)].flatMap(
    ([, name = '', compared = '']) => [...compared.matchAll(/"([^"]+)"/g)].map(([, value = '']) => ({ name, value })),
  );

/** The field at the end of `Account.Field` or `X__r.Field`. */
function follow(name: string, object: string, index: PackageIndex): IndexedField | undefined {
  const [step = '', ...rest] = name.split('.');
  if (rest.length === 0) return index.field(object, step);
  const lookup = index.field(object, step.replace(/__r$/, '__c')) ?? index.field(object, `${step}Id`);
  return lookup?.to ? follow(rest.join('.'), lookup.to, index) : undefined;
}

/** The names in a formula with the function right around each, the functions, and whether parentheses match. */
function read(formula: string) {
  const names: { readonly name: string; readonly inside: string }[] = [];
  const calls: string[] = [];
  const open: string[] = [];
  let isBalanced = true;
  const tokens = formula.replace(/"[^"]*"/g, '""').matchAll(/(\$?[A-Za-z_][\w.]*)(\s*\()?|\(|\)/g);
  for (const [token, name, call] of tokens) {
    if (token === ')') isBalanced = open.pop() !== undefined && isBalanced;
    else if (name === undefined) open.push('');
    else if (call === undefined) names.push({ name, inside: open.at(-1) ?? '' });
    else {
      calls.push(name);
      open.push(name);
    }
  }
  return { names, calls, isBalanced: isBalanced && open.length === 0 };
}
