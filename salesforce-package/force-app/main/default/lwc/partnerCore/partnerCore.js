// Generated from shared/lwc-core.ts by `npm run generate`. Do not edit.

// shared/values/money.ts
var DECIMALS = new Map([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF"
  ].map((code) => [code, 0]),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])
]);
var decimalsOf = (currency) => DECIMALS.get(currency) ?? 2;
function money(amountMinor, currency) {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`Not a whole amount in minor units: ${amountMinor}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Not an ISO 4217 currency: ${currency}`);
  return { amountMinor, currency };
}
function toDecimal(amount) {
  const decimals = decimalsOf(amount.currency);
  const sign = amount.amountMinor < 0 ? "-" : "";
  const digits = String(Math.abs(amount.amountMinor)).padStart(decimals + 1, "0");
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
function parseDecimal(text, currency) {
  const decimals = decimalsOf(currency);
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const fraction = match?.[3] ?? "";
  if (!match || fraction.replace(/0+$/, "").length > decimals) return null;
  const minor = Number(`${match[2]}${fraction.slice(0, decimals).padEnd(decimals, "0")}`);
  return money(match[1] && minor !== 0 ? -minor : minor, currency);
}

// shared/values/time.ts
function toInstant(moment) {
  if (typeof moment === "string" && !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/i.test(moment)) {
    throw new RangeError(`Not a moment with its offset: ${moment.slice(0, 40)}`);
  }
  return new Date(moment).toISOString();
}
var epochMs = (moment) => Date.parse(moment);
var localDate = (moment, zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
  epochMs(moment)
);
function daysLeft(endsAt, now, zone) {
  if (zone === null) return Math.ceil((epochMs(endsAt) - epochMs(now)) / 864e5) - 1;
  const lastProtected = localDate(toInstant(epochMs(endsAt) - 1), zone);
  return (Date.parse(lastProtected) - Date.parse(localDate(now, zone))) / 864e5;
}

// shared/registration/reasons.ts
var REASON_CODES = [
  "prospect_locked",
  "prospect_reserved",
  "same_partner",
  "existing_customer",
  "named_account",
  "open_direct_deal",
  "partner_unknown",
  "partner_not_active",
  "company_not_identified",
  "weak_identity",
  "namesake_held",
  "free_mail",
  "too_small",
  "industry_not_served",
  "country_not_served",
  "consent_missing",
  "facts_unavailable",
  "clean"
];
var REJECTION_REASONS = [
  "prospect_locked",
  "prospect_reserved",
  "same_partner",
  "existing_customer",
  "named_account",
  "open_direct_deal",
  "partner_unknown",
  "partner_not_active",
  "company_not_identified",
  "not_qualified",
  "consent_missing",
  "other"
];

// shared/views/ownership-view.ts
var ACTIONS = ["approve", "reject", "ask", "extend", "release"];

// shared/catalog/salesforce-fields.ts
var SALESFORCE_OBJECTS = ["Partner_Registration__c", "Account", "Contact", "Lead", "Opportunity"];
var REGISTRATION_OBJECT = "Partner_Registration__c";
var DECISION_FIELDS = {
  decision: {
    on: [REGISTRATION_OBJECT],
    type: "picklist",
    writtenBy: "manager",
    options: ACTIONS,
    optionWords: "decide",
    tracked: true,
    label: "Decision",
    help: "What a channel manager asks for. PartnerLock carries it out and clears it.",
    salesforce: "Partner_Decision__c"
  },
  decisionReason: {
    on: [REGISTRATION_OBJECT],
    type: "picklist",
    writtenBy: "manager",
    options: REJECTION_REASONS,
    optionWords: "rejection",
    tracked: true,
    label: "Decision reason",
    help: "Why the registration is rejected. Needed with \u201CReject\u201D.",
    salesforce: "Partner_Decision_Reason__c"
  },
  decisionNote: {
    on: [REGISTRATION_OBJECT],
    type: "long_text",
    writtenBy: "manager",
    label: "Decision note",
    help: "A note to the decision, or the question to the partner. Needed with \u201CAsk for information\u201D.",
    salesforce: "Partner_Decision_Note__c"
  },
  decisionDays: {
    on: [REGISTRATION_OBJECT],
    type: "integer",
    writtenBy: "manager",
    label: "Decision days",
    help: "By how many days the protection is extended. Needed with \u201CExtend\u201D.",
    salesforce: "Partner_Decision_Days__c"
  },
  decisionBy: {
    on: [REGISTRATION_OBJECT],
    type: "lookup",
    writtenBy: "manager",
    tracked: true,
    lookup: { to: "User", back: "Partner_Decided", backLabel: "Partner decisions" },
    label: "Decision by",
    help: "Who decides: always the user who saves the decision.",
    salesforce: "Partner_Decision_By__c"
  },
  decisionAnswer: {
    on: [REGISTRATION_OBJECT],
    type: "text",
    writtenBy: "app",
    label: "Answer to the decision",
    help: "What PartnerLock did with the last decision, or why it could not be done.",
    salesforce: "Partner_Decision_Answer__c"
  },
  decidedAt: {
    on: [REGISTRATION_OBJECT],
    type: "instant",
    writtenBy: "app",
    tracked: true,
    label: "Decided at",
    help: "When the last decision took effect.",
    salesforce: "Partner_Decided_At__c"
  },
  conversationText: {
    on: [REGISTRATION_OBJECT],
    type: "long_text",
    writtenBy: "app",
    label: "Questions and answers",
    help: "What the manager asked and the partner answered, oldest first.",
    salesforce: "Partner_Conversation_Text__c"
  }
};
var SUBMISSION_FIELDS = {
  prospectName: submitted("text", "Company", "The company that the partner brings.", "Partner_Prospect_Name__c"),
  prospectWebsite: submitted("text", "Company website", "Website of the company.", "Partner_Prospect_Website__c"),
  prospectCountry: submitted(
    "text",
    "Country",
    "Two-letter country code of the company.",
    "Partner_Prospect_Country__c"
  ),
  contactName: submitted(
    "text",
    "Contact at the company",
    "Whom the partner talks to there.",
    "Partner_Contact_Name__c"
  ),
  contactEmail: submitted("email", "Contact\u2019s e-mail", "Work e-mail of this contact.", "Partner_Contact_Email__c"),
  contactPhone: submitted("text", "Contact\u2019s phone", "Phone number of this contact.", "Partner_Contact_Phone__c"),
  employees: submitted("integer", "Employees", "Number of employees of the company.", "Partner_Employees__c"),
  industry: submitted("text", "Industry", "Industry of the company.", "Partner_Industry__c"),
  notes: submitted("long_text", "Need", "What the company needs, and whatever helps to decide.", "Partner_Notes__c"),
  consent: submitted("boolean", "Contact\u2019s consent", "The contact agreed to be named to us.", "Partner_Consent__c"),
  submissionNonce: {
    ...submitted("text", "Submission id", "Names one opening of the form.", "Partner_Submission_Nonce__c"),
    // A form that is sent twice is one registration.
    unique: true
  }
};
var LOOKUP_FIELDS = {
  source: {
    on: [REGISTRATION_OBJECT],
    type: "text",
    writtenBy: "app",
    label: "Source",
    help: "How the registration came in.",
    salesforce: "Partner_Source__c"
  },
  prospectAccount: {
    on: [REGISTRATION_OBJECT],
    type: "lookup",
    writtenBy: "app",
    tracked: true,
    lookup: { to: "Account", back: "Partner_Prospect", backLabel: "Partner registrations" },
    label: "Prospect account",
    help: "The registered company.",
    salesforce: "Partner_Prospect_Account__c"
  },
  partnerAccount: {
    on: [REGISTRATION_OBJECT],
    type: "lookup",
    writtenBy: "app",
    tracked: true,
    lookup: { to: "Account", back: "Partner_Own", backLabel: "Registrations as a partner" },
    label: "Partner account",
    help: "The partner who registered the company.",
    salesforce: "Partner_Account__c"
  },
  lead: {
    on: [REGISTRATION_OBJECT],
    type: "lookup",
    writtenBy: "app",
    lookup: { to: "Lead", back: "Partner_Lead", backLabel: "Partner registrations" },
    label: "Lead",
    help: "The lead with which the registration came in.",
    salesforce: "Partner_Lead__c"
  },
  opportunity: {
    on: [REGISTRATION_OBJECT],
    type: "lookup",
    writtenBy: "app",
    tracked: true,
    lookup: { to: "Opportunity", back: "Partner_Deal", backLabel: "Partner registrations" },
    label: "Opportunity",
    help: "The opportunity that grew out of the registration.",
    salesforce: "Partner_Opportunity__c"
  },
  channelManager: {
    on: [REGISTRATION_OBJECT, "Account"],
    type: "lookup",
    writtenBy: "manager",
    lookup: { to: "User", back: "Partner_Managed", backLabel: "Managed as channel manager" },
    label: "Channel manager",
    help: "Who looks after the partner and decides on its registrations.",
    salesforce: "Partner_Channel_Manager__c"
  },
  registrationRecord: {
    on: ["Account", "Lead", "Opportunity"],
    type: "lookup",
    writtenBy: "app",
    lookup: { to: REGISTRATION_OBJECT, back: "Partner_Stamped", backLabel: "Records that show this registration" },
    label: "Partner registration",
    help: "The registration that this record shows.",
    salesforce: "Partner_Registration__c"
  }
};
var SALESFORCE_FIELDS = { ...DECISION_FIELDS, ...SUBMISSION_FIELDS, ...LOOKUP_FIELDS };
function submitted(type, label, help, salesforce) {
  return { on: [REGISTRATION_OBJECT], type, writtenBy: "submitter", label, help, salesforce };
}

// shared/program/partner.ts
var PARTNER_STATUSES = ["active", "paused", "ended"];
var PARTNER_TIERS = ["referral", "solution_advisor", "certified_reseller"];

// shared/registration/registration.ts
var REGISTRATION_STATUSES = [
  "submitted",
  "under_review",
  "action_required",
  "approved",
  "rejected",
  "withdrawn",
  "expired",
  "won",
  "lost"
];
var UNDECIDED_STATUSES = ["submitted", "under_review", "action_required"];
var isUndecided = ({ status }) => UNDECIDED_STATUSES.some((undecided) => undecided === status);

// shared/lock/channel-conflict.ts
var CONFLICT_KINDS = ["partner_vs_partner", "partner_vs_direct"];

// shared/lock/ownership-lock.ts
var LOCK_STATUSES = ["none", "pending", "active", "disputed", "expired", "released", "won"];

// shared/catalog/lock-fields.ts
var LOCK_FIELDS = {
  lockKey: {
    on: ["deal"],
    type: "text",
    writtenBy: "app",
    unique: ["deal"],
    label: "Lock key",
    help: "Unique while a lock holds: the CRM itself refuses a second holder. Do not edit.",
    hubspot: "prm_lock_key",
    salesforce: "Partner_Active_Lock_Key__c",
    tracked: true
  },
  lockEpoch: {
    on: ["deal", "company"],
    type: "integer",
    writtenBy: "app",
    label: "Lock epoch",
    help: "Rises with every change of the lock, so that an old write can be told from a new one.",
    hubspot: "prm_lock_epoch",
    salesforce: "Partner_Lock_Epoch__c",
    salesforceOn: ["Lead", "Opportunity"]
  },
  lockStatus: {
    on: ["deal", "company"],
    type: "picklist",
    writtenBy: "app",
    options: LOCK_STATUSES,
    optionWords: "lock",
    label: "Partner lock",
    help: "Whether a partner holds this company. \u201CProtected until\u201D decides once it has passed.",
    hubspot: "prm_lock_status",
    salesforce: "Partner_Lock_Status__c",
    salesforceOn: ["Lead", "Opportunity"],
    tracked: true
  },
  lockStartsAt: {
    on: ["deal", "company"],
    type: "instant",
    writtenBy: "app",
    label: "Protected from",
    help: "When the protection began.",
    hubspot: "prm_lock_starts_at",
    salesforce: "Partner_Lock_Starts_At__c",
    salesforceOn: ["Lead", "Opportunity"],
    tracked: true
  },
  lockEndsAt: {
    on: ["deal", "company"],
    type: "instant",
    writtenBy: "app",
    label: "Protected until",
    help: "No other partner can register this company before this moment.",
    hubspot: "prm_lock_ends_at",
    salesforce: "Partner_Lock_Ends_At__c",
    salesforceOn: ["Lead", "Opportunity"],
    tracked: true
  },
  lockExtensionCount: {
    on: ["deal"],
    type: "integer",
    writtenBy: "app",
    label: "Extensions",
    help: "How often the protection was extended.",
    hubspot: "prm_lock_extension_count",
    salesforce: "Partner_Lock_Extension_Count__c",
    tracked: true
  },
  channelConflict: {
    on: ["deal", "company"],
    type: "picklist",
    writtenBy: "app",
    options: ["none", ...CONFLICT_KINDS],
    optionWords: "conflict",
    label: "Channel conflict",
    help: "Two parties work on the same company.",
    hubspot: "prm_channel_conflict",
    salesforce: "Partner_Channel_Conflict__c",
    salesforceOn: ["Lead", "Opportunity"],
    tracked: true
  },
  conflictText: {
    on: ["deal", "company"],
    type: "long_text",
    writtenBy: "app",
    label: "Conflict details",
    help: "Who else works on this company, and since when.",
    hubspot: "prm_conflict_text",
    salesforce: "Partner_Conflict_Text__c",
    salesforceOn: ["Lead", "Opportunity"]
  }
};

// shared/catalog/staging-fields.ts
var STAGING_FIELDS = {
  stagingNonce: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    unique: ["contact"],
    label: "Registration nonce",
    help: "Names one opening of the registration form.",
    hubspot: "prm_reg_nonce",
    salesforce: "Partner_Reg_Nonce__c",
    salesforceOn: ["Lead"]
  },
  stagingStatus: {
    on: ["contact"],
    type: "picklist",
    writtenBy: "form",
    options: ["new", "taken", "failed"],
    optionWords: "staging",
    label: "Registration intake",
    help: "Whether PartnerLock has taken the submission.",
    hubspot: "prm_reg_status",
    salesforce: "Partner_Reg_Status__c",
    salesforceOn: ["Lead"]
  },
  stagingToken: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Partner token",
    help: "The signed token of the partner\u2019s form link. Cleared once read.",
    hubspot: "prm_reg_partner_token",
    salesforce: "Partner_Reg_Token__c",
    salesforceOn: ["Lead"]
  },
  stagingSubmittedBy: {
    on: ["contact"],
    type: "email",
    writtenBy: "form",
    label: "Your work e-mail",
    help: "The person at the partner who registers.",
    hubspot: "prm_reg_submitted_by",
    salesforce: "Partner_Reg_Submitted_By__c",
    salesforceOn: ["Lead"]
  },
  stagingCompany: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Company",
    help: "The company that the partner brings.",
    hubspot: "prm_reg_company",
    salesforce: "Partner_Reg_Company__c"
  },
  stagingWebsite: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Company website",
    help: "Website of the company.",
    hubspot: "prm_reg_website",
    salesforce: "Partner_Reg_Website__c"
  },
  stagingCountry: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Country",
    help: "Two-letter country code of the company.",
    hubspot: "prm_reg_country",
    salesforce: "Partner_Reg_Country__c"
  },
  stagingContactName: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Contact at the company",
    help: "Name of the person whom the partner talks to.",
    hubspot: "prm_reg_contact_name",
    salesforce: "Partner_Reg_Contact_Name__c"
  },
  stagingEmployees: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Employees",
    help: "Number of employees of the company.",
    hubspot: "prm_reg_employees",
    salesforce: "Partner_Reg_Employees__c"
  },
  stagingIndustry: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Industry",
    help: "Industry of the company.",
    hubspot: "prm_reg_industry",
    salesforce: "Partner_Reg_Industry__c"
  },
  stagingAmount: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Expected deal value",
    help: "A number, in the program\u2019s currency.",
    hubspot: "prm_reg_amount",
    salesforce: "Partner_Reg_Amount__c",
    salesforceOn: ["Lead"]
  },
  stagingCloseOn: {
    on: ["contact"],
    type: "text",
    writtenBy: "form",
    label: "Expected close",
    help: "A date such as 2027-03-31.",
    hubspot: "prm_reg_close_on",
    salesforce: "Partner_Reg_Close_On__c",
    salesforceOn: ["Lead"]
  },
  stagingNotes: {
    on: ["contact"],
    type: "long_text",
    writtenBy: "form",
    label: "What does the company need?",
    help: "Whatever helps to decide.",
    hubspot: "prm_reg_notes",
    salesforce: "Partner_Reg_Notes__c"
  },
  stagingConsent: {
    on: ["contact"],
    type: "boolean",
    writtenBy: "form",
    label: "The contact agreed to be named to us",
    help: "Consent of the contact, as the partner confirms it.",
    hubspot: "prm_reg_consent",
    salesforce: "Partner_Reg_Consent__c",
    salesforceOn: ["Lead"]
  }
};
var STAGING_CODES = Object.keys(STAGING_FIELDS);

