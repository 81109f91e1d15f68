import type { PermissionSet } from '../entities.ts';
import { to18 } from '../ids.ts';

export interface Profile {
  readonly name: string;
  /** Modify All Data: every object and field; only rules and unique keys bind this person. */
  readonly modifyAllData: boolean;
  /** Create, read, edit, delete on Lead, Account, Contact, Opportunity and Task. */
  readonly standardObjects: boolean;
  /** View Setup and Configuration: profiles and permission sets can be read. */
  readonly viewSetup: boolean;
}

export interface OrgUser {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly email: string;
  readonly profile: Profile;
  readonly permissionSets: readonly string[];
}

export const fullName = (user: Pick<OrgUser, 'firstName' | 'lastName'>): string => `${user.firstName} ${user.lastName}`;

const ADMINISTRATOR: Profile = {
  name: 'System Administrator',
  modifyAllData: true,
  standardObjects: true,
  viewSetup: true,
};
const STANDARD_USER: Profile = { name: 'Standard User', modifyAllData: false, standardObjects: true, viewSetup: true };
/** What an integration licence gives by itself: nothing. Its permission set must name every object. */
const API_ONLY: Profile = {
  name: 'Minimum Access - API Only Integrations',
  modifyAllData: false,
  standardObjects: false,
  viewSetup: false,
};

/** A partner's own people, logged in to the partner site. */
const PARTNER: Profile = {
  name: 'Partner Community User',
  modifyAllData: false,
  standardObjects: false,
  viewSetup: false,
};

/** Permission sets of the package, by developer name. */
const INTEGRATION_SET = 'Partner_Integration';
const MANAGER_SET = 'Partner_Manager';
const VIEWER_SET = 'Partner_Viewer';
const SUBMITTER_SET = 'Partner_Submitter';

/** Role names, no invented people. A permission set the package lacks is simply not assigned. */
export function demoUsers(permissionSets: readonly PermissionSet[]): readonly OrgUser[] {
  const existing = (names: readonly string[]) =>
    names.filter((name) => permissionSets.some((each) => each.name === name));
  const user = (number: number, first: string, last: string, profile: Profile, sets: readonly string[]): OrgUser => {
    const mailbox = `${first} ${last}`.toLowerCase().replace(' (demo)', '').replaceAll(' ', '-');
    const email = `${mailbox}@demo-vendor.example`;
    const id = to18(`005DM${number.toString().padStart(10, '0')}`);
    return { id, firstName: first, lastName: last, username: email, email, profile, permissionSets: existing(sets) };
  };
  return [
    user(1, 'Org', 'Administrator (demo)', ADMINISTRATOR, []),
    user(2, 'Partner', 'Integration (demo)', API_ONLY, [INTEGRATION_SET]),
    user(3, 'Channel', 'Manager (demo)', STANDARD_USER, [MANAGER_SET]),
    user(4, 'Sales', 'Rep One (demo)', STANDARD_USER, [VIEWER_SET]),
    user(5, 'Sales', 'Rep Two (demo)', STANDARD_USER, [VIEWER_SET]),
    user(6, 'Sales', 'Rep Without Permission Set (demo)', STANDARD_USER, []),
    user(7, 'Demo Partner North', 'User (demo)', PARTNER, [SUBMITTER_SET]),
  ];
}

/** The user an app runs as without a person: who holds this permission set may also use the JWT flow. */
export const isIntegrationUser = (user: OrgUser): boolean => user.permissionSets.includes(INTEGRATION_SET);
