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
  export interface Identifier {
    readonly type: 'identifier';
    readonly name: string;
  }
  export interface CallExpression {
    readonly type: 'callExpression';
    readonly id: string;
    readonly arguments: readonly FormulaNode[];
  }
  export type FormulaNode = Literal | Identifier | CallExpression;
  const formulon: {
    parse(formula: string, variables: Readonly<Record<string, Literal>>): Literal | FormulaError;
    ast(formula: string): FormulaNode | FormulaError;
  };
  export default formulon;
}
