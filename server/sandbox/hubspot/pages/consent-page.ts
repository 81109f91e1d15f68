import type { Portal } from '../portal.ts';
import { fullName } from '../portal.ts';
import { escapeHtml, page } from './html.ts';

const MARK = 'preview consent page (not HubSpot)';

export interface ConsentRequest {
  readonly appName: string;
  readonly scopes: readonly string[];
  readonly portals: readonly Portal[];
  readonly query: URLSearchParams;
}

/** Names the app, what it may do and in which account; the person decides by a button. */
export function consentPage({ appName, scopes, portals, query }: ConsentRequest): string {
  const carried = ['client_id', 'redirect_uri', 'scope', 'optional_scope', 'state', 'code_challenge', CHALLENGE_METHOD];
  const hidden = carried
    .filter((name) => query.has(name))
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`);
  const main = `<h1>Connect ${escapeHtml(appName)} to your account</h1>
<form method="post" action="/oauth/authorize">
${hidden.join('\n')}
<label for="portalId">Account</label>
<select id="portalId" name="portalId">${portals.map(portalOption).join('')}</select>
<label for="userId">You are</label>
<select id="userId" name="userId">${portals[0]?.users.map(userOption).join('') ?? ''}</select>
<p>${escapeHtml(appName)} asks to be allowed:</p>
<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
<button name="decision" value="connect">Connect app</button>
<button name="decision" value="cancel" class="quiet">Cancel</button>
</form>`;
  return page({ title: `Connect ${appName}`, mark: MARK, main });
}

/** What is wrong, in place of the consent page. */
export const refusalPage = (reason: string): string =>
  page({
    title: 'Authorization failed',
    mark: MARK,
    main: `<h1>Couldn't complete the connection</h1><p>${escapeHtml(reason)} Please contact the app developer.</p>`,
  });

const CHALLENGE_METHOD = 'code_challenge_method';

const portalOption = (portal: Portal): string =>
  `<option value="${escapeHtml(portal.portalId)}">${escapeHtml(portal.name)} · ${escapeHtml(portal.portalId)}</option>`;

const userOption = (user: Portal['users'][number]): string =>
  `<option value="${escapeHtml(user.userId)}">${escapeHtml(fullName(user))}${user.superAdmin ? ', super admin' : ''}</option>`;
