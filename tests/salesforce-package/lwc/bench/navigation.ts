/** A page that a component went to, as it named it. */
export interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly state?: Readonly<Record<string, string | undefined>>;
}

const visited: PageReference[] = [];
/** Where components went since the test began: Salesforce's own stub goes nowhere and tells nobody. */
export const visitedPages = (): readonly PageReference[] => visited;

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');
type Class = new (...args: never[]) => object;

/** Stands for `lightning/navigation`. */
export const NavigationMixin = Object.assign(
  (Base: Class) =>
    class extends Base {
      [Navigate](page: PageReference): void {
        visited.push(page);
      }
      [GenerateUrl](page: PageReference): Promise<string> {
        const { objectApiName = '', recordId = '', actionName = '' } = page.attributes ?? {};
        return Promise.resolve(`/lightning/r/${objectApiName}/${recordId}/${actionName}`);
      }
    },
  { Navigate, GenerateUrl },
);
