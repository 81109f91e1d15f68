import { PERMISSION_SETS } from '../../../../shared/catalog/salesforce-access.ts';
import type { AccessFacts } from './facts.ts';
import { checkGrants } from './check-grants.ts';
import { asNote, findingsOf, type Finding } from './finding.ts';

/** Whether people have the permission sets that they need, and PartnerLock's own user no more than its own. */
export function checkAccess(facts: AccessFacts): readonly Finding[] {
  const { permissionSets, assignments } = facts;
  const active = assignments.filter(({ isActiveUser }) => isActiveUser);
  const missing = PERMISSION_SETS.filter(({ name }) => !permissionSets.includes(name));
  const unassigned = PERMISSION_SETS.filter(
    ({ name }) => permissionSets.includes(name) && !active.some(({ permissionSet }) => permissionSet === name),
  );
  const integrationUsers = [
    ...new Set(active.filter(({ permissionSet }) => permissionSet === INTEGRATION).map(({ username }) => username)),
  ];
  return [
    ...missing.map(({ name }) => finding('permissionSetMissing', name)),
    ...checkGrants(facts),
    ...unassigned.map(({ name }) =>
      // An org without a partner site has nobody to submit, and loses nothing by it.
      name === SUBMITTER ? asNote(finding('noPartnerUser', name)) : finding('nobodyAssigned', name),
    ),
    ...(integrationUsers.length > 1 ? [finding('severalIntegrationUsers', integrationUsers.join(', '))] : []),
    ...integrationUsers.flatMap((username) => checkIntegrationUser(username, active)),
  ];
}

const finding = findingsOf('access');

/** Names of permission sets whose holders are looked at more closely. */
export const INTEGRATION = 'Partner_Integration';
const SUBMITTER = 'Partner_Submitter';

function checkIntegrationUser(username: string, active: AccessFacts['assignments']): readonly Finding[] {
  const held = active.filter((each) => each.username === username);
  const others = held
    .filter(({ isOwnedByProfile, permissionSet }) => !isOwnedByProfile && permissionSet !== INTEGRATION)
    .map(({ permissionSet }) => permissionSet);
  return [
    ...(others.length > 0 ? [finding('integrationHoldsMore', username, others.join(', '))] : []),
    ...(held.some(({ modifiesAllData }) => modifiesAllData) ? [finding('integrationModifiesAll', username)] : []),
  ];
}
