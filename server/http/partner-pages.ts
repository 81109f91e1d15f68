import path from 'node:path';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import express from 'express';
import { z } from 'zod';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import { CRMS, type Crm, type ProgramId } from '../../shared/values/ids.ts';
import { LOCALES, localeOf, type Locale } from '../../shared/words/locale.ts';
import { say, type WordKey } from '../../shared/words/say.ts';
import { answerQuestion, partnerPage, withdraw } from '../flow/partner-desk.ts';
import { takeSubmission } from '../flow/take-submission.ts';
import type { AppDeps } from './deps.ts';
import { leadFormPage } from './pages/lead-form-page.ts';
import { messagePage } from './pages/page.ts';
import { receiptPage, shownPage, waitingPage } from './pages/receipt-page.ts';
import { statusPage } from './pages/status-page.ts';

const COOKIE = 'partnerlock_form';
/** After this many looks (two seconds apart) the waiting page stops promising that it is quick. */
const QUICK_LOOKS = 15;

const linkSchema = z.object({ program: z.string().max(100), token: z.string().max(200) });
/** `request` names one form on one page, so that the same click sent twice is one command. */
const formSchema = linkSchema.extend({ reference: z.string().max(40), request: z.string().min(16).max(64) });
const visitSchema = z.object({
  program: z.string(),
  /** Whose form it is, so that the receipt looks there. */
  crm: z.enum(CRMS).default('hubspot'),
  nonce: z.string(),
  token: z.string(),
  looks: z.number(),
  /** A receipt is shown once: the same page sent again would otherwise show it for something else. */
  isShown: z.boolean(),
});
/** A program with both CRMs has two forms. */
const registerQuery = z.object({ crm: z.enum(CRMS).optional().catch(undefined) });
/** Anything that no page of ours ever put into a link reads as nothing. */
const listQuery = z.object({
  after: z
    .string()
    .regex(/^\S{24} \S{1,100}$/)
    .optional()
    .catch(undefined),
  confirm: z.string().max(40).optional().catch(undefined),
});
type FormVisit = z.infer<typeof visitSchema>;

