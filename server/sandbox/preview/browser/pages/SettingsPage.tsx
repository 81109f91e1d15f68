import { Extension } from '../extension/Extension.tsx';
import { useTitle } from '../use-loaded.ts';

/** The app's settings, as under Connected apps in HubSpot's own settings. */
export function SettingsPage() {
  useTitle('App settings');
  return (
    <main className="page narrow">
      <h1>PartnerLock settings</h1>
      <section className="sheet">
        <Extension bundle="SettingsPage" title="PartnerLock settings" place={PLACE} />
      </section>
    </main>
  );
}

const PLACE = { location: 'settings' } as const;
