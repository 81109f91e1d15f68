import type { PortalUser } from './entities.ts';

/** Role names, no invented people. The channel manager is the only super admin. */
export const demoUsers = (createdAtMs: number): readonly PortalUser[] => [
  user('701', '8001', 'Channel', 'Manager (demo)', 'channel-manager', true, createdAtMs),
  user('702', '8002', 'Sales', 'Rep One (demo)', 'sales-rep-one', false, createdAtMs),
  user('703', '8003', 'Sales', 'Rep Two (demo)', 'sales-rep-two', false, createdAtMs),
  user('704', '8004', 'Sales', 'Rep Without Approver (demo)', 'sales-rep-without-approver', false, createdAtMs),
];

const user = (
  userId: string,
  ownerId: string,
  firstName: string,
  lastName: string,
  mailbox: string,
  superAdmin: boolean,
  createdAtMs: number,
): PortalUser => ({
  userId,
  ownerId,
  firstName,
  lastName,
  email: `${mailbox}@demo-vendor.example`,
  superAdmin,
  createdAtMs,
});
