import path from 'node:path';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import express from 'express';
import { z } from 'zod';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { LOCALES, localeOf, type Locale } from '../../shared/words/locale.ts';
import { say, type WordKey } from '../../shared/words/say.ts';
import { answerQuestion, partnerPage, withdraw } from '../flow/partner-desk.ts';
import { takeSubmission } from '../flow/take-submission.ts';
import type { AppDeps } from './deps.ts';
import { messagePage } from './pages/page.ts';
import { receiptPage, waitingPage } from './pages/receipt-page.ts';
import { statusPage } from './pages/status-page.ts';

const COOKIE = 'partnerlock_form';
/** After this many looks (two seconds apart) the waiting page stops promising that it is quick. */
const QUICK_LOOKS = 15;

const linkSchema = z.object({ program: z.string().max(100), token: z.string().max(200) });
const formSchema = linkSchema.extend({ reference: z.string().max(40) });
const cookieSchema = z.object({ program: z.string(), nonce: z.string(), token: z.string(), looks: z.number() });
type FormVisit = z.infer<typeof cookieSchema>;

/** The partner's side: the way to the hosted form, the receipt, and the status page. */
export function partnerPages(deps: AppDeps): Router {
  const { flow } = deps;
  const router = Router();
  router.get('/partner/style.css', (_request, response) =>
    response.sendFile(path.join(import.meta.dirname, 'pages/style.css')),
  );
  router.get(
    '/partner/receipt-key.pem',
    (_request, response) => void response.type('application/x-pem-file').send(deps.receipts.publicKeyPem),
  );

  router.get('/partner/register', async (request, response) => {
    const link = readLink(request.query, 'form');
    if (link === null) return sayInvalidLink(request, response);
    const form = await deps.formOf(link.program);
    const locale = localeFor(request);
    if (form === null)
      return void response
        .status(503)
        .send(messagePage(locale, say(locale, 'link.not_ready'), say(locale, 'link.not_ready_help')));
    const nonce = deps.newNonce();
    rememberVisit(response, { program: link.program, token: link.token, nonce, looks: 0 });
    const hidden = {
      [FIELDS.stagingNonce.hubspot]: nonce,
      [FIELDS.stagingToken.hubspot]: link.token,
      [FIELDS.stagingStatus.hubspot]: 'new',
    };
    response.redirect(303, `${form.url}${form.url.includes('?') ? '&' : '?'}${new URLSearchParams(hidden).toString()}`);
  });

  router.get('/partner/receipt', async (request, response) => {
    const visit = visitOf(request);
    const locale = localeFor(request);
    if (visit === null)
      return void response
        .status(404)
        .send(messagePage(locale, say(locale, 'receipt.no_form'), say(locale, 'receipt.no_form_help')));
    const program = await flow.programOf(visit.program);
    const submittedAt = await findSubmission(visit);
    if (submittedAt === null) {
      rememberVisit(response, { ...visit, looks: visit.looks + 1 });
      return void response.send(waitingPage(locale, visit.looks >= QUICK_LOOKS));
    }
    deps.wake();
    const receipt = deps.receipts.sign(flow.ids.reference(visit.program, visit.nonce), submittedAt);
    if (request.accepts(['html', 'json']) === 'json') return void response.json(receipt);
    const partnerId = flow.links.partnerOf(visit.program, visit.token, 'form') ?? '';
    const links = {
      status: flow.links.statusUrl(visit.program, partnerId),
      another: flow.links.formUrl(visit.program, partnerId),
    };
    response.send(receiptPage(locale, receipt, links, program.policy.zone));
  });

  router.get('/partner/status', async (request, response) => {
    const link = readLink(request.query, 'status');
    if (link === null) return sayInvalidLink(request, response);
    await showStatus(request, response, link, null);
  });

  const form: RequestHandler = express.urlencoded({ extended: false, limit: '64kb' });
  router.post(
    '/partner/status/answer',
    form,
    acting(
      formSchema.extend({ answer: z.string().min(1).max(5_000) }),
      (link, asked) => answerQuestion(flow, link, asked.reference, asked.answer),
      'status.answered',
    ),
  );
  router.post(
    '/partner/status/withdraw',
    form,
    acting(formSchema, (link, asked) => withdraw(flow, link, asked.reference), 'status.withdrawn_done'),
  );
  return router;

  interface Link {
    readonly program: ProgramId;
    readonly token: string;
    readonly partnerId: string;
  }

  function readLink(source: unknown, purpose: 'form' | 'status'): Link | null {
    const parsed = linkSchema.safeParse(source);
    const partnerId = parsed.success ? flow.links.partnerOf(parsed.data.program, parsed.data.token, purpose) : null;
    return parsed.success && partnerId !== null ? { ...parsed.data, partnerId } : null;
  }

  /** The receipt page reads the submission itself, so that a partner does not wait for a webhook. */
  async function findSubmission(visit: FormVisit): Promise<string | null> {
    try {
      await takeSubmission(flow, visit.program, { contactId: null, nonce: visit.nonce });
    } catch (error) {
      if (!(error instanceof CrmUnavailable || error instanceof CrmRefused)) throw error;
    }
    return deps.submittedAt(visit.program, visit.nonce);
  }

  function acting<T extends z.infer<typeof formSchema>>(
    schema: z.ZodType<T>,
    act: (link: Link, asked: T) => Promise<boolean>,
    done: WordKey,
  ): RequestHandler {
    return async (request, response) => {
      const link = readLink(request.body, 'status');
      const asked = schema.safeParse(request.body);
      if (link === null || !asked.success) return sayInvalidLink(request, response);
      const ok = await act(link, asked.data);
      deps.wake();
      await showStatus(request, response, link, { word: ok ? done : 'status.refused_action', ok });
    };
  }

  async function showStatus(
    request: Request,
    response: Response,
    link: Link,
    notice: { word: WordKey; ok: boolean } | null,
  ): Promise<void> {
    const locale = localeFor(request);
    const query = z
      .object({ after: z.string().max(200).optional(), confirm: z.string().max(40).optional() })
      .parse(request.query);
    const page = await partnerPage(flow, link, query.after ?? null);
    const statusUrl = flow.links.statusUrl(link.program, link.partnerId);
    response.send(
      statusPage({
        ...page,
        locale,
        notice,
        statusUrl,
        program: link.program,
        token: link.token,
        confirming: query.confirm ?? null,
        registerUrl: flow.links.formUrl(link.program, link.partnerId),
        olderUrl: page.after === null ? null : `${statusUrl}&after=${encodeURIComponent(page.after)}`,
      }),
    );
  }

  function sayInvalidLink(request: Request, response: Response): void {
    const locale = localeFor(request);
    response.status(404).send(messagePage(locale, say(locale, 'link.invalid'), say(locale, 'link.invalid_help')));
  }

  function rememberVisit(response: Response, visit: FormVisit): void {
    const value = Buffer.from(JSON.stringify(visit)).toString('base64url');
    response.cookie(COOKIE, value, {
      httpOnly: true,
      sameSite: 'lax',
      secure: deps.publicOrigin.startsWith('https:'),
      maxAge: 86_400_000,
      path: '/partner',
    });
  }
}

/** The visit that this browser's form belongs to. It proves nothing: whoever has the nonce made the submission. */
function visitOf(request: Request): FormVisit | null {
  const cookies = (request.header('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = cookies.find(([name]) => name === COOKIE)?.[1];
  if (value === undefined) return null;
  try {
    const parsed = cookieSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `?lang=es`, else what the browser asks for. */
function localeFor(request: Request): Locale {
  const asked = request.query['lang'];
  return localeOf(typeof asked === 'string' ? asked : request.acceptsLanguages(...LOCALES) || 'en');
}
