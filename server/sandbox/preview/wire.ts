/** What the preview's server and its pages say to each other, as JSON. Texts are ready to show. */

import type { ObjectType } from '../hubspot/entities.ts';

export const BUNDLE_NAMES = ['PartnerCard', 'Pages', 'SettingsPage', 'BulkApprove'] as const;
export type BundleName = (typeof BUNDLE_NAMES)[number];

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface UserView {
  readonly userId: string;
  readonly ownerId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
}

export const CRMS = ['hubspot', 'salesforce'] as const;
export type Crm = (typeof CRMS)[number];

/** Somebody to play; the same name is the same person in both CRMs. */
export interface PersonView {
  readonly name: string;
  readonly crms: readonly Crm[];
}

/** Who sits in front of the screen, and what time it is in the demo. */
export interface SessionView {
  /** Name of the person who is played, as each CRM knows them. */
  readonly person: string;
  readonly people: readonly PersonView[];
  readonly language: Language;
  readonly nowMs: number;
  readonly timeZone: string;
  /** Null where the preview shows no HubSpot. */
  readonly hubspot: HubSpotSessionView | null;
  readonly salesforce: { readonly person: string; readonly orgName: string } | null;
}

export interface HubSpotSessionView {
  readonly me: UserView;
  readonly portal: { readonly id: number; readonly name: string; readonly timezone: string };
  readonly app: { readonly id: string; readonly name: string; readonly origin: string };
  /** Extensions that have been built; the others' places say what is missing. */
  readonly bundles: readonly BundleName[];
}

export interface ListView {
  readonly type: ObjectType;
  readonly columns: readonly string[];
  readonly rows: readonly ListRow[];
  readonly total: number;
}

export interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly string[];
}

export interface PropertyView {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** As stored; empty when there is none. */
  readonly value: string;
  /** As a person reads it. */
  readonly display: string;
  readonly kind: 'text' | 'number' | 'date' | 'datetime' | 'choice' | 'yesno' | 'link';
  readonly canEdit: boolean;
  readonly options: readonly OptionView[];
}

export interface OptionView {
  readonly value: string;
  readonly label: string;
}

export interface TimelineEntry {
  readonly key: string;
  readonly when: string;
  readonly who: string;
  readonly changes: readonly { readonly label: string; readonly value: string }[];
}

export interface AssociationView {
  readonly type: ObjectType;
  readonly label: string;
  readonly records: readonly { readonly id: string; readonly title: string; readonly detail: string }[];
}

export interface RecordPageView {
  readonly type: ObjectType;
  readonly typeId: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** Changes whenever the record does. */
  readonly version: string;
  readonly groups: readonly { readonly label: string; readonly properties: readonly PropertyView[] }[];
  readonly associations: readonly AssociationView[];
  readonly timeline: readonly TimelineEntry[];
  /** Choices for a new deal of this company, and for moving a deal. */
  readonly stages: readonly StageView[];
}

export interface StageView {
  readonly pipelineId: string;
  readonly pipelineLabel: string;
  readonly stageId: string;
  readonly stageLabel: string;
}

export interface GuideView {
  readonly partners: readonly {
    readonly companyId: string;
    readonly name: string;
    readonly status: string;
    readonly formUrl: string;
    readonly statusUrl: string;
  }[];
  readonly latestDeals: readonly { readonly id: string; readonly title: string; readonly detail: string }[];
  readonly companies: readonly { readonly id: string; readonly title: string }[];
}

/** What `hubspot.fetch` in an extension asks of HubSpot's proxy. */
export interface ProxyRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly timeoutMs: number | null;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}
