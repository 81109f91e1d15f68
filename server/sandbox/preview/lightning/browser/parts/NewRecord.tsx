import { useEffect, useState } from 'react';
import { ask } from '../../../browser/api.ts';
import { useRouter } from '../../../browser/router.tsx';
import { useToasts } from '../../../browser/shell/Toasts.tsx';
import { recordAddress } from '../../page-address.ts';
import type { FormView } from '../../wire.ts';
import { RecordForm } from './RecordForm.tsx';
import { problemOf, send } from './save.ts';

interface Props {
  readonly object: string;
  readonly preset: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** The dialog of a new record; it opens the record once it is saved. */
export function NewRecord({ object, preset, onClose }: Props) {
  const { go } = useRouter();
  const { add } = useToasts();
  const [form, setForm] = useState<FormView | null>(null);
  const given = JSON.stringify(preset);
  useEffect(() => {
    ask<FormView>(`/api/lightning/form/${object}?preset=${encodeURIComponent(given)}`)
      .then(setForm)
      .catch((error: unknown) => {
        add({ kind: 'danger', title: '', message: problemOf(error).message });
        onClose();
      });
  }, [object, given]);
  if (form === null) return null;
  return (
    <RecordForm
      title={`New ${form.objectLabel}`}
      groups={[{ label: `${form.objectLabel} information`, fields: form.fields }]}
      send="all"
      onClose={onClose}
      onSave={async (values) => {
        const { id } = await send<{ id: string }>('POST', `/api/lightning/records/${object}`, values);
        onClose();
        go(recordAddress(object, id));
      }}
    />
  );
}
