import path from 'node:path';
import { z } from 'zod';
import { filesIn, many, readRoot } from '../../../salesforce/schema/read-xml.ts';

/** A Lightning page of the package: which components stand where. */
export interface LightningPage {
  readonly name: string;
  readonly label: string;
  readonly object: string | undefined;
  readonly regions: readonly PageRegion[];
}

export interface PageRegion {
  readonly name: string;
  readonly components: readonly PageComponent[];
}

export interface PageComponent {
  /** `c:partnerOwnership`, `force:detailPanel`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

const property = z.object({ name: z.string(), value: z.string().default('') });
const instance = z.object({
  componentInstance: z.object({ componentName: z.string(), componentInstanceProperties: many(property) }).optional(),
});
const page = z.object({
  masterLabel: z.string(),
  sobjectType: z.string().optional(),
  flexiPageRegions: many(z.object({ name: z.string(), itemInstances: many(instance) })),
});

export function readPages(packageDir: string): readonly LightningPage[] {
  return filesIn(packageDir, '**/flexipages/*.flexipage-meta.xml').map((file) => {
    const { masterLabel, sobjectType, flexiPageRegions } = readRoot(file, 'FlexiPage', page);
    return {
      name: path.basename(file, '.flexipage-meta.xml'),
      label: masterLabel,
      object: sobjectType,
      regions: flexiPageRegions.map(({ name, itemInstances }) => ({
        name,
        components: itemInstances.flatMap(({ componentInstance: each }) =>
          each === undefined
            ? []
            : [
                {
                  name: each.componentName.replace(/^c__/, 'c:'),
                  properties: Object.fromEntries(
                    each.componentInstanceProperties.map(({ name: key, value }) => [key, value]),
                  ),
                },
              ],
        ),
      })),
    };
  });
}

const application = z.object({ label: z.string(), tabs: many(z.string()) });
const customTab = z.object({ label: z.string().optional(), flexiPage: z.string().optional() });

export interface AppTab {
  readonly name: string;
  /** Of the tab itself, where it has one. */
  readonly label: string | undefined;
  readonly page: string | undefined;
  readonly object: string | undefined;
}

/** The app's tabs that this preview can show: pages and objects, no reports. */
export function readTabs(packageDir: string): { readonly label: string; readonly tabs: readonly AppTab[] } {
  const [file] = filesIn(packageDir, '**/applications/*.app-meta.xml');
  if (file === undefined) return { label: 'Sales', tabs: [] };
  const { label, tabs } = readRoot(file, 'CustomApplication', application);
  return { label, tabs: tabs.map((name) => readTab(packageDir, name)) };
}

function readTab(packageDir: string, name: string): AppTab {
  const [, standard] = /^standard-(\w+)$/.exec(name) ?? [];
  const [file] = filesIn(packageDir, `**/tabs/${name}.tab-meta.xml`);
  if (standard !== undefined || file === undefined) {
    return { name, label: undefined, page: undefined, object: standard ?? name };
  }
  const { label, flexiPage } = readRoot(file, 'CustomTab', customTab);
  return { name, label, page: flexiPage, object: flexiPage === undefined ? name : undefined };
}
