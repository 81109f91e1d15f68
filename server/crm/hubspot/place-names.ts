/** What the set-up calls the place of registrations in a portal. HubSpot keeps ids that the caller chooses. */
export const REGISTRATIONS_PIPELINE = { pipelineId: 'prm_registrations', label: 'Partner registrations' } as const;

/**
 * In a pipeline of its own a waiting registration is outside the sales forecast, and open: HubSpot counts every stage
 * without a chance of winning as lost. It carries no amount either.
 */
export const REGISTRATION_STAGES = [
  { stageId: 'prm_waiting', label: 'Waiting for decision', metadata: { probability: '0.1' } },
  { stageId: 'prm_closed', label: 'Not protected', metadata: { probability: '0.0' } },
] as const;

/** In a pipeline shared with sales, where only a stage without a chance of winning stays out of the forecast. */
export const IN_SALES_PIPELINE = { metadata: { probability: '0.0' } } as const;
