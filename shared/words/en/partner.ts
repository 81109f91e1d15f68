/** Words that partners read: hosted form, receipt, status page. */
export const partner = {
  'receipt.title': 'Registration received',
} as const;