// shared/catalog/fields.ts
var REGISTRATION_FIELDS = {
  registrationId: {
    on: ["deal", "company"],
    type: "text",
    writtenBy: "app",
    unique: ["deal"],
    label: "Partner registration id",
    help: "Names the registration that this record shows. Written by PartnerLock.",
    hubspot: "prm_registration_id",
    salesforce: "Partner_Registration_Id__c",
    salesforceOn: ["Lead", "Opportunity"]
  },
  registrationReference: {
    on: ["deal", "company"],
    type: "text",
    writtenBy: "app",
    label: "Registration reference",
    help: "The number on the partner\u2019s receipt, to quote in conversations.",
    hubspot: "prm_registration_reference",
    salesforce: "Partner_Registration_Reference__c",
    salesforceOn: ["Lead", "Opportunity"]
  },
  registrationStatus: {
    on: ["deal"],
    type: "picklist",
    writtenBy: "app",
    options: REGISTRATION_STATUSES,
    optionWords: "status",
    label: "Registration status",
    help: "Where the partner\u2019s registration stands.",
    hubspot: "prm_registration_status",
    salesforce: "Partner_Registration_Status__c",
    salesforceOn: ["Lead", "Opportunity"],
    tracked: true
  },
  registeredAt: {
    on: ["deal", "company"],
    type: "instant",
    writtenBy: "app",
    label: "Registered at",
    help: "When the partner submitted the registration.",
    hubspot: "prm_registered_at",
    salesforce: "Partner_Registered_At__c",
    salesforceOn: ["Lead", "Opportunity"]
  },
  submittedByEmail: {
    on: ["deal"],
    type: "email",
    writtenBy: "app",
    label: "Submitted by",
    help: "E-mail of the person at the partner who registered the company.",
    hubspot: "prm_submitted_by_email",
    salesforce: "Partner_Submitted_By_Email__c"
  },
  rejectionReason: {
    on: ["deal"],
    type: "picklist",
    writtenBy: "app",
    options: REJECTION_REASONS,
    optionWords: "rejection",
    label: "Rejection reason",
    help: "Why the registration gives no protection.",
    hubspot: "prm_rejection_reason",
    salesforce: "Partner_Rejection_Reason__c",
    salesforceOn: ["Lead"],
    tracked: true
  },
  verdictReasons: {
    on: ["deal"],
    type: "multi_picklist",
    writtenBy: "app",
    options: REASON_CODES,
    optionWords: "reason",
    label: "Verdict reasons",
    help: "Every reason that the rules found, for lists and reports.",
    hubspot: "prm_verdict_reasons",
    salesforce: "Partner_Verdict_Reasons__c"
  },
  verdictText: {
    on: ["deal"],
    type: "long_text",
    writtenBy: "app",
    label: "Verdict",
    help: "What the rules found, with the records that they found. Never shown to partners.",
    hubspot: "prm_verdict_text",
    salesforce: "Partner_Verdict_Text__c"
  },
  policyVersion: {
    on: ["deal"],
    type: "integer",
    writtenBy: "app",
    label: "Policy version",
    help: "The version of the rules of engagement that decided.",
    hubspot: "prm_policy_version",
    salesforce: "Partner_Policy_Version__c"
  },
  partnerId: {
    on: ["deal", "company", "partner"],
    type: "text",
    writtenBy: "app",
    label: "Partner id",
    help: "The partner who registered this company. On a partner\u2019s own record: its id.",
    hubspot: "prm_partner_id",
    salesforce: "Partner_Id__c",
    salesforceOn: ["Lead", "Opportunity"],
    tracked: true
  },
  partnerName: {
    on: ["deal", "company"],
    type: "text",
    writtenBy: "app",
    label: "Partner",
    help: "The partner who registered this company.",
    hubspot: "prm_partner_name",
    salesforce: "Partner_Name__c",
    salesforceOn: ["Lead", "Opportunity"]
  },
  partnerTier: {
    on: ["deal"],
    type: "picklist",
    writtenBy: "app",
    options: PARTNER_TIERS,
    optionWords: "tier",
    label: "Partner tier",
    help: "The partner\u2019s tier when the company was registered.",
    hubspot: "prm_partner_tier",
    salesforce: "Partner_Tier__c",
    salesforceOn: ["Opportunity"]
  },
  attribution: {
    on: ["deal"],
    type: "picklist",
    writtenBy: "app",
    optionWords: "attribution",
    options: ["partner_sourced", "partner_influenced", "direct"],
    label: "Partner attribution",
    help: "Who brought the deal.",
    hubspot: "prm_partner_attribution",
    salesforce: "Partner_Attribution__c",
    salesforceOn: ["Opportunity"],
    tracked: true
  },
  prospectKey: {
    on: ["deal", "company"],
    type: "text",
    writtenBy: "app",
    unique: ["company"],
    label: "Prospect key",
    help: "What identifies the company to PartnerLock, usually its domain.",
    hubspot: "prm_prospect_key",
    salesforce: "Partner_Prospect_Key__c",
    salesforceOn: ["Lead", "Opportunity"]
  },
  estimatedAmount: {
    on: ["deal"],
    type: "amount",
    writtenBy: "app",
    label: "Partner\u2019s estimate",
    help: "What the partner expects the deal to be worth.",
    hubspot: "prm_estimated_amount",
    salesforce: "Partner_Estimated_Amount__c"
  },
  estimatedCloseOn: {
    on: ["deal"],
    type: "date",
    writtenBy: "app",
    label: "Partner\u2019s expected close",
    help: "When the partner expects the deal to close.",
    hubspot: "prm_estimated_close_on",
    salesforce: "Partner_Estimated_Close_On__c"
  }
};
var PARTNER_FIELDS = {
  programStatus: {
    on: ["partner"],
    type: "picklist",
    writtenBy: "app",
    options: PARTNER_STATUSES,
    optionWords: "programStatus",
    label: "Partner program status",
    help: "Only active partners can register companies.",
    hubspot: "prm_program_status",
    salesforce: "Partner_Program_Status__c"
  },
  programTier: {
    on: ["partner"],
    type: "picklist",
    writtenBy: "app",
    options: PARTNER_TIERS,
    optionWords: "tier",
    label: "Partner program tier",
    help: "The terms that the partner works under.",
    hubspot: "prm_program_tier",
    salesforce: "Partner_Program_Tier__c"
  },
  programCode: {
    on: ["partner"],
    type: "text",
    writtenBy: "app",
    unique: ["partner"],
    label: "Partner code",
    help: "Short name of the partner in files and reports.",
    hubspot: "prm_program_code",
    salesforce: "Partner_Program_Code__c"
  }
};
var FIELDS = { ...REGISTRATION_FIELDS, ...LOCK_FIELDS, ...PARTNER_FIELDS, ...STAGING_FIELDS };
var FIELD_CODES = Object.keys(FIELDS);
var fieldOf = (code) => FIELDS[code];

