import { fileURLToPath } from 'node:url';

/** The developer project as it lies in the repository. */
export const PROJECT_DIR = fileURLToPath(new URL('../../../hubspot-app/', import.meta.url));
export const REPOSITORY_DIR = fileURLToPath(new URL('../../../', import.meta.url));

/** Every extension: the folder below `src/app` that HubSpot prescribes for its type, and its entry file. */
export const EXTENSIONS = [
  { folder: 'cards', name: 'PartnerCard' },
  { folder: 'pages', name: 'Pages' },
  { folder: 'settings', name: 'SettingsPage' },
  { folder: 'actions', name: 'BulkApprove' },
] as const;

export type Extension = (typeof EXTENSIONS)[number];
export type ExtensionName = Extension['name'];
