/**
 * `npm run sandbox`: the stand-in CRMs alone, on free ports, for whoever wants to point a server or the story at them.
 * With `--json` it prints one line: addresses, ids and the (invented) secrets.
 */
import { startControl } from '../sandbox/demo/control.ts';
import { seedDemo } from '../sandbox/demo/seed.ts';
import { startHubSpotStandIn } from '../sandbox/hubspot/start-stand-in.ts';

const standIn = await startHubSpotStandIn({ seed: seedDemo });
const control = await startControl(standIn);
const environment = {
  PARTNERLOCK_HUBSPOT_BASE_URL: standIn.baseUrl,
  PARTNERLOCK_HUBSPOT_AUTHORIZE_URL: `${standIn.baseUrl}/oauth/authorize`,
  PARTNERLOCK_HUBSPOT_FORMS_URL: standIn.baseUrl,
  PARTNERLOCK_SANDBOX_CONTROL_URL: control.url,
  HUBSPOT_APP_ID: standIn.app.appId,
  HUBSPOT_CLIENT_ID: standIn.app.clientId,
  HUBSPOT_CLIENT_SECRET: standIn.app.clientSecret,
  PARTNERLOCK_SECRET: 'secret-of-a-sandbox-on-this-machine-and-nothing-else',
  PARTNERLOCK_PUBLIC_ORIGIN: 'http://127.0.0.1:3000',
};
const users = standIn.portal.users.map(({ userId, firstName, lastName }) => ({
  userId,
  name: `${firstName} ${lastName}`,
}));

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ environment, portalId: standIn.portal.portalId, users }));
} else {
  console.log('Stand-in CRMs (not HubSpot). Point a server or the story at them with:\n');
  for (const [name, value] of Object.entries(environment)) console.log(`export ${name}=${value}`);
  console.log('\nCtrl-C ends them.');
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void Promise.all([control.close(), standIn.close()]).then(() => process.exit(0)));
}