// shared/catalog/salesforce-formulas.ts
var IS_LOCKED = {
  code: "isLocked",
  returns: "Checkbox",
  label: "Partner lock holds",
  help: "Ticked while a partner\u2019s reservation or protection holds. Computed at the moment of reading.",
  salesforce: "Partner_Is_Locked__c"
};
var DAYS_LEFT = {
  code: "daysLeft",
  returns: "Number",
  label: "Days left",
  help: "Whole days of protection after today: 0 on the last day, empty without protection. Counted in 24 hours.",
  salesforce: "Partner_Days_Left__c"
};
var HELD_STATUS = ["pending", "active", "disputed"].map((status) => `ISPICKVAL(Partner_Lock_Status__c, "${status}")`).join(",\n    ");
var FORMULA_FIELDS = [
  {
    ...IS_LOCKED,
    on: ["Account", "Lead"],
    formula: `AND(
  OR(
    ${HELD_STATUS}
  ),
  NOT(ISBLANK(Partner_Lock_Ends_At__c)),
  Partner_Lock_Ends_At__c > NOW()
)`
  },
  {
    ...IS_LOCKED,
    on: ["Partner_Registration__c"],
    // The key is what no second registration can have, so it says who holds; the end says until when.
    formula: `AND(
  NOT(ISBLANK(Partner_Active_Lock_Key__c)),
  NOT(ISBLANK(Partner_Lock_Ends_At__c)),
  Partner_Lock_Ends_At__c > NOW()
)`
  },
  { ...IS_LOCKED, on: ["Contact", "Opportunity"], formula: "Account.Partner_Is_Locked__c" },
  {
    ...DAYS_LEFT,
    on: ["Account", "Lead", "Partner_Registration__c"],
    formula: `IF(
  Partner_Is_Locked__c,
  CEILING(Partner_Lock_Ends_At__c - NOW()) - 1,
  NULL
)`
  },
  { ...DAYS_LEFT, on: ["Contact", "Opportunity"], formula: "Account.Partner_Days_Left__c" },
  {
    code: "accountHolder",
    on: ["Contact", "Opportunity"],
    returns: "Text",
    label: "Company protected for",
    help: "The partner who holds the company now; empty when nobody does.",
    salesforce: "Partner_Account_Holder__c",
    formula: 'IF(Account.Partner_Is_Locked__c, Account.Partner_Name__c, "")'
  },
  {
    code: "accountProtectedUntil",
    on: ["Contact", "Opportunity"],
    returns: "DateTime",
    label: "Company protected until",
    help: "When the protection of the company ends; empty when nobody holds it.",
    salesforce: "Partner_Account_Protected_Until__c",
    formula: "IF(Account.Partner_Is_Locked__c, Account.Partner_Lock_Ends_At__c, NULL)"
  },
  {
    code: "isCompeting",
    on: ["Opportunity"],
    returns: "Checkbox",
    label: "Competes with a partner",
    help: "Ticked on an open opportunity of a protected company that is not the partner\u2019s own.",
    salesforce: "Partner_Is_Competing__c",
    formula: `AND(
  NOT(IsClosed),
  Account.Partner_Is_Locked__c,
  OR(
    ISBLANK(Partner_Registration_Id__c),
    Partner_Registration_Id__c <> Account.Partner_Registration_Id__c
  )
)`
  }
];

