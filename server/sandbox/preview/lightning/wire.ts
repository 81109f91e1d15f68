/** What the Lightning pages and the preview's server say to each other, as JSON. Texts are ready to show. */

export interface AppView {
  readonly label: string;
  readonly orgName: string;
  readonly person: { readonly id: string; readonly name: string; readonly isPartner: boolean };
  /** `page` names the Lightning page of a tab that shows no object. */
  readonly tabs: readonly { readonly label: string; readonly to: string; readonly page: string | null }[];
}

export type FieldKind =
  'text' | 'long' | 'number' | 'date' | 'datetime' | 'yesno' | 'choice' | 'choices' | 'lookup' | 'link' | 'email';

export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** As the API takes it; dates and date-times as text. */
  readonly value: string | number | boolean | null;
  /** As a person reads it. */
  readonly display: string;
  /** Another record's page, for lookups. */
  readonly to: string | null;
  readonly canEdit: boolean;
  readonly isRequired: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What a lookup leads to. */
  readonly target: string | null;
}

export interface ComponentView {
  readonly key: string;
  /** `c:partnerOwnership`, `force:detailPanel`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface RegionView {
  readonly name: string;
  readonly components: readonly ComponentView[];
}

export interface RelatedListView {
  readonly label: string;
  readonly object: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListRowView[];
}

export interface CellView {
  readonly text: string;
  readonly to: string | null;
}

export interface ListRowView {
  readonly id: string;
  readonly cells: readonly CellView[];
}

export interface RecordView {
  readonly object: string;
  readonly objectLabel: string;
  readonly icon: string;
  readonly id: string;
  readonly title: string;
  readonly highlights: readonly FieldView[];
  readonly sections: readonly { readonly label: string; readonly fields: readonly FieldView[] }[];
  readonly regions: readonly RegionView[];
  readonly related: readonly RelatedListView[];
  readonly actions: readonly RecordAction[];
}

export type RecordAction = 'edit' | 'delete' | 'convert' | 'merge' | 'newOpportunity' | 'newContact';

export interface ListView {
  readonly object: string;
  readonly objectLabel: string;
  readonly icon: string;
  readonly views: readonly { readonly name: string; readonly label: string }[];
  readonly view: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListRowView[];
  readonly canCreate: boolean;
}

export interface FormView {
  readonly object: string;
  readonly objectLabel: string;
  readonly fields: readonly FieldView[];
}

export interface PageView {
  readonly label: string;
  readonly regions: readonly RegionView[];
}

/** A save that was refused, as the record's form shows it. */
export interface SaveProblem {
  readonly message: string;
  /** By field name; the rest stands in `message`. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface ChoiceView {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

/** A compiled bundle: a text that calls `define` once. */
export interface ModulesView {
  readonly sources: readonly string[];
}