/** The partner's side: the way to the hosted form, the receipt, and the status page. */
export function partnerPages(deps: AppDeps): Router {
  const { flow } = deps;
  const router = Router();
  // The pages are one partner's own; nothing between us and the browser may keep them.
  router.use('/partner', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/partner/style.css', (_request, response) =>
    response.sendFile(path.join(import.meta.dirname, 'pages/style.css')),
  );
  router.get(
    '/partner/receipt-key.pem',
    (_request, response) => void response.type('application/x-pem-file').send(deps.receipts.publicKeysPem),
  );

  router.get('/partner/register', async (request, response) => {
    const link = readLink(request.query, 'form');
    if (link === null) return sayInvalidLink(request, response);
    const locale = localeFor(request);
    const form = await formOf(link.program, registerQuery.parse(request.query).crm);
    if (form === null)
      return void response
        .status(503)
        .send(messagePage(locale, say(locale, 'link.not_ready'), say(locale, 'link.not_ready_help')));
    const visit = { program: link.program, token: link.token, nonce: deps.newNonce() };
    rememberVisit(response, { ...visit, crm: form.crm, looks: 0, isShown: false });
    if (form.crm === 'hubspot') return response.redirect(303, hostedFormUrl(form.url, visit));
    allowFormTo(response, new URL(form.leadForm.action).origin);
    const returnUrl = `${deps.publicOrigin}/partner/receipt`;
    response.send(leadFormPage(locale, form.leadForm, { ...visit, returnUrl }));
  });

  router.get('/partner/receipt', async (request, response) => {
    const visit = visitOf(request);
    const locale = localeFor(request);
    if (visit === null) {
      const page = messagePage(locale, say(locale, 'receipt.no_form'), say(locale, 'receipt.no_form_help'));
      return void response.status(404).send(page);
    }
    const partnerId = flow.links.partnerOf(visit.program, visit.token, 'form') ?? '';
    const links = {
      status: flow.links.statusUrl(visit.program, partnerId),
      another: `${flow.links.formUrl(visit.program, partnerId)}&crm=${visit.crm}`,
    };
    if (visit.isShown) return void response.send(shownPage(locale, links));
    const received = await receive(visit);
    if (received === null) {
      rememberVisit(response, { ...visit, looks: visit.looks + 1 });
      return void response.send(waitingPage(locale, visit.looks >= QUICK_LOOKS));
    }
    deps.wake();
    rememberVisit(response, { ...visit, isShown: true });
    const { policy } = await flow.programOf(visit.program);
    const receipt = deps.receipts.sign(received.reference, received.submittedAt);
    response.send(receiptPage(locale, receipt, links, policy.zone));
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
      (link, asked) => answerQuestion(flow, link, asked),
      'status.answered',
    ),
  );
  router.post(
    '/partner/status/withdraw',
    form,
    acting(formSchema, (link, asked) => withdraw(flow, link, asked), 'status.withdrawn_done'),
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

  /** The form of the CRM that was asked for; else of a connected one, HubSpot first. */
  async function formOf(programId: ProgramId, asked: Crm | undefined) {
    const [hosted, leadForm] = [await deps.formOf(programId), await deps.leadFormOf(programId)];
    const forms = [
      ...(hosted ? [{ crm: 'hubspot' as const, url: hosted.url }] : []),
      ...(leadForm ? [{ crm: 'salesforce' as const, leadForm }] : []),
    ];
    if (asked !== undefined) return forms.find(({ crm }) => crm === asked) ?? null;
    for (const form of forms) {
      if ((await flow.connectionOf(programId, form.crm))?.status === 'connected') return form;
    }
    return forms[0] ?? null;
  }

  /**
   * The receipt page reads the submission itself, so that a partner does not wait for a webhook. After half a minute
   * it only waits for one: a page left open must not use up the CRM's limits.
   */
  async function receive(visit: FormVisit) {
    try {
      if (visit.looks < QUICK_LOOKS)
        await takeSubmission(flow, visit.program, visit.crm, { record: null, nonce: visit.nonce });
    } catch (error) {
      if (!(error instanceof CrmUnavailable || error instanceof CrmRefused)) throw error;
    }
    return deps.receivedOf(visit.program, visit.nonce);
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
    const query = listQuery.parse(request.query);
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
        request: deps.newNonce(),
        registerUrl: flow.links.formUrl(link.program, link.partnerId),
        olderUrl: page.after === null ? null : `${statusUrl}&after=${encodeURIComponent(page.after)}`,
      }),
    );
  }

  function sayInvalidLink(request: Request, response: Response): void {
    const locale = localeFor(request);
    response.status(404).send(messagePage(locale, say(locale, 'link.invalid'), say(locale, 'link.invalid_help')));
  }

  /** The visit that this browser's form belongs to, as we sealed it; null without one. */
  function visitOf(request: Request): FormVisit | null {
    const cookies = (request.header('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
    const value = cookies.find(([name]) => name === COOKIE)?.[1];
    const text = value === undefined ? null : deps.visits.open(value);
    return text === null ? null : visitSchema.parse(JSON.parse(text));
  }

  function rememberVisit(response: Response, visit: FormVisit): void {
    response.cookie(COOKIE, deps.visits.seal(JSON.stringify(visit)), {
      httpOnly: true,
      sameSite: 'lax',
      secure: deps.publicOrigin.startsWith('https:'),
      maxAge: 86_400_000,
      path: '/partner',
    });
  }
}

/** HubSpot's form, with what its hidden fields are filled with. */
function hostedFormUrl(url: string, { nonce, token }: Pick<FormVisit, 'nonce' | 'token'>): string {
  const hidden = new URLSearchParams({
    [FIELDS.stagingNonce.hubspot]: nonce,
    [FIELDS.stagingToken.hubspot]: token,
    [FIELDS.stagingStatus.hubspot]: 'new',
  });
  return `${url}${url.includes('?') ? '&' : '?'}${hidden.toString()}`;
}

/** This page's form goes to Salesforce, which sends the browser back to us; no other page's may leave. */
function allowFormTo(response: Response, origin: string): void {
  const policy = String(response.getHeader('Content-Security-Policy'));
  response.set('Content-Security-Policy', policy.replace("form-action 'self'", `form-action 'self' ${origin}`));
}

/** `?lang=es`, else what the browser asks for. */
function localeFor(request: Request): Locale {
  const asked = request.query['lang'];
  return localeOf(typeof asked === 'string' ? asked : request.acceptsLanguages(...LOCALES) || 'en');
}
