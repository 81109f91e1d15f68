import { escapeHtml, page } from '../../hubspot/pages/html.ts';
import type { OrgUser } from '../org/users.ts';
import { fullName } from '../org/users.ts';

const MARK = 'preview login and consent page (not Salesforce)';
const CARRIED = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
];

export interface ConsentRequest {
  readonly appName: string;
  readonly orgName: string;
  readonly scopes: readonly string[];
  readonly users: readonly OrgUser[];
  readonly query: URLSearchParams;
}

/** Names the app, what it may do and in which org; the person says who he is and decides by a button. */
export function consentPage({ appName, orgName, scopes, users, query }: ConsentRequest): string {
  const hidden = CARRIED.filter((name) => query.has(name)).map(
    (name) => `<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`,
  );
  const main = `<h1>Allow access to ${escapeHtml(orgName)}?</h1>
<form method="post" action="/services/oauth2/authorize">
${hidden.join('\n')}
<label for="userId">You are</label>
<select id="userId" name="userId">${users.map(userOption).join('')}</select>
<p>${escapeHtml(appName)} asks to be allowed:</p>
<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny" class="quiet">Deny</button>
</form>`;
  return page({ title: `Allow ${appName}`, mark: MARK, main });
}

/** What is wrong, in place of the consent page. */
export const refusalPage = (error: string, description: string): string =>
  page({
    title: 'Authorization failed',
    mark: MARK,
    main: `<h1>We can't authorize you because of an OAuth error</h1><p><code>${escapeHtml(error)}</code>: ${escapeHtml(description)}</p>`,
  });

const userOption = (user: OrgUser): string =>
  `<option value="${escapeHtml(user.id)}">${escapeHtml(fullName(user))}</option>`;
