import type { ExtensionEvent } from '@hubspot/ui-extensions';

/** Calls a handler that lives in the extension's worker. What it throws is a fault of the extension, so it is shown. */
export function send<Args extends readonly unknown[]>(
  handler: ((...args: Args) => unknown) | undefined,
  ...args: Args
): void {
  if (handler === undefined) return;
  void Promise.resolve(handler(...args)).catch((error: unknown) => {
    console.error('The extension failed in a handler:', error);
    window.dispatchEvent(new CustomEvent('extension-handler-failed', { detail: String(error) }));
  });
}

/** The little of a browser event that HubSpot hands to extensions. */
export const toEvent = (event: { readonly type: string; readonly timeStamp: number }, id = ''): ExtensionEvent => ({
  type: event.type,
  bubbles: false,
  timeStamp: event.timeStamp,
  id,
});

/** `testId` of HubSpot's components, where browser tests find it. */
export const testAttributes = (testId: string | undefined) => (testId === undefined ? {} : { 'data-test-id': testId });

const SIZES: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};
/** HubSpot's sizes have a long and a short name; style sheets know the short one. */
export const shortSize = (size: string | undefined, otherwise: string): string =>
  size === undefined ? otherwise : (SIZES[size] ?? size);

export const classes = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ');
