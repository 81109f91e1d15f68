import { useMemo, useState } from 'react';
import type { ObjectType } from '../../../../hubspot/entities.ts';
import type { RecordPageView } from '../../../wire.ts';
import { Extension } from '../../extension/Extension.tsx';
import { Go } from '../../router.tsx';
import { useLoaded, useTitle } from '../../use-loaded.ts';
import { Associations } from './Associations.tsx';
import { CreateRecord } from './CreateRecord.tsx';
import { PropertyGroups } from './PropertyGroups.tsx';
import { Timeline } from './Timeline.tsx';

const REFRESH_EVERY_MS = 1_000;

/** Three columns as in HubSpot: properties, what happened, and the app's card. */
export function RecordPage({ type, id }: { type: ObjectType; id: string }) {
  const { value: record, problem, reload } = useLoaded<RecordPageView>(`/api/records/${type}/${id}`, REFRESH_EVERY_MS);
  useTitle(record?.title ?? 'Record');
  if (record === null) {
    return (
      <main className="page">
        <h1>{problem === '' ? 'Loading the record' : 'This record cannot be shown'}</h1>
        <p role={problem === '' ? 'status' : 'alert'}>{problem}</p>
      </main>
    );
  }
  return (
    <main className="record">
      <section className="record-left" aria-label="Properties">
        <RecordHead record={record} onChanged={reload} />
        <PropertyGroups record={record} onChanged={reload} />
      </section>
      <section className="record-middle" aria-label="Activity and associations">
        <Timeline entries={record.timeline} />
        <Associations record={record} />
      </section>
      <aside className="record-right" aria-label="PartnerLock card">
        <Card record={record} onRefresh={() => void reload()} />
      </aside>
      {problem !== '' && (
        <p role="alert" className="page-problem">
          {problem}
        </p>
      )}
    </main>
  );
}

function RecordHead({ record, onChanged }: { record: RecordPageView; onChanged: () => Promise<void> }) {
  const [isCreating, setCreating] = useState(false);
  return (
    <div className="sheet record-head">
      <Go to={`/${record.type}`} className="back">
        ‹ {{ deals: 'Deals', companies: 'Companies', contacts: 'Contacts' }[record.type]}
      </Go>
      <h1>{record.title}</h1>
      <p className="detail">{record.subtitle}</p>
      <p className="record-id">Record ID {record.id}</p>
      {record.type === 'companies' && (
        <button type="button" className="button primary md" onClick={() => setCreating(true)}>
          Create deal
        </button>
      )}
      {isCreating && (
        <CreateRecord
          type="deals"
          company={record}
          onClose={() => {
            setCreating(false);
            void onChanged();
          }}
        />
      )}
    </div>
  );
}

function Card({ record, onRefresh }: { record: RecordPageView; onRefresh: () => void }) {
  const { typeId, id, type, version } = record;
  const place = useMemo(() => ({ location: 'crm.record.sidebar' as const, record: { typeId, id } }), [typeId, id]);
  return (
    <div className="sheet card">
      <h2>PartnerLock</h2>
      {type === 'contacts' ? (
        <p className="hint">The app shows its card on deals and companies.</p>
      ) : (
        <Extension bundle="PartnerCard" title="PartnerLock" place={place} version={version} onRefresh={onRefresh} />
      )}
    </div>
  );
}
