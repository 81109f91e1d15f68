import { loadedHost } from '../host.ts';
import type { RecordAction, RecordView } from '../../wire.ts';
import { ConvertLead } from './ConvertLead.tsx';
import { DeleteRecord } from './DeleteRecord.tsx';
import { MergeAccounts } from './MergeAccounts.tsx';
import { NewRecord } from './NewRecord.tsx';
import { RecordForm } from './RecordForm.tsx';
import { send } from './save.ts';

export type OpenDialog = RecordAction;

interface Props {
  readonly dialog: OpenDialog;
  readonly record: RecordView;
  readonly onClose: () => void;
  readonly onSaved: () => Promise<void>;
}

/** What a person does with the record they look at. Components on the page learn of what was saved. */
export function RecordDialog({ dialog, record, onClose, onSaved }: Props) {
  switch (dialog) {
    case 'edit':
      return (
        <RecordForm
          title={`Edit ${record.title}`}
          groups={record.sections.filter(({ fields }) => fields.some(({ canEdit }) => canEdit))}
          send="changes"
          onClose={onClose}
          onSave={async (values) => {
            await send('PATCH', `/api/lightning/record/${record.id}`, values);
            onClose();
            (await loadedHost()).recordChanged(record.id);
            await onSaved();
          }}
        />
      );
    case 'newOpportunity':
      return (
        <NewRecord
          object="Opportunity"
          preset={{ AccountId: record.id, Name: `${record.title} – ` }}
          onClose={onClose}
        />
      );
    case 'newContact':
      return <NewRecord object="Contact" preset={{ AccountId: record.id }} onClose={onClose} />;
    case 'convert':
      return <ConvertLead record={record} onClose={onClose} />;
    case 'merge':
      return <MergeAccounts record={record} onClose={onClose} onSaved={onSaved} />;
    case 'delete':
      return <DeleteRecord record={record} onClose={onClose} />;
    default: {
      const unreachable: never = dialog;
      return unreachable;
    }
  }
}
