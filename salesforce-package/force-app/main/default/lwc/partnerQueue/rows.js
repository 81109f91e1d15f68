import { actionsFromFields, fromSalesforce, ownershipFromFields, rowOf } from 'c/partnerCore';
import { CURRENCY, say, sayCode, sayLastDay, sayMoment, sayMoney, sayReasons } from 'c/partnerReader';

/** What a column is sorted by, by the column's own name. */
export const SORTED_BY = {
  href: 'prospectName',
  partner: 'partnerName',
  registered: 'registeredAt',
  until: 'lockEndsAt',
  estimate: 'estimatedAmount',
};

/** @param {boolean} canDecide */
export const columnsFor = (canDecide) => [
  {
    ...column('href', 'lwc.company'),
    type: 'url',
    typeAttributes: { label: { fieldName: 'company' }, target: '_self' },
  },
  column('partner', 'card.partner'),
  column('state', 'lwc.state'),
  column('registered', 'card.registeredAt'),
  column('reasons', 'lwc.reasons'),
  column('until', 'lwc.until'),
  { ...column('estimate', 'lwc.estimate'), cellAttributes: { alignment: 'right' } },
  ...(canDecide ? [{ type: 'action', typeAttributes: { rowActions: { fieldName: 'rowActions' } } }] : []),
];

const column = (fieldName, key) => ({
  fieldName,
  label: say(key),
  type: 'text',
  wrapText: true,
  sortable: Object.hasOwn(SORTED_BY, fieldName),
});

/**
 * A line of the table from GraphQL's node.
 * @param {Record<string, any>} node
 * @param {string} now
 */
export function lineOf(node, now) {
  const values = fromSalesforce('Partner_Registration__c', rowOf({ fields: node }), CURRENCY);
  // A decision under way is carried out first: nobody decides twice on one registration.
  const actions = values.decision ? [] : actionsFromFields(values, now);
  return {
    recordId: node.Id,
    company: values.prospectName ?? node.Name?.value ?? '',
    partner: values.partnerName ?? '',
    state: stateText(values, now),
    registered: sayMoment(values.registeredAt) ?? '',
    reasons: sayReasons(values.verdictReasons).join('; '),
    until: sayLastDay(values.lockEndsAt) ?? '',
    estimate: sayMoney(values.estimatedAmount) ?? '',
    actions,
    rowActions: actions.map((name) => ({ name, label: sayCode('decide', name) })),
  };
}

function stateText(values, now) {
  if (values.decision) return say('lwc.deciding');
  if (!values.registrationStatus) return say('lwc.notLookedAt');
  if (values.registrationStatus === 'action_required') return sayCode('status', values.registrationStatus);
  return sayCode('state', ownershipFromFields(values, now, null).state);
}
