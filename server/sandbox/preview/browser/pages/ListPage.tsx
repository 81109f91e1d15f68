import { useEffect, useMemo, useState } from 'react';
import type { ListView } from '../../wire.ts';
import { Dialog } from '../components/Dialog.tsx';
import { Extension } from '../extension/Extension.tsx';
import { Go } from '../router.tsx';
import { useLoaded, useTitle } from '../use-loaded.ts';
import { CreateRecord } from './record/CreateRecord.tsx';

const LABELS = { deals: 'Deals', companies: 'Companies', contacts: 'Contacts' } as const;
const TYPE_IDS = { deals: '0-3', companies: '0-2', contacts: '0-1' } as const;
const REFRESH_EVERY_MS = 2_000;

/** A list of records with a search; deals can be selected for the app's bulk action. */
export function ListPage({ type }: { type: keyof typeof LABELS }) {
  const [query, setQuery] = useState('');
  const {
    value: list,
    problem,
    reload,
  } = useLoaded<ListView>(`/api/records/${type}?query=${encodeURIComponent(query)}`, REFRESH_EVERY_MS);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [isApproving, setApproving] = useState(false);
  const [isCreating, setCreating] = useState(false);
  useTitle(LABELS[type]);
  return (
    <main className="page">
      <div className="list-head">
        <h1>{LABELS[type]}</h1>
        {type === 'companies' && (
          <button type="button" className="button primary md" onClick={() => setCreating(true)}>
            Create company
          </button>
        )}
      </div>
      <section className="sheet">
        <div className="list-tools">
          <label className="visually-hidden" htmlFor="search">
            Search {LABELS[type].toLowerCase()}
          </label>
          <input
            id="search"
            type="search"
            placeholder={`Search ${LABELS[type].toLowerCase()}`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <span role="status">{list === null ? 'Loading' : `${list.total} found`}</span>
          {selected.length > 0 && (
            <span className="bulk-bar">
              {selected.length} selected
              <button type="button" className="button secondary sm" onClick={() => setApproving(true)}>
                Approve registrations
              </button>
              <button type="button" className="button transparent sm" onClick={() => setSelected([])}>
                Clear
              </button>
            </span>
          )}
        </div>
        {problem !== '' && <p role="alert">{problem}</p>}
        {list !== null && (
          <Rows list={list} selected={selected} onSelect={type === 'deals' ? setSelected : undefined} />
        )}
      </section>
      {isApproving && <BulkPanel ids={selected} onClose={() => (setApproving(false), void reload())} />}
      {isCreating && <CreateRecord type="companies" onClose={() => setCreating(false)} />}
    </main>
  );
}

interface RowsProps {
  readonly list: ListView;
  readonly selected: readonly string[];
  readonly onSelect: ((ids: readonly string[]) => void) | undefined;
}

function Rows({ list, selected, onSelect }: RowsProps) {
  if (list.rows.length === 0) return <p className="hint">Nothing here yet, or nothing fits the search.</p>;
  const typeId = TYPE_IDS[list.type];
  const allIds = list.rows.map((row) => row.id);
  const isAll = allIds.every((id) => selected.includes(id));
  const toggle = (id: string) =>
    onSelect?.(selected.includes(id) ? selected.filter((each) => each !== id) : [...selected, id]);
  return (
    <div className="table-frame" tabIndex={0} role="group" aria-label={LABELS[list.type]}>
      <table className="records">
        <thead>
          <tr>
            {onSelect !== undefined && (
              <th className="tick">
                <input
                  type="checkbox"
                  aria-label="Select all"
                  checked={isAll}
                  onChange={() => onSelect(isAll ? [] : allIds)}
                />
              </th>
            )}
            <th>Name</th>
            {list.columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              {onSelect !== undefined && (
                <td className="tick">
                  <input
                    type="checkbox"
                    aria-label={`Select ${row.title}`}
                    checked={selected.includes(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </td>
              )}
              <td>
                <Go to={`/record/${typeId}/${row.id}`}>{row.title}</Go>
              </td>
              {row.cells.map((cell, index) => (
                <td key={index}>{cell === '' ? <span className="empty">–</span> : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** HubSpot opens a bulk action in a panel over the list. */
function BulkPanel({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const place = useMemo(() => ({ location: 'crm.bulkActions' as const, selection: { typeId: '0-3', ids } }), [ids]);
  useEffect(() => {
    const close = () => onClose();
    window.addEventListener('popstate', close);
    return () => window.removeEventListener('popstate', close);
  }, []);
  return (
    <Dialog title="Approve registrations" shape="panel" size="md" onClose={onClose}>
      <div className="dialog-body">
        <Extension bundle="BulkApprove" title="Approve registrations" place={place} />
      </div>
    </Dialog>
  );
}