// shared/catalog/salesforce-placement.ts
var storedFieldsOn = (object) => [
  ...FIELD_CODES.filter((code) => placesOf(fieldOf(code)).includes(object)).map((code) => ({
    ...withDefaults(code, fieldOf(code)),
    isUnique: (fieldOf(code).unique ?? []).some((place) => UNIQUE_ON[place].includes(object)),
    isTracked: object === "Partner_Registration__c" && fieldOf(code).tracked === true,
    lookup: null
  })),
  ...SALESFORCE_CODES.filter((code) => salesforceFieldOf(code).on.includes(object)).map((code) => ({
    ...withDefaults(code, salesforceFieldOf(code)),
    isUnique: salesforceFieldOf(code).unique === true,
    isTracked: object === "Partner_Registration__c" && salesforceFieldOf(code).tracked === true,
    lookup: salesforceFieldOf(code).lookup ?? null
  }))
];
var formulaFieldsOn = (object) => FORMULA_FIELDS.filter(({ on }) => on.includes(object));
var SALESFORCE_CODES = Object.keys(SALESFORCE_FIELDS);
var salesforceFieldOf = (code) => SALESFORCE_FIELDS[code];
var HOME = {
  deal: "Partner_Registration__c",
  company: "Account",
  partner: "Account",
  contact: null
};
var UNIQUE_ON = {
  deal: ["Partner_Registration__c", "Opportunity"],
  company: ["Account"],
  partner: ["Account"],
  contact: ["Lead"]
};
var placesOf = (field) => [
  ...field.on.flatMap((place) => HOME[place] ?? []),
  ...field.salesforceOn ?? []
];
var withDefaults = (code, field) => ({
  code,
  salesforce: field.salesforce,
  type: field.type,
  writtenBy: field.writtenBy,
  label: field.label,
  help: field.help,
  options: field.options ?? [],
  optionWords: field.optionWords ?? null
});

