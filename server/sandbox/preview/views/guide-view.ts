import { hubspotName } from '../../../../shared/catalog/fields.ts';
import type { GuideView } from '../wire.ts';
import type { Display } from './display.ts';
import { titleOf } from './display.ts';
import { listView } from './list-view.ts';

const SHOWN_MAX = 5;

/** The demo's partners with their own links, and a few records to go on with. */
export function guideView(display: Display): GuideView {
  const companies = display.portal.objects('companies').list();
  const isPartner = ({ properties }: { properties: Readonly<Record<string, string>> }) =>
    properties[hubspotName('programFormUrl')] !== undefined;
  const partners = companies.filter(isPartner).map(({ id, properties }) => ({
    companyId: id,
    name: titleOf('companies', properties),
    status: display.value('companies', hubspotName('programStatus'), properties[hubspotName('programStatus')]),
    formUrl: properties[hubspotName('programFormUrl')] ?? '',
    statusUrl: properties[hubspotName('programStatusUrl')] ?? '',
  }));
  return {
    partners: partners.sort((a, b) => a.name.localeCompare(b.name)),
    latestDeals: listView(display, 'deals', '')
      .rows.slice(0, SHOWN_MAX)
      .map(({ id, title, cells }) => ({ id, title, detail: cells.filter(Boolean).join(' · ') })),
    companies: companies
      .filter((company) => !isPartner(company))
      .slice(0, SHOWN_MAX)
      .map(({ id, properties }) => ({ id, title: titleOf('companies', properties) })),
  };
}
