/** The part of formulon we use; the package ships no types. */
declare module 'formulon' {
  export interface Literal {
    readonly type: 'literal';
    readonly dataType: string;
    readonly value: string | number | boolean | Date | readonly string[] | null;
    readonly options: Readonly<Record<string, unknown>>;
  }
  export interface FormulaError {
    readonly type: 'error';
    readonly errorType: string;
    readonly message: string;
  }
  const formulon: {
    parse(formula: string, variables: Readonly<Record<string, Literal>>): Literal | FormulaError;
    extract(formula: string): string[];
  };
  export default formulon;
}
