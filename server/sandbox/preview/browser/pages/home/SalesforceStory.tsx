import { PlayAs, Step } from './story-parts.tsx';

/** The same story inside Salesforce, on the pages that the package brings. */
export function SalesforceStory() {
  return (
    <ol className="story">
      <Step who="Partner" title="Register a company">
        <p>On the partner site, a partner’s own user fills in the registration form and gets a receipt.</p>
        <PlayAs person="Demo Partner North" to="/lightning/site">
          Open the partner site as a partner user
        </PlayAs>
      </Step>
      <Step who="Channel manager" title="Decide">
        <p>The approvals queue shows what waits: decide one by one or several at once.</p>
        <PlayAs person="Channel Manager" to="/lightning/n/Partner_Approvals">
          Open the approvals in Salesforce as channel manager
        </PlayAs>
      </Step>
      <Step who="Sales rep" title="Meet the lock">
        <p>
          Leads, accounts, opportunities and contacts say who owns the company and until when. Try to change the
          partner’s fields by hand: the record refuses, with or without our server.
        </p>
        <PlayAs person="Sales Rep One" to="/lightning/o/Account/list">
          Open the accounts as sales rep
        </PlayAs>
        <PlayAs person="Sales Rep One" to="/lightning/o/Lead/list">
          Open the leads as sales rep
        </PlayAs>
      </Step>
      <Step who="Administrator" title="Try to get round it">
        <p>Even an administrator, who may change every field, cannot take a held record away from its partner.</p>
        <PlayAs person="Org Administrator" to="/lightning/o/Account/list">
          Open the accounts as administrator
        </PlayAs>
      </Step>
      <Step who="Everyone" title="Convert, merge, let time pass">
        <p>
          Convert a lead or merge two accounts: the lock follows the company. Move the clock at the top right by 90
          days: it ends.
        </p>
      </Step>
    </ol>
  );
}
