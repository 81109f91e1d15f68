/** What the set-up calls the place of registrations in a portal. HubSpot keeps ids that the caller chooses. */
export const REGISTRATIONS_PIPELINE = { pipelineId: 'prm_registrations', label: 'Partner registrations' } as const;

/** No chance of winning, so that what partners hope for stands in no forecast before sales has taken it over. */
export const REGISTRATION_STAGES = [
  { stageId: 'prm_waiting', label: 'Waiting for decision', metadata: { probability: '0.0' } },
  { stageId: 'prm_closed', label: 'Not protected', metadata: { probability: '0.0' } },
] as const;
