import { hubspotName } from '../../../../shared/catalog/fields.ts';
import type { GuideView } from '../wire.ts';
import type { Display } from './display.ts';
import { titleOf } from './display.ts';
import { listView } from './list-view.ts';

/** What a channel manager hands to a partner. It stands on no record, so the composition tells it. */
export interface PartnerLinks {
  readonly companyId: string;
  readonly formUrl: string;
  readonly statusUrl: string;
}

const SHOWN_MAX = 5;

/** The demo's partners with their own links, and a few records to go on with. */
export function guideView(display: Display, links: readonly PartnerLinks[]): GuideView {
  const companies = display.portal.objects('companies').list();
  const linksOf = new Map(links.map((link) => [link.companyId, link]));
  const isPartner = ({ id }: { id: string }) => linksOf.has(id);
  const partners = companies.filter(isPartner).map(({ id, properties }) => ({
    companyId: id,
    name: titleOf('companies', properties),
    status: display.value('companies', hubspotName('programStatus'), properties[hubspotName('programStatus')]),
    formUrl: linksOf.get(id)?.formUrl ?? '',
    statusUrl: linksOf.get(id)?.statusUrl ?? '',
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
