import { all, nameOf, textOf, type MetadataFile, type XmlNode } from './metadata-xml.ts';
import { unless, type PackageIndex } from './package-index.ts';
import { unknownValues } from './check-screens.ts';

/** Whether report types, reports and dashboards show only what exists. */
export function checkReports(index: PackageIndex): string[] {
  const types = new Map(index.filesOf('ReportType').map((file) => [`${nameOf(file)}__c`, columnsOf(file)]));
  const reports = new Map(index.filesOf('Report').map((file) => [inFolder(file), file]));
  return [
    ...index
      .filesOf('ReportType')
      .flatMap((file) =>
        [...columnsOf(file)]
          .filter((column) => !fieldOf(column, index))
          .map((column) => `${file.path}: there is no field ${column}`),
      ),
    ...[...reports.values()].flatMap((file) =>
      reportProblems(file, types, index).map((problem) => `${file.path}: ${problem}`),
    ),
    ...index
      .filesOf('Dashboard')
      .flatMap((file) => dashboardProblems(file, reports).map((problem) => `${file.path}: ${problem}`)),
    ...['Report', 'Dashboard'].flatMap((type) =>
      index.filesOf(type).flatMap((file) => {
        const folder = inFolder(file).split('/')[0] ?? '';
        return unless(index.names(`${type}Folder`).has(folder), `${file.path}: there is no folder ${folder}`);
      }),
    ),
  ];
}

const inFolder = ({ path }: MetadataFile): string => `${path.split('/').at(-2)}/${nameOf({ path })}`;

/** `Object$Field`, as reports on a custom report type name their columns. */
const columnsOf = ({ root }: MetadataFile): ReadonlySet<string> =>
  new Set(
    all(root, 'sections')
      .flatMap((section) => all(section, 'columns'))
      .map((column) => `${textOf(column, 'table')}$${textOf(column, 'field')}`),
  );

const fieldOf = (column: string, index: PackageIndex) => {
  const [object = '', name = ''] = column.split('$');
  return index.field(object, name);
};

function reportProblems({ root }: MetadataFile, types: ReadonlyMap<string, ReadonlySet<string>>, index: PackageIndex) {
  const type = textOf(root, 'reportType');
  const columns = types.get(type);
  if (!columns) return [`there is no report type ${type}`];
  const filters = all(root, 'filter').flatMap((filter) => all(filter, 'criteriaItems'));
  const timeFrame = textOf(all(root, 'timeFrameFilter')[0], 'dateColumn');
  const named = [
    ...valuesOf(root, 'columns', 'field'),
    ...valuesOf(root, 'groupingsDown', 'field'),
    ...filters.map((item) => textOf(item, 'column')),
    timeFrame,
  ];
  return [
    ...named.filter((column) => !columns.has(column)).map((column) => `${type} has no column ${column}`),
    ...filters.flatMap((item) => {
      const [object = '', name = ''] = textOf(item, 'column').split('$');
      return unknownValues(object, name, textOf(item, 'value'), index);
    }),
    ...unless(/^Date/.test(fieldOf(timeFrame, index)?.type ?? ''), `${timeFrame} is no date for a time frame`),
  ];
}

const valuesOf = (root: XmlNode | null, element: string, name: string): string[] =>
  all(root, element).map((entry) => textOf(entry, name));

function dashboardProblems({ root }: MetadataFile, reports: ReadonlyMap<string, MetadataFile>): string[] {
  const parts = all(root, 'dashboardGridLayout')
    .flatMap((grid) => all(grid, 'dashboardGridComponents'))
    .flatMap((cell) => all(cell, 'dashboardComponent'));
  return parts.flatMap((part) => {
    const name = textOf(part, 'report');
    const report = reports.get(name);
    if (!report) return [`there is no report ${name}`];
    const groups = valuesOf(report.root, 'groupingsDown', 'field');
    const group = textOf(part, 'groupingColumn');
    return [
      ...unless(groups.length > 0, `${name} has no groups, so a dashboard cannot show it`),
      ...unless(group === '' || groups.includes(group), `${name} is not grouped by ${group}`),
    ];
  });
}
