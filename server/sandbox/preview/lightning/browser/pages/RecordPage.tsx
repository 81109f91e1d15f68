import { useState } from 'react';
import { useLoaded, useTitle } from '../../../browser/use-loaded.ts';
import type { RecordView } from '../../wire.ts';
import { useReloadOnWrite } from '../component-events.ts';
import { DetailPanel } from '../parts/DetailPanel.tsx';
import { Highlights } from '../parts/Highlights.tsx';
import { RecordDialog, type OpenDialog } from '../parts/RecordDialog.tsx';
import { Region } from '../parts/Region.tsx';
import { RelatedLists } from '../parts/RelatedLists.tsx';

const REFRESH_EVERY_MS = 3_000;

/** A record's Lightning page, laid out as the package says. */
export function RecordPage({ id }: { id: string }) {
  const { value: record, problem, reload } = useLoaded<RecordView>(`/api/lightning/record/${id}`, REFRESH_EVERY_MS);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  useTitle(record?.title ?? 'Record', 'Salesforce');
  useReloadOnWrite(reload);
  if (record === null || problem !== '') {
    return <p role={problem === '' ? 'status' : 'alert'}>{problem || 'Loading the record'}</p>;
  }
  const open = (next: OpenDialog) => setDialog(next);
  const standard = (name: string) => {
    switch (name) {
      case 'force:highlightsPanel':
        return <Highlights key={name} record={record} onAction={open} />;
      case 'force:detailPanel':
        return <DetailPanel key={name} record={record} onEdit={() => open('edit')} />;
      case 'force:relatedListContainer':
        return <RelatedLists key={name} lists={record.related} />;
      default:
        return <p key={name}>This preview does not show {name}.</p>;
    }
  };
  return (
    <div className="record-page">
      {record.regions.map((region) => (
        <Region
          key={region.name}
          region={region}
          properties={{ recordId: record.id, objectApiName: record.object }}
          standard={standard}
        />
      ))}
      {dialog !== null && (
        <RecordDialog dialog={dialog} record={record} onClose={() => setDialog(null)} onSaved={reload} />
      )}
    </div>
  );
}
