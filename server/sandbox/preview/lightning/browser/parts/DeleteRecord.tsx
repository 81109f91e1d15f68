import { useRouter } from '../../../browser/router.tsx';
import { objectAddress } from '../../page-address.ts';
import type { RecordView } from '../../wire.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { send } from './save.ts';

export function DeleteRecord({ record, onClose }: { record: RecordView; onClose: () => void }) {
  const { go } = useRouter();
  const remove = async () => {
    await send('DELETE', `/api/lightning/record/${record.id}`, {});
    go(objectAddress(record.object));
  };
  return (
    <ActionDialog
      title={`Delete ${record.title}`}
      verb="Delete"
      variant="destructive"
      onConfirm={remove}
      onClose={onClose}
    >
      <p>Are you sure you want to delete this record?</p>
    </ActionDialog>
  );
}
