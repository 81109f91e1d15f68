import { z } from 'zod';
import { isZone } from '../values/time.ts';

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Write a domain such as acme.com');
const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Use two-letter country codes such as DE');

/** The rules of engagement as data. Each saved version is kept; every decision says which version decided. */
export const policySchema = z.object({
  version: z.int().min(1),
  /** Local days that a granted lock protects. */
  lockDays: z.int().min(90, 'Protect for 90 days at least').max(180, 'Protect for 180 days at most'),
  /** Local days for which an undecided registration reserves its prospect. */
  reservationDays: z.int().min(1).max(60),
  /** Longest single extension, and how many a lock may have. */
  extensionDaysMax: z.int().min(1).max(90),
  extensionsMax: z.int().min(0).max(5),
  zone: z.string().refine(isZone, 'Use a time zone name such as Europe/Berlin'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Use a currency code such as USD'),
  /** Approve a registration at once when no rule objects. */
  autoApprove: z.boolean(),
  consentRequired: z.boolean(),
  /** Smallest company served; null serves every size. */
  employeesMin: z.int().min(1).nullable(),
  /** Empty lists serve everybody. */
  industries: z.array(z.string().trim().min(1)),
  countries: z.array(countryCode),
  /** Named accounts: registrable domains that only the direct team works. */
  namedAccounts: z.array(domain),
  /** Where an approved registration goes on: pipeline and stage of the sales team. */
  salesPipeline: z.string().min(1),
  salesStage: z.string().min(1),
  /** Whether a registered company that a CRM does not have is created there. */
  createCompanies: z.boolean().default(true),
});
export type Policy = z.infer<typeof policySchema>;

/** What a company could start with on its first day. */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  lockDays: 90,
  reservationDays: 14,
  extensionDaysMax: 30,
  extensionsMax: 2,
  zone: 'UTC',
  currency: 'USD',
  autoApprove: false,
  consentRequired: true,
  employeesMin: null,
  industries: [],
  countries: [],
  namedAccounts: [],
  salesPipeline: 'default',
  salesStage: 'qualifiedtobuy',
  createCompanies: true,
};
