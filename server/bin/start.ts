/**
 * `npm start`: with an app at HubSpot or Salesforce in the environment it serves that; without, it shows the whole
 * story on this machine, with stand-in CRMs and a preview in the browser (`--crm hubspot|salesforce|both`).
 */
import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';
import { operatorOf } from '../sandbox/demo/operator.ts';
import { argumentsOrExit } from './crm-choice.ts';
import { subscribe } from './demo-world.ts';
import { startDemo } from './start-demo.ts';

const config = readConfig(process.env);
const { hubspot, salesforce, secrets } = config;
const servesReal = hubspot !== null || salesforce !== null;
const { crms } = argumentsOrExit();
const running =
  servesReal && secrets ? await serve(secrets) : await startDemo(config, crms, (line) => console.log(line));

let isClosing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C means now.
    if (isClosing) process.exit(1);
    isClosing = true;
    void running.close().then(() => process.exit(0));
  });
}

async function serve(given: NonNullable<typeof secrets>) {
  const server = await startServer({ config: { ...config, secrets: given } });
  if (config.sandboxControlUrl !== null && hubspot !== null) {
    const operator = operatorOf(config.sandboxControlUrl);
    await subscribe(server, operator);
    await operator.hubspot.webhooks({ auto: true });
  }
  console.log(`PartnerLock listens on ${config.host}:${config.port} for ${server.origin}`);
  if (hubspot) console.log(`Install it in a HubSpot portal: ${server.origin}/hubspot/oauth/install`);
  if (salesforce?.signIn.flow === 'web_server')
    console.log(`Connect a Salesforce org: ${server.origin}/salesforce/oauth/install`);
  return server;
}
