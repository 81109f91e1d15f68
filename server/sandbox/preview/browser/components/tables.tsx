import type { TableCellProps, TableElementProps, TableHeaderProps, TableProps } from '@hubspot/ui-extensions';
import { classes, send, testAttributes } from './host-kit.ts';

/** Wide tables scroll inside their own frame, which the keyboard reaches, and never widen the page. */
export function Table(props: TableProps) {
  const { bordered = true, flush = false, density = 'default', children, testId } = props;
  return (
    <div className="table-block" {...testAttributes(testId)}>
      <div
        className={classes('table-frame', bordered && 'bordered', flush && 'flush')}
        tabIndex={0}
        role="group"
        aria-label="Table"
      >
        <table className={density}>{children}</table>
      </div>
      {props.paginated === true && (
        <Pages count={props.pageCount} page={props.page ?? 1} onPage={(page) => send(props.onPageChange, page)} />
      )}
    </div>
  );
}

function Pages({ count, page, onPage }: { count: number; page: number; onPage: (page: number) => void }) {
  return (
    <nav className="pages" aria-label="Pages">
      <button type="button" className="button secondary sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        ‹ Previous
      </button>
      <span>
        {page} / {Math.max(count, 1)}
      </span>
      <button type="button" className="button secondary sm" disabled={page >= count} onClick={() => onPage(page + 1)}>
        Next ›
      </button>
    </nav>
  );
}

export const TableHead = ({ children, testId }: TableElementProps) => (
  <thead {...testAttributes(testId)}>{children}</thead>
);
export const TableBody = ({ children, testId }: TableElementProps) => (
  <tbody {...testAttributes(testId)}>{children}</tbody>
);
export const TableFooter = ({ children, testId }: TableElementProps) => (
  <tfoot {...testAttributes(testId)}>{children}</tfoot>
);
export const TableRow = ({ children, testId }: TableElementProps) => <tr {...testAttributes(testId)}>{children}</tr>;

const NEXT = { none: 'ascending', ascending: 'descending', descending: 'ascending' } as const;
const ARROWS = { none: '↕', ascending: '↑', descending: '↓' } as const;

export function TableHeader(props: TableHeaderProps) {
  const attributes = { ...cellAttributes(props), ...testAttributes(props.testId) };
  if (!('onSortChange' in props)) return <th {...attributes}>{props.children}</th>;
  const { sortDirection: direction, disabled, onSortChange } = props;
  return (
    <th {...attributes} aria-sort={direction}>
      <button type="button" className="sort" disabled={disabled} onClick={() => send(onSortChange, NEXT[direction])}>
        {props.children} <span aria-hidden="true">{ARROWS[direction]}</span>
      </button>
    </th>
  );
}

export const TableCell = (props: TableCellProps) => (
  <td {...cellAttributes(props)} colSpan={props.colSpan} {...testAttributes(props.testId)}>
    {props.children}
  </td>
);

function cellAttributes({ align, width }: Pick<TableCellProps, 'align' | 'width'>) {
  const isNamed = width === 'min' || width === 'max' || width === 'auto';
  return {
    className: classes(align, isNamed && `width-${width}`),
    style: typeof width === 'number' ? { width } : undefined,
  };
}
