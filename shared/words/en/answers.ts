/** What the server answers to a click. */
export const answers = {
  'done.approve': 'Approved. {prospect} is protected for {partner}.',
  'done.reject': 'Rejected. {prospect} is free again.',
  'done.ask': 'Your question is on the partner’s status page.',
  'done.extend': 'The protection was extended.',
  'done.release': 'Released. {prospect} is free again.',
  'partner.enrolled': '{partner} is in the program.',
  'partner.company_gone': 'This company no longer exists in the CRM. Reload the record.',
  'partner.crm_refused': 'The CRM refused the change: {problem}',
  'ui.not_approver':
    'Only approvers can do this. Ask a channel manager, or an administrator to add you in the PartnerLock settings.',
  'ui.not_installed': 'PartnerLock is not connected to this account. Install it again.',
  'ui.unreadable': 'The request could not be read. Reload the page and try again.',
  'ui.crm_away': 'HubSpot did not answer. Nothing was changed; try again in a minute.',
  'settings.saved': 'Saved as version {version}. New registrations are decided by it.',
  'settings.stale':
    'Somebody else saved the policy meanwhile. Reload to see their version, then make your change again.',
  'settings.last_approver': 'Keep at least one approver.',
  'settings.invalid': 'Correct the marked fields.',
  'partner.imported': '{done} of {all} partners were taken.',
  'bulk.no_registration': 'This deal has no partner registration.',

  'crm.hubspot': 'HubSpot',
  'crm.salesforce': 'Salesforce',
} as const;
