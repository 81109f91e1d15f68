/** Words of the CRM's screens: card, app page, settings, bulk action. */
export const crm = {
  'state.none': 'No partner holds this company',
} as const;
