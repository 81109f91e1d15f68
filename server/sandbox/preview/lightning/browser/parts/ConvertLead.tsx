import { useId, useState } from 'react';
import { useRouter } from '../../../browser/router.tsx';
import { recordAddress } from '../../page-address.ts';
import type { RecordView } from '../../wire.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { Lookup } from './Lookup.tsx';
import { send } from './save.ts';

const ACCOUNT = { target: 'Account', display: '' };

/** Turns a lead into an account, a contact and an opportunity, new or into an account that is there. */
export function ConvertLead({ record, onClose }: { record: RecordView; onClose: () => void }) {
  const { go } = useRouter();
  const ids = { account: useId(), opportunity: useId() };
  const [accountId, setAccountId] = useState('');
  const [hasOpportunity, setHasOpportunity] = useState(true);
  const convert = async () => {
    const answer = await send<{ accountId: string }>('POST', '/api/lightning/convert', {
      leadId: record.id,
      ...(accountId === '' ? {} : { accountId }),
      doNotCreateOpportunity: !hasOpportunity,
    });
    go(recordAddress('Account', answer.accountId));
  };
  return (
    <ActionDialog title={`Convert ${record.title}`} verb="Convert" onConfirm={convert} onClose={onClose}>
      <div className="slds-form-element">
        <label className="slds-form-element__label" htmlFor={ids.account}>
          Existing account (leave empty for a new one)
        </label>
        <Lookup id={ids.account} field={ACCOUNT} value={accountId} required={false} onChange={setAccountId} />
      </div>
      <div className="slds-form-element check-line">
        <input
          id={ids.opportunity}
          type="checkbox"
          checked={hasOpportunity}
          onChange={(event) => setHasOpportunity(event.target.checked)}
        />
        <label htmlFor={ids.opportunity}>Create an opportunity</label>
      </div>
    </ActionDialog>
  );
}
