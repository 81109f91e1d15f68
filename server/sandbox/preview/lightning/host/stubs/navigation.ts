import type { PageReference } from '../../scope.ts';
import { NAVIGATE_EVENT } from '../../scope.ts';
import { addressOf } from '../../page-address.ts';

const NAVIGATE = Symbol('Navigate');
const GENERATE_URL = Symbol('GenerateUrl');

type Constructor = new (...given: never[]) => object;

/** In place of `lightning/navigation`: addresses of this preview, followed by the page around the components. */
export const NavigationMixin = Object.assign(
  (Base: Constructor): Constructor => {
    const Mixed = class extends Base {};
    Object.assign(Mixed.prototype, {
      [NAVIGATE](reference: PageReference): void {
        window.dispatchEvent(new CustomEvent(NAVIGATE_EVENT, { detail: addressOf(reference) }));
      },
      [GENERATE_URL](reference: PageReference): Promise<string> {
        return Promise.resolve(addressOf(reference));
      },
    });
    return Mixed;
  },
  { Navigate: NAVIGATE, GenerateUrl: GENERATE_URL },
);

/** The page that is shown, as far as its address tells. */
export class CurrentPageReference {
  readonly #callback: (value: unknown) => void;

  constructor(callback: (value: unknown) => void) {
    this.#callback = callback;
    callback(undefined);
  }

  connect(): void {
    const state = Object.fromEntries(new URLSearchParams(location.search));
    this.#callback({ type: 'standard__webPage', attributes: { url: location.pathname }, state });
  }

  disconnect(): void {}

  update(): void {}
}
