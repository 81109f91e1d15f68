import type { Code } from './names.ts';

/** How a registration is laid out for reading; every field of it stands in one section. */
export const SECTIONS: readonly { readonly title: string; readonly codes: readonly Code[] }[] = [
  {
    title: 'Submitted',
    codes: [
      'prospectName',
      'prospectWebsite',
      'prospectCountry',
      'employees',
      'industry',
      'contactName',
      'contactEmail',
      'contactPhone',
      'consent',
      'notes',
      'estimatedAmount',
      'estimatedCloseOn',
      'submittedByEmail',
      'registeredAt',
      'source',
      'submissionNonce',
    ],
  },
  {
    title: 'Partner',
    codes: ['partnerName', 'partnerId', 'partnerTier', 'partnerAccount', 'channelManager', 'attribution'],
  },
  {
    title: 'What the rules found',
    codes: [
      'registrationReference',
      'registrationId',
      'registrationStatus',
      'rejectionReason',
      'verdictReasons',
      'verdictText',
      'policyVersion',
      'prospectKey',
    ],
  },
  {
    title: 'Lock',
    codes: [
      'isLocked',
      'daysLeft',
      'lockStatus',
      'lockStartsAt',
      'lockEndsAt',
      'lockExtensionCount',
      'lockKey',
      'lockEpoch',
      'channelConflict',
      'conflictText',
    ],
  },
  {
    title: 'Decision',
    codes: [
      'decision',
      'decisionReason',
      'decisionNote',
      'decisionDays',
      'decisionBy',
      'decidedAt',
      'decisionAnswer',
      'conversationText',
    ],
  },
  { title: 'Records', codes: ['prospectAccount', 'lead', 'opportunity'] },
];
