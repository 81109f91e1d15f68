/** A receipt as its page shows it. */
export interface ReceiptText {
  readonly reference: string;
  readonly registeredAt: string;
  readonly signature: string;
}

export interface Registered {
  readonly status: number;
  readonly html: string;
  readonly receipt: ReceiptText;
}

/** What stands on the page that a partner's browser ends on. Throws with what it says when it is no receipt. */
export function readReceipt({ status, text }: { readonly status: number; readonly text: string }): Registered {
  const [, reference] = /class="reference">([^<]+)</.exec(text) ?? [];
  const [, registeredAt] = /<time datetime="([^"]+)"/.exec(text) ?? [];
  const [, signature] = /class="signature">([^<]+)</.exec(text) ?? [];
  if (!reference || !registeredAt || !signature) {
    throw new Error(`No receipt but: ${text.replace(/<[^>]+>/g, ' ').slice(0, 300)}`);
  }
  return { status, html: text, receipt: { reference, registeredAt, signature } };
}

/** A receipt page without its reference, time and signature, and without the partner's own links. */
export const withoutSelf = ({ html, receipt }: Registered): string =>
  html
    .replaceAll(receipt.reference, '…')
    .replaceAll(receipt.signature, '…')
    .replaceAll(receipt.registeredAt, '…')
    .replace(/<time[^>]*>[^<]*<\/time>/, '…')
    .replace(/token=[\w.%-]+/g, '…');
