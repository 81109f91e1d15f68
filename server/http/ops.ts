import { Router } from 'express';
import type { AppDeps } from './deps.ts';

/** For whoever runs the server: is the process alive, and can it do its work. */
export function ops(deps: Pick<AppDeps, 'isReady'>): Router {
  const router = Router();
  // Browsers ask for it beside every page; without an answer each visit would log an error.
  router.get('/favicon.ico', (_request, response) => void response.status(204).end());
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    const checks = await deps.isReady();
    const ok = checks.every((check) => check.ok);
    response.status(ok ? 200 : 503).json({ status: ok ? 'ready' : 'not_ready', checks });
  });
  return router;
}
