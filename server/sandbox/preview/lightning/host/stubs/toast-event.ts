import { TOAST_EVENT } from '../../scope.ts';

/** In place of `lightning/platformShowToastEvent`: the page around the components shows the message. */
export class ShowToastEvent extends CustomEvent<unknown> {
  constructor(detail: unknown) {
    super(TOAST_EVENT, { bubbles: true, composed: true, cancelable: true, detail });
  }
}
