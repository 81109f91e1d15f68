import { hubspot } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { SYSTEM, type System } from '@partnerlock/hubspot-kit/system.ts';
import { QueuePage } from './queue/QueuePage.tsx';
import { RulesPage } from './rules/RulesPage.tsx';

/** The app's pages: the approvals queue, and at `/rules` the rules of engagement in plain words. */
export function pagesOf(system: System) {
  return createPageRouter(
    <PageRoutes>
      <PageRoutes.IndexRoute component={() => <QueuePage system={system} />} />
      <PageRoutes.Route path="/rules" component={RulesPage} />
    </PageRoutes>,
  );
}

const Pages = pagesOf(SYSTEM);

hubspot.extend<'pages'>(() => <Pages />);
