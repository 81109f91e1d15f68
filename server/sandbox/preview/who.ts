import type { Request, Response } from 'express';
import type { Portal } from '../hubspot/portal.ts';
import type { PortalUser } from '../hubspot/entities.ts';
import { fullName } from '../hubspot/portal.ts';
import type { Language, UserView } from './wire.ts';
import { LANGUAGES } from './wire.ts';

const USER_COOKIE = 'preview_user';
const LANGUAGE_COOKIE = 'preview_language';

/** Whom the browser plays: a cookie stands for HubSpot's login. Without one it is the channel manager. */
export function userOf(portal: Portal, request: Request): PortalUser {
  const userId = cookieOf(request, USER_COOKIE);
  return portal.users.find((user) => user.userId === userId) ?? portal.user('Channel Manager');
}

export function languageOf(request: Request): Language {
  const wanted = cookieOf(request, LANGUAGE_COOKIE);
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

export function rememberWho(response: Response, who: { userId: string; language: Language }): void {
  response.cookie(USER_COOKIE, who.userId, { sameSite: 'lax', httpOnly: true });
  response.cookie(LANGUAGE_COOKIE, who.language, { sameSite: 'lax', httpOnly: true });
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
  return pairs.find(([key]) => key === name)?.[1];
}
