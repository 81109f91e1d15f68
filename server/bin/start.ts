/**
 * `npm start`: with an app at HubSpot in the environment it serves that; without, it shows the whole story on this
 * machine, with stand-in CRMs and a preview in the browser.
 */
import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';
import { operatorOf } from '../sandbox/demo/operator.ts';
import { subscribe } from './demo-world.ts';
import { startDemo } from './start-demo.ts';

const config = readConfig(process.env);
const { hubspot, secrets } = config;
const running = hubspot && secrets ? await serve() : await startDemo(config, (line) => console.log(line));

let isClosing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C means now.
    if (isClosing) process.exit(1);
    isClosing = true;
    void running.close().then(() => process.exit(0));
  });
}

async function serve() {
  if (!hubspot || !secrets) throw new Error('unreachable: checked above');
  const server = await startServer({ config: { ...config, hubspot, secrets } });
  if (config.sandboxControlUrl !== null) {
    const operator = operatorOf(config.sandboxControlUrl);
    await subscribe(server, operator);
    await operator.webhooks({ auto: true });
  }
  console.log(`PartnerLock listens on ${config.host}:${config.port} for ${server.origin}`);
  console.log(`Install it in a HubSpot portal: ${server.origin}/hubspot/oauth/install`);
  return server;
}
