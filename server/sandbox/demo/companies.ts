/** Real public companies, only ever prospects or accounts of the demo vendor; nothing here says that they are. */
export const DEMO_COMPANIES: readonly {
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly industry?: string;
}[] = [
  { name: 'Siemens', domain: 'siemens.com', country: 'Germany' },
  { name: 'Bosch', domain: 'bosch.com', country: 'Germany' },
  { name: 'Heineken', domain: 'heineken.com', country: 'Netherlands' },
  { name: 'Philips', domain: 'philips.com', country: 'Netherlands' },
  { name: 'Ferrovial', domain: 'ferrovial.com', country: 'Spain' },
  { name: 'Iberdrola', domain: 'iberdrola.com', country: 'Spain' },
  { name: 'Danone', domain: 'danone.com', country: 'France' },
  { name: 'Michelin', domain: 'michelin.com', country: 'France' },
  { name: 'Unilever', domain: 'unilever.com', country: 'United Kingdom' },
  { name: 'Rolls-Royce', domain: 'rolls-royce.com', country: 'United Kingdom' },
  { name: 'Maersk', domain: 'maersk.com', country: 'Denmark' },
  { name: 'Novo Nordisk', domain: 'novonordisk.com', country: 'Denmark' },
  { name: 'IKEA', domain: 'ikea.com', country: 'Sweden' },
  { name: 'Nestlé', domain: 'nestle.com', country: 'Switzerland' },
  { name: 'Caterpillar', domain: 'caterpillar.com', country: 'United States' },
  { name: 'John Deere', domain: 'deere.com', country: 'United States' },
];

/** Invented partners, plainly marked as demo data. */
export const DEMO_PARTNERS: readonly { readonly name: string; readonly domain: string; readonly tier: string }[] = [
  { name: 'Demo Partner North (demo data)', domain: 'demo-partner-north.example', tier: 'referral' },
  { name: 'Demo Partner South (demo data)', domain: 'demo-partner-south.example', tier: 'solution_advisor' },
  { name: 'Demo Partner Coast (demo data)', domain: 'demo-partner-coast.example', tier: 'certified_reseller' },
];
