import type { RecordRef } from '../../shared/crm/crm-port.ts';
import type { CrmId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';

/**
 * What a CRM sends is a hint that a record changed: order is not promised, duplicates come, and the value may be old.
 * So it says what to read again, and nothing is decided from its content.
 */
export type Hint =
  | { readonly kind: 'submission'; readonly record: RecordRef; readonly nonce: string | null }
  | { readonly kind: 'deal' | 'company' | 'lead' | 'registration'; readonly id: CrmId }
  | { readonly kind: 'company_merged'; readonly id: CrmId; readonly mergedIds: readonly CrmId[] }
  /** The CRM says that it lost changes: everything since then is read again. */
  | { readonly kind: 'changes_lost'; readonly since: Instant };

export interface ReceivedHint {
  readonly accountId: string;
  /** The same change, sent again, has the same key. */
  readonly eventKey: string;
  readonly occurredAt: Instant;
  readonly hint: Hint;
}
