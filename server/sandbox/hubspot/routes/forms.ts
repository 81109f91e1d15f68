import { toPage } from '../formatters.ts';
import type { HttpServer } from '../http.ts';
import { created, noContent, ok } from '../http.ts';
import { usesForms } from '../scopes.ts';
import { formDraft, formPatch } from '../store/form-draft.ts';
import { numberParam } from './params.ts';

/** Form definitions have no generally available dated version yet. */
const FORMS = '/marketing/v3/forms';

export function serveForms(http: HttpServer): void {
  http.api('get', FORMS, usesForms, (call) => {
    const forms = call.portal.forms.list(call.query.get('archived') === 'true');
    return ok(toPage(forms, numberParam(call, 'after', 0), numberParam(call, 'limit', 20, 500)));
  });
  http.api('post', FORMS, usesForms, (call) => created(call.portal.forms.create(call.body(formDraft))));
  http.api('get', `${FORMS}/:formId`, usesForms, (call) => ok(call.portal.forms.require(call.param('formId'))));
  http.api('patch', `${FORMS}/:formId`, usesForms, (call) =>
    ok(call.portal.forms.update(call.param('formId'), call.body(formPatch))),
  );
  http.api('delete', `${FORMS}/:formId`, usesForms, (call) => {
    call.portal.forms.archive(call.param('formId'));
    return noContent;
  });
  // The old list of submissions, newest first: the only way to see what a form received.
  http.api('get', '/form-integrations/v1/submissions/forms/:formId', usesForms, (call) => {
    const mine = call.portal.forms.submissions.filter((each) => each.formId === call.param('formId')).toReversed();
    const page = toPage(mine, numberParam(call, 'after', 0), numberParam(call, 'limit', 20, 50));
    const results = page.results.map(({ submittedAtMs, pageUrl, values }) => ({
      submittedAt: submittedAtMs,
      pageUrl,
      values,
    }));
    return ok({ ...page, results });
  });
}
