import { fullName } from '../../../salesforce/org/users.ts';
import { readTabs } from '../org/pages.ts';
import { objectAddress } from '../page-address.ts';
import type { AppView } from '../wire.ts';
import type { Screen } from './screen.ts';

/** The app's navigation as this person sees it: no tab for an object that is hidden from them. */
export function appView(screen: Screen, packageDir: string): AppView {
  const { org, actor } = screen;
  const { label, tabs } = readTabs(packageDir);
  return {
    label,
    orgName: org.name,
    person: { id: actor.user.id, name: fullName(actor.user), isPartner: !actor.user.profile.standardObjects },
    tabs: tabs.flatMap((tab): AppView['tabs'] => {
      if (tab.page !== undefined)
        return [{ label: tab.label ?? tab.name, to: `/lightning/n/${tab.name}`, page: tab.page }];
      const object = tab.object === undefined ? undefined : screen.object(tab.object);
      return object === undefined ? [] : [{ label: object.labelPlural, to: objectAddress(object.name), page: null }];
    }),
  };
}
