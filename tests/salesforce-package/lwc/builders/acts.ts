import { find, settle, type Mounted } from '../bench/bench.ts';
import { nameOf } from './registration.ts';

/** Clicks, types and chooses as a person does; base components tell of it with events of their own. */
export async function click(element: HTMLElement): Promise<void> {
  element.click();
  await settle();
}

export const type = (input: HTMLElement, value: string): Promise<void> => change(input, { value });
export const choose = type;
export const tick = (input: HTMLElement, checked: boolean): Promise<void> => change(input, { checked });

export async function press(element: HTMLElement, key: string): Promise<void> {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  await settle();
}

export const confirm = (element: Mounted): Promise<void> => click(find(element, '[data-id=confirm]'));

/** As Lightning Data Service rejects a save that a validation rule refused. */
export const refusedBy = (code: Parameters<typeof nameOf>[0], message: string, errorCode = 'VALIDATION_ERROR') => ({
  status: 400,
  body: {
    message: 'An error occurred while trying to update the record. Please try again.',
    output: { errors: [], fieldErrors: { [nameOf(code)]: [{ errorCode, message }] } },
  },
});

/** What a base component says to its owner. */
export async function tell(element: HTMLElement, event: string, detail: object): Promise<void> {
  element.dispatchEvent(new CustomEvent(event, { detail }));
  await settle();
}

async function change(input: HTMLElement, detail: object): Promise<void> {
  Object.assign(input, detail);
  await tell(input, 'change', detail);
}