// shared/catalog/salesforce-text.ts
var SALESFORCE_LENGTHS = { text: 255, long_text: 32768, email: 80, url: 255 };
function fitText(text, max, keep = "one_line") {
  const clean = keep === "lines" ? cleanLines(text) : text.toWellFormed().replace(CONTROL_RUNS, " ").trim();
  if (sizeOf(clean) <= max) return clean;
  let size = 1;
  let cut = "";
  for (const character of clean) {
    size += sizeOf(character);
    if (size > max) break;
    cut += character;
  }
  return `${cut.trimEnd()}\u2026`;
}
var isFitting = (text, max) => fitText(text, max) === text.trim();
var cleanLines = (text) => text.toWellFormed().replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(CONTROL_RUNS, " ")).join("\n").trim();
var CONTROL_RUNS = /[\p{Cc}\uFFFE\uFFFF]+/gu;
var sizeOf = (text) => text.length + (text.split("\n").length - 1);

// shared/catalog/salesforce-values.ts
function salesforceName(object, code) {
  const field = READABLE[object].find((candidate) => candidate.code === code);
  if (!field) throw new RangeError(`${object} has no field ${code}`);
  return field.salesforce;
}
function toSalesforce(object, values) {
  const pairs = READABLE[object].filter(isStored).flatMap((field) => {
    const value = values[field.code];
    return value === void 0 ? [] : [[field.salesforce, written(field, value)]];
  });
  return Object.fromEntries(pairs);
}
function fromSalesforce(object, row, currency) {
  const values = READABLE[object].flatMap(({ code, salesforce, type }) => {
    const value = row[salesforce];
    return value === void 0 ? [] : [[code, READ[type](value, currency)]];
  });
  return Object.fromEntries(values);
}
var isStored = (field) => !field.isComputed;
var COMPUTED = {
  Checkbox: "boolean",
  DateTime: "instant",
  Number: "integer",
  Text: "text"
};
var fieldsOn = (object) => [
  ...storedFieldsOn(object).map((field) => ({ ...field, isComputed: false })),
  ...formulaFieldsOn(object).map(({ code, salesforce, returns }) => ({
    ...{ code, salesforce, type: COMPUTED[returns], options: [], isComputed: true }
  }))
];
var READABLE = Object.fromEntries(SALESFORCE_OBJECTS.map((object) => [object, fieldsOn(object)]));
function written(field, value) {
  if (value === null) return field.type === "boolean" ? false : null;
  const result = WRITE[field.type](value, field);
  if (result === void 0)
    throw new TypeError(`${field.code} is of type ${field.type} and cannot hold ${JSON.stringify(value)}`);
  return result;
}
var textOf = (max) => (value) => typeof value === "string" ? fitText(value, max) || null : void 0;
var wholeText = (max) => (value) => typeof value === "string" ? isFitting(value, max) && value.trim() || null : void 0;
var sameText = (value) => typeof value === "string" ? value || null : void 0;
var isWhole = (value) => typeof value === "number" && Number.isSafeInteger(value);
var WRITE = {
  text: textOf(SALESFORCE_LENGTHS.text),
  long_text: (value) => typeof value === "string" ? fitText(value, SALESFORCE_LENGTHS.long_text, "lines") || null : void 0,
  email: wholeText(SALESFORCE_LENGTHS.email),
  url: wholeText(SALESFORCE_LENGTHS.url),
  picklist: sameText,
  lookup: sameText,
  date: sameText,
  integer: (value) => isWhole(value) ? value : void 0,
  // Basis points in code, per cent in the CRM.
  percent: (value) => isWhole(value) ? value / 100 : void 0,
  amount: (value) => isMoney(value) ? Number(toDecimal(value)) : void 0,
  instant: (value) => typeof value === "string" ? wholeSecond(value) : void 0,
  boolean: (value) => typeof value === "boolean" ? value : void 0,
  // Salesforce gives the values back in the picklist's order, so they are written in it.
  multi_picklist: (value, { options }) => isList(value) ? options.filter((option) => value.includes(option)).join(";") || null : void 0
};
var readText = (value) => typeof value === "string" && value !== "" ? value.replaceAll("\r\n", "\n") : null;
var readNumber = (value) => typeof value === "number" ? value : null;
var READ = {
  text: readText,
  long_text: readText,
  email: readText,
  url: readText,
  picklist: readText,
  lookup: readText,
  date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : null,
  integer: (value) => Number.isSafeInteger(value) ? readNumber(value) : null,
  percent: (value) => typeof value === "number" && Number.isFinite(value) ? Math.round(value * 100) : null,
  amount: (value, currency) => typeof value === "number" ? parseDecimal(String(value), currency) : null,
  instant: readInstant,
  boolean: (value) => value === true,
  multi_picklist: (value) => typeof value === "string" && value !== "" ? value.split(";") : null
};
var wholeSecond = (moment) => toInstant(Math.floor(epochMs(toInstant(moment)) / 1e3) * 1e3);
function readInstant(value) {
  if (typeof value !== "string") return null;
  try {
    return toInstant(value.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  } catch {
    return null;
  }
}
var isList = (value) => Array.isArray(value);
var isMoney = (value) => typeof value === "object" && value !== null && "amountMinor" in value;

// shared/catalog/ui-record.ts
var rowOf = (record) => Object.fromEntries(Object.entries(record.fields).map(([name, field]) => [name, field?.value]));
function parentOf(record, relation) {
  const value = record.fields[relation]?.value;
  return isUiRecord(value) || value === null ? value : void 0;
}
var isUiRecord = (value) => typeof value === "object" && value !== null && "fields" in value;

// shared/views/actions-of.ts
function actionsAt({ isUndecided: isOpen, isIdentified, hold, mayExtend }) {
  if (isOpen) {
    if (!isIdentified) return ["reject", "ask"];
    return hold === "over" ? ["approve"] : ["approve", "reject", "ask"];
  }
  if (hold !== "active") return [];
  return mayExtend ? ["extend", "release"] : ["release"];
}
var identifiesCompany = (prospectKey) => !prospectKey.startsWith("none:");
function actionsFromFields(fields, now) {
  const status = REGISTRATION_STATUSES.find((candidate) => candidate === fields.registrationStatus);
  if (status === void 0) return [];
  return actionsAt({
    isUndecided: isUndecided({ status }),
    isIdentified: typeof fields.prospectKey !== "string" || identifiesCompany(fields.prospectKey),
    hold: holdOf(fields, now),
    mayExtend: true
  });
}
function holdOf({ lockStatus, lockEndsAt }, now) {
  const isOver = typeof lockEndsAt !== "string" || lockEndsAt <= now;
  switch (lockStatus) {
    case "pending":
      return isOver ? "over" : "pending";
    case "active":
    case "disputed":
      return isOver ? "over" : "active";
    case "expired":
    case "released":
    case "won":
      return "over";
    default:
      return "none";
  }
}

// shared/views/next-step.ts
function nextStepOf({ state, status }, viewerIsApprover) {
  if (state === "none") return "nothing";
  if (state === "refused") return "refused";
  if (status === "action_required") return "wait_for_partner";
  if (status === null ? state === "pending" : isUndecided({ status }))
    return viewerIsApprover ? "decide" : "wait_for_manager";
  if (state === "conflict") return "talk_to_manager";
  return state === "locked" ? "work_with_partner" : "free_to_work";
}

// shared/views/ownership-from-fields.ts
function ownershipFromFields(fields, now, zone) {
  const endsAt = textOf2(fields.lockEndsAt);
  const state = stateOf(fields, endsAt, now);
  const isHeld2 = state === "pending" || state === "locked" || state === "conflict";
  return {
    state,
    partnerName: textOf2(fields.partnerName),
    protectedUntil: endsAt,
    daysLeft: isHeld2 && endsAt !== null ? daysLeft(endsAt, now, zone) : null,
    reference: textOf2(fields.registrationReference),
    registrationStatus: oneOf(REGISTRATION_STATUSES, fields.registrationStatus),
    registeredAt: textOf2(fields.registeredAt),
    rejectionReason: oneOf(REJECTION_REASONS, fields.rejectionReason),
    conflictKind: oneOf(CONFLICT_KINDS, fields.channelConflict),
    conflictText: textOf2(fields.conflictText)
  };
}
function stateOf(fields, endsAt, now) {
  const lock = oneOf(LOCK_STATUSES, fields.lockStatus);
  if (fields.registrationStatus === "rejected") return "refused";
  if (lock === "released") return "released";
  if (lock === "expired") return "expired";
  if (lock === "pending" || lock === "active" || lock === "disputed") {
    if (endsAt === null || endsAt <= now) return "expired";
    if (oneOf(CONFLICT_KINDS, fields.channelConflict) !== null) return "conflict";
    return lock === "pending" ? "pending" : "locked";
  }
  const status = oneOf(REGISTRATION_STATUSES, fields.registrationStatus);
  return status !== null && isUndecided({ status }) ? "pending" : "none";
}
var textOf2 = (value) => typeof value === "string" && value !== "" ? value : null;
var oneOf = (allowed, value) => allowed.find((candidate) => candidate === value) ?? null;

// shared/views/ownership-in-salesforce.ts
function ownershipInSalesforce(object, record, viewing) {
  const own = readStamps(object, record);
  if (object === "Account" || object === "Lead") return own && shownOf(own, viewing);
  const parent = parentOf(record, "Account");
  const account = parent ? readStamps("Account", parent) : parent === null ? {} : null;
  if (object === "Contact") return account && shownOf(account, viewing);
  return opportunityOf(own, account, viewing);
}
function opportunityOf(own, account, viewing) {
  if (!own || !account) return shownOrNull(own ?? account, viewing);
  const company = shownOf(account, viewing);
  if (own.registrationId) {
    const isHeldByOther = isHeld(company) && own.registrationId !== account.registrationId;
    return { ...shownOf(own, viewing), ...isHeldByOther && { next: "held_by_other" } };
  }
  if (own.isCompeting !== true) return company;
  return shownOf({ ...account, channelConflict: "partner_vs_direct", conflictText: own.conflictText ?? null }, viewing);
}
var shownOrNull = (stamps, viewing) => stamps && shownOf(stamps, viewing);
function shownOf(stamps, { now, viewerIsApprover }) {
  const ownership = ownershipFromFields(stamps, now, null);
  const { registrationRecord } = stamps;
  return {
    ...ownership,
    next: nextStepOf({ state: ownership.state, status: ownership.registrationStatus }, viewerIsApprover),
    registrationRecordId: typeof registrationRecord === "string" ? registrationRecord : null
  };
}
var isHeld = ({ state }) => state === "pending" || state === "locked" || state === "conflict";
function readStamps(object, record) {
  const stamps = fromSalesforce(object, rowOf(record), NO_AMOUNTS);
  if (stamps.lockStatus === void 0) return null;
  const registration = parentOf(record, REGISTRATION_RELATION);
  return registration ? { ...fromSalesforce(REGISTRATION_OBJECT, rowOf(registration), NO_AMOUNTS), ...stamps } : stamps;
}
var REGISTRATION_RELATION = salesforceName("Account", "registrationRecord").replace(/__c$/, "__r");
var NO_AMOUNTS = "XXX";

// shared/views/salesforce-queue.ts
var QUEUE_TABS = ["waiting", "conflict", "asked", "soon"];
var SOON_DAYS = 14;
function queueWhere(tab, now) {
  switch (tab) {
    case "waiting": {
      const waiting = UNDECIDED_STATUSES.filter((status) => status !== "action_required");
      return { or: [where("registrationStatus", { in: waiting }), where("registrationStatus", { eq: null })] };
    }
    case "conflict":
      return { and: [where("channelConflict", { in: CONFLICT_KINDS }), where("isLocked", { eq: true })] };
    case "asked":
      return where("registrationStatus", { eq: "action_required" });
    case "soon":
      return {
        and: [where("isLocked", { eq: true }), where("lockEndsAt", { lte: { value: daysAfter(now, SOON_DAYS) } })]
      };
    default: {
      const unreachable = tab;
      return unreachable;
    }
  }
}
var queueOrder = (code, direction) => where(code, { order: direction === "asc" ? "ASC" : "DESC", nulls: "LAST" });
var where = (code, condition) => ({
  [salesforceName(REGISTRATION_OBJECT, code)]: condition
});
var daysAfter = (now, days) => toInstant(epochMs(now) + days * 864e5);

// shared/views/typed-submission.ts
function checkSubmission(typed, currency) {
  const email = typed.contactEmail.trim();
  const checks = [
    ["prospectName", "rule.submission_needs_company", typed.prospectName.trim() !== ""],
    ["prospectWebsite", "lwc.badWebsite", isEmptyOr(WEBSITE, typed.prospectWebsite)],
    ["contactEmail", email === "" ? "lwc.needEmail" : "lwc.badEmail", EMAIL.test(email)],
    ["employees", "lwc.badEmployees", isEmptyOr(WHOLE_NUMBER, typed.employees)],
    ["estimatedAmount", "lwc.badAmount", isAmount(typed.estimatedAmount, currency)],
    ["estimatedCloseOn", "lwc.badDate", isEmptyOr(DATE, typed.estimatedCloseOn)],
    ["consent", "lwc.needConsent", typed.consent]
  ];
  return Object.fromEntries(checks.filter(([, , isRight]) => !isRight).map(([code, problem]) => [code, problem]));
}
function submissionValues(typed, nonce, currency) {
  const { employees, estimatedAmount, consent, ...texts } = typed;
  return {
    ...Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, text.trim() || null])),
    employees: employees.trim() === "" ? null : Number(employees),
    estimatedAmount: estimatedAmount.trim() === "" ? null : parseDecimal(estimatedAmount, currency),
    consent,
    submissionNonce: nonce
  };
}
var WEBSITE = /^(?:https?:\/\/)?[^\s./@]+(?:\.[^\s./@]+)+(?:[/?#:]\S*)?$/i;
var EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
var WHOLE_NUMBER = /^\d{1,9}$/;
var DATE = /^\d{4}-\d\d-\d\d$/;
var isEmptyOr = (pattern, text) => text.trim() === "" || pattern.test(text.trim());
function isAmount(text, currency) {
  if (text.trim() === "") return true;
  const amount = parseDecimal(text, currency);
  return amount !== null && amount.amountMinor >= 0;
}

// shared/words/locale.ts
var fillPlaces = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => Object.hasOwn(values, name) ? String(values[name]) : place);

// shared/words/ownership-words.ts
function daysLeftKey(days) {
  if (days < 0) return "card.daysLeftNone";
  if (days === 0) return "card.daysLeftLast";
  return days === 1 ? "card.daysLeftOne" : "card.daysLeftMany";
}
function untilKey(state) {
  if (state === "pending") return "card.reservedUntil";
  return state === "expired" || state === "released" ? "card.protectedBefore" : "card.protectedUntil";
}
export {
  QUEUE_TABS,
  REJECTION_REASONS,
  SOON_DAYS,
  actionsFromFields,
  checkSubmission,
  daysLeftKey,
  decimalsOf,
  fillPlaces,
  fromSalesforce,
  nextStepOf,
  ownershipFromFields,
  ownershipInSalesforce,
  queueOrder,
  queueWhere,
  rowOf,
  submissionValues,
  toSalesforce,
  untilKey
};
