/** Words that only Salesforce's screens say: what its validation rules answer, and how a decision is under way. */
export const salesforce = {
  'object.registration': 'Partner Registration',
  'object.registrations': 'Partner Registrations',
  'object.registrationName': 'Registration',

  'rule.lock_guard': 'This record is protected for a partner. Ask the channel manager to release the protection first.',
  'rule.stamp_is_server_only':
    'PartnerLock writes these partner fields. Leave them as they are; a partner registers through the form.',
  'rule.program_needs_manager':
    'Only channel managers change the partner program of an account. Ask for the permission set Partner Manager.',
  'rule.deal_stays_with_company':
    'This opportunity belongs to a partner’s registration. It stays with the registered company.',
  'rule.decision_needs_permission':
    'Only channel managers decide on registrations. Ask for the permission set Partner Manager.',
  'rule.decision_is_ones_own': 'Put your own name into “Decision by”: nobody can decide for somebody else.',
  'rule.decision_needs_reason': 'Choose a decision reason: the partner is told why.',
  'rule.decision_needs_question': 'Write your question to the partner into “Decision note”.',
  'rule.decision_needs_days': 'Write into “Decision days” by how many days to extend: a whole number from 1.',
  'rule.result_is_server_only': 'PartnerLock writes the result of a registration. Use “Decision” to ask for a change.',
  'rule.submission_is_frozen':
    'What the partner submitted stays as it was. Ask the partner to withdraw, and to register again.',
  'rule.submission_needs_company': 'Name the company that you register.',

  'lwc.awayText':
    'PartnerLock is not answering; what you see comes from Salesforce’s own fields. Your decision is saved and carried out when it is back.',
  'lwc.deciding': 'Deciding…',
  'lwc.decidingHow': 'PartnerLock carries out your decision. You may leave this page.',
  'lwc.late': 'No answer yet. Your decision is saved; PartnerLock carries it out as soon as it is back.',
  'lwc.sent': 'Registration received. The channel manager decides on it.',
  'lwc.notSaved': 'Nothing was saved. Read the message, correct it, and try again.',
  'lwc.queueEmpty': 'No registration waits for a decision.',
  'lwc.selected': '{count} selected',
  'lwc.refresh': 'Refresh',
} as const;
