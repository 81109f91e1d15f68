import type { HttpServer } from '../http.ts';
import { noContent } from '../http.ts';
import type { OAuth } from '../oauth.ts';
import { anyInstall } from '../scopes.ts';

/** The app takes itself out of the account whose token it sends; all tokens of that account stop working. */
export function serveInstalls(http: HttpServer, oauth: OAuth): void {
  http.api('delete', '/appinstalls/2026-09/external-install', anyInstall, (call) => {
    oauth.uninstall(call.portal.portalId);
    return noContent;
  });
}
