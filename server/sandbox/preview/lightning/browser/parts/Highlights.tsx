import { Go } from '../../../browser/router.tsx';
import type { RecordAction, RecordView } from '../../wire.ts';
import { Button } from './Dialog.tsx';
import { Icon } from './Icon.tsx';

const LABELS: Readonly<Record<RecordAction, string>> = {
  edit: 'Edit',
  convert: 'Convert',
  newOpportunity: 'New Opportunity',
  newContact: 'New Contact',
  merge: 'Merge Accounts',
  delete: 'Delete',
};

interface Props {
  readonly record: RecordView;
  readonly onAction: (action: RecordAction) => void;
}

/** The record's header: what it is, its most important fields, and what one may do with it. */
export function Highlights({ record, onAction }: Props) {
  return (
    <div className="slds-page-header slds-page-header_record-home">
      <div className="page-header-row">
        <Icon category="standard" name={record.icon} />
        <div className="page-header-title">
          <p className="object-label">{record.objectLabel}</p>
          <h1 className="slds-page-header__title">{record.title}</h1>
        </div>
        <div className="page-header-actions slds-button-group" role="group" aria-label="Actions">
          {record.actions.map((action) => (
            <Button key={action} onClick={() => onAction(action)}>
              {LABELS[action]}
            </Button>
          ))}
        </div>
      </div>
      <dl className="highlights">
        {record.highlights.map((field) => (
          <div key={field.name}>
            <dt title={field.label}>{field.label}</dt>
            <dd>{field.to === null ? field.display || '—' : <Go to={field.to}>{field.display}</Go>}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
