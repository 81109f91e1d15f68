import type { Request, Response } from 'express';
import type { PortalUser } from '../hubspot/entities.ts';
import { fullName, type Portal } from '../hubspot/portal.ts';
import type { Org } from '../salesforce/org/org.ts';
import type { OrgUser } from '../salesforce/org/users.ts';
import { fullName as fullOrgName } from '../salesforce/org/users.ts';
import type { Crm, Language, PersonView, UserView } from './wire.ts';
import { LANGUAGES } from './wire.ts';

const PERSON_COOKIE = 'preview_person';
const LANGUAGE_COOKIE = 'preview_language';

/** Whom the browser plays in HubSpot: a cookie stands for its login. Who is not there is the channel manager. */
export function userOf(portal: Portal, request: Request): PortalUser {
  const name = cookieOf(request, PERSON_COOKIE);
  return portal.users.find((user) => fullName(user) === name) ?? portal.user('Channel Manager');
}

/** The same person in Salesforce, under the same name. */
export function orgUserOf(org: Org, request: Request): OrgUser {
  const name = cookieOf(request, PERSON_COOKIE);
  return org.users.find((user) => fullOrgName(user) === name) ?? org.channelManager;
}

export function languageOf(request: Request): Language {
  const wanted = cookieOf(request, LANGUAGE_COOKIE);
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

export function rememberWho(response: Response, who: { person: string; language: Language }): void {
  response.cookie(PERSON_COOKIE, who.person, { sameSite: 'lax', httpOnly: true });
  response.cookie(LANGUAGE_COOKIE, who.language, { sameSite: 'lax', httpOnly: true });
}

/** Everybody whom one can play, with the CRMs that know them. The app's own user logs in nowhere. */
export function peopleOf(portal: Portal | undefined, org: Org | undefined): readonly PersonView[] {
  const known = new Map<string, Crm[]>();
  const add = (name: string, crm: Crm) => known.set(name, [...(known.get(name) ?? []), crm]);
  for (const user of portal?.users ?? []) add(fullName(user), 'hubspot');
  for (const user of org?.users ?? []) if (user.id !== org?.integrationUser.id) add(fullOrgName(user), 'salesforce');
  return [...known].map(([name, crms]) => ({ name, crms })).sort((a, b) => a.name.localeCompare(b.name));
}

export const toUserView = (user: PortalUser): UserView => ({
  userId: user.userId,
  ownerId: user.ownerId,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  name: fullName(user),
});

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([key]) => key === name)?.[1];
  return value === undefined ? undefined : decode(value);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
