/**
 * `npm run sandbox`: the stand-in CRMs alone, on free ports, for whoever wants to point a server or the story at them.
 * `--crm hubspot|salesforce|both` chooses. With `--json` it prints one line: addresses, ids and the (invented) secrets.
 */
import { operatorOf } from '../sandbox/demo/operator.ts';
import { startSandbox } from '../sandbox/demo/start-sandbox.ts';
import { argumentsOrExit } from './crm-choice.ts';

const { crms, isJson } = argumentsOrExit();
const sandbox = await startSandbox({ crms });
const { hubspot, salesforce } = await operatorOf(sandbox.controlUrl).state();
const environment = {
  ...(hubspot && {
    PARTNERLOCK_HUBSPOT_BASE_URL: hubspot.baseUrl,
    PARTNERLOCK_HUBSPOT_AUTHORIZE_URL: `${hubspot.baseUrl}/oauth/authorize`,
    PARTNERLOCK_HUBSPOT_FORMS_URL: hubspot.baseUrl,
    HUBSPOT_APP_ID: hubspot.appId,
    HUBSPOT_CLIENT_ID: hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
  }),
  ...(salesforce && {
    PARTNERLOCK_SALESFORCE_LOGIN_URL: salesforce.baseUrl,
    SALESFORCE_CLIENT_ID: salesforce.clientId,
    SALESFORCE_CLIENT_SECRET: salesforce.clientSecret,
  }),
  PARTNERLOCK_SANDBOX_CONTROL_URL: sandbox.controlUrl,
  PARTNERLOCK_SECRET: 'secret-of-a-sandbox-on-this-machine-and-nothing-else',
  PARTNERLOCK_PUBLIC_ORIGIN: 'http://127.0.0.1:3000',
};

if (isJson) {
  const portal = hubspot && { portalId: hubspot.portalId, users: hubspot.users };
  const org = salesforce && { orgId: salesforce.orgId, users: salesforce.users };
  console.log(JSON.stringify({ environment, hubspot: portal, salesforce: org }));
} else {
  console.log('Stand-in CRMs (not HubSpot, not Salesforce). Point a server or the story at them with:\n');
  for (const [name, value] of Object.entries(environment)) console.log(`export ${name}=${value}`);
  console.log('\nCtrl-C ends them.');
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void sandbox.close().then(() => process.exit(0)));
}
