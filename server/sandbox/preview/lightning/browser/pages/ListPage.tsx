import { useState } from 'react';
import { Go, useRouter } from '../../../browser/router.tsx';
import { useLoaded, useTitle } from '../../../browser/use-loaded.ts';
import type { ListRowView, ListView } from '../../wire.ts';
import { Button } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { NewRecord } from '../parts/NewRecord.tsx';

const REFRESH_EVERY_MS = 3_000;

/** An object's list views, those of the package among them. */
export function ListPage({ object }: { object: string }) {
  const { search, go, path } = useRouter();
  const params = new URLSearchParams(search);
  const [isCreating, setCreating] = useState(params.has('new'));
  const wanted = params.get('view');
  const address = `/api/lightning/list/${object}${wanted === null ? '' : `?view=${encodeURIComponent(wanted)}`}`;
  const { value: list, problem } = useLoaded<ListView>(address, REFRESH_EVERY_MS);
  useTitle(list?.objectLabel ?? 'List', 'Salesforce');
  if (list === null) return <p role={problem === '' ? 'status' : 'alert'}>{problem || 'Loading the list'}</p>;
  return (
    <section className="slds-card list-card">
      <div className="slds-page-header">
        <div className="page-header-row">
          <Icon category="standard" name={list.icon} />
          <div className="page-header-title">
            <p className="object-label">{list.objectLabel}</p>
            <h1 className="slds-page-header__title">{list.views.find(({ name }) => name === list.view)?.label}</h1>
          </div>
          <div className="page-header-actions">
            <label className="list-choice">
              <span>List view</span>
              <select
                className="slds-select"
                value={list.view}
                onChange={(event) => go(`${path}?view=${encodeURIComponent(event.target.value)}`)}
              >
                {list.views.map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            {list.canCreate && <Button onClick={() => setCreating(true)}>New</Button>}
          </div>
        </div>
        <p className="slds-page-header__meta-text">
          {list.rows.length} {list.rows.length === 1 ? 'item' : 'items'}
        </p>
      </div>
      <RecordTable columns={list.columns} rows={list.rows} label={list.objectLabel} />
      {isCreating && <NewRecord object={object} preset={{}} onClose={() => setCreating(false)} />}
    </section>
  );
}

interface TableProps {
  readonly columns: readonly string[];
  readonly rows: readonly ListRowView[];
  readonly label: string;
}

export function RecordTable({ columns, rows, label }: TableProps) {
  if (rows.length === 0) return <p className="slds-p-around_medium empty-list">Nothing to show here.</p>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="slds-table slds-table_cell-buffer slds-table_bordered">
        <thead>
          <tr className="slds-line-height_reset">
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="slds-hint-parent">
              {row.cells.map((cell, index) => (
                <td key={columns[index]}>
                  <div className="slds-truncate" title={cell.text}>
                    {cell.to === null ? cell.text : <Go to={cell.to}>{cell.text}</Go>}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
