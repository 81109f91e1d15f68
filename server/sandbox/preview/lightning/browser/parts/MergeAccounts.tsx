import { useId, useState } from 'react';
import { loadedHost } from '../host.ts';
import type { RecordView } from '../../wire.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { Lookup } from './Lookup.tsx';
import { send } from './save.ts';

interface Props {
  readonly record: RecordView;
  readonly onClose: () => void;
  readonly onSaved: () => Promise<void>;
}

const ACCOUNT = { target: 'Account', display: '' };

/** Merges another account into this one; this one keeps its own values. */
export function MergeAccounts({ record, onClose, onSaved }: Props) {
  const id = useId();
  const [duplicateId, setDuplicateId] = useState('');
  const merge = async () => {
    await send('POST', '/api/lightning/merge', { masterId: record.id, duplicateId });
    onClose();
    (await loadedHost()).recordChanged(record.id);
    await onSaved();
  };
  const isReady = duplicateId !== '' && duplicateId !== record.id;
  return (
    <ActionDialog
      title={`Merge into ${record.title}`}
      verb="Merge"
      isReady={isReady}
      onConfirm={merge}
      onClose={onClose}
    >
      <div className="slds-form-element">
        <label className="slds-form-element__label" htmlFor={id}>
          Account that ends
        </label>
        <Lookup id={id} field={ACCOUNT} value={duplicateId} required onChange={setDuplicateId} />
      </div>
    </ActionDialog>
  );
}
