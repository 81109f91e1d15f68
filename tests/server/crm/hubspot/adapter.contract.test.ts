import { fieldOf } from '../../../../shared/catalog/fields.ts';
import { toInstant } from '../../../../shared/values/time.ts';
import { createHubSpotCrm } from '../../../../server/crm/hubspot/adapter.ts';
import { HUBSPOT_OBJECT, isHeld } from '../../../../server/crm/hubspot/mapping.ts';
import { testCrmPort } from '../../../contract/crm-port-battery.ts';
import type { CrmHarness } from '../../../contract/crm-port-harness.ts';
import { connectPortal, provisionPortal } from './connected-portal.ts';

testCrmPort('HubSpot (its stand-in)', openHarness);

const SALES = { pipeline: 'default', stage: 'qualifiedtobuy' };

async function openHarness(): Promise<CrmHarness> {
  const portal = await connectPortal();
  const { clock, portal: screen, baseUrl } = portal.standIn;
  const { pipelineId, stages, formId } = await provisionPortal(portal);
  const place = { pipelineId, waitingStage: stages.waiting, closedStage: stages.closed };
  const crm = createHubSpotCrm({
    client: portal.client,
    place,
    sales: SALES,
    currency: 'EUR',
    now: () => clock.now(),
  });
  const rep = screen.user('Sales Rep One');
  const owner = (owned?: boolean): Record<string, string> => (owned ? { hubspot_owner_id: rep.ownerId } : {});
  const [companies, deals] = [screen.objects('companies'), screen.objects('deals')];

  return {
    crm,
    recordObject: 'deal',
    stored: (at) => at,
    unknownId: '999999',
    advance: (ms) => clock.advance(ms),
    now: () => toInstant(clock.now()),
    addCompany: async ({ name, domain, isCustomer, owned }) => {
      const lifecycle: Record<string, string> = isCustomer ? { lifecyclestage: 'customer' } : {};
      return companies.create({ name, ...(domain && { domain }), ...lifecycle, ...owner(owned) }).id;
    },
    addDeal: async ({ name, companyId, stage, owned }) => {
      const dealstage = { open: 'contractsent', won: 'closedwon', lost: 'closedlost' }[stage];
      const deal = deals.create({ dealname: name, pipeline: 'default', dealstage, ...owner(owned) });
      deals.associate(deal.id, { type: 'companies', id: companyId });
      return deal.id;
    },
    addLead: null,
    convertLead: null,
    submitOwn: null,
    decide: null,
    mergeCompanies: async (survivorId, loserId) => void companies.merge(survivorId, loserId),
    submitForm: async (email, values) => {
      // What the form demands of everybody, unless the battery says otherwise.
      const demanded = { stagingSubmittedBy: 'x@partner.example', stagingCompany: 'x', stagingConsent: 'true' };
      const staged = Object.entries({ ...demanded, ...values });
      const named = staged.map(([code, value]) => ({ name: fieldOf(code as keyof typeof values).hubspot, value }));
      const fields = [{ name: 'email', value: email }, ...named].map((one) => ({ objectTypeId: '0-1', ...one }));
      const answer = await fetch(`${baseUrl}/submissions/v3/integration/submit/${screen.portalId}/${formId}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fields }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return { object: 'contact', id: screen.objects('contacts').find('email', email)?.id ?? '' };
    },
    standing: async (dealId) => {
      const stage = deals.get(dealId)?.properties.dealstage;
      if (stage === place.waitingStage || stage === place.closedStage) return 'outside';
      return stage === SALES.stage ? 'sales' : 'elsewhere';
    },
    moveOn: async (dealId) => void deals.update(dealId, { pipeline: 'default', dealstage: 'contractsent' }),
    amountOf: async (dealId) => {
      const amount = deals.get(dealId)?.properties.amount;
      return amount ? Number(amount) : null;
    },
    remove: async ({ object, id }) => {
      if (isHeld(object)) screen.objects(HUBSPOT_OBJECT[object]).archive(id);
    },
    recordsOf: async (companyId) => companies.associated(companyId, 'deals'),
    loseNextAnswer: () =>
      portal.standIn.faults.add({
        match: { path: /\/(companies|deals)(\/batch\/(create|update)|\/\d+)?$/ },
        times: 1,
        answer: 'dropAfter',
      }),
    close: () => portal.close(),
  };
}
