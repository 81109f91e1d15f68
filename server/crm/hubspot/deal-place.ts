import type { RegistrationWrite } from '../../../shared/crm/crm-port.ts';
import { toDecimal } from '../../../shared/values/money.ts';
import type { Properties } from './records.ts';

/** Where registrations stand in the portal until they are sales, as the set-up left it. */
export interface RegistrationPlace {
  readonly pipelineId: string;
  readonly waitingStage: string;
  readonly closedStage: string;
}

export interface SalesPlace {
  readonly pipeline: string;
  readonly stage: string;
}

/** Name, stage, amount and close date of a new deal. */
export function newDeal(write: RegistrationWrite, place: RegistrationPlace, sales: SalesPlace): Properties {
  return { dealname: write.title, ...placeOf(write, place, sales), ...closeDate(write) };
}

/**
 * What changes on a deal that exists: only its stage, and only from a stage of ours. Once sales works on a deal,
 * its name, stage, amount and date are theirs.
 */
export function movedDeal(
  write: RegistrationWrite,
  stageNow: string | null,
  place: RegistrationPlace,
  sales: SalesPlace,
): Properties {
  const isWaiting = stageNow === place.waitingStage;
  const isClosed = stageNow === place.closedStage;
  if (write.place === 'sales' && (isWaiting || isClosed))
    return { ...placeOf(write, place, sales), ...closeDate(write) };
  if (write.place === 'closed' && isWaiting) return placeOf(write, place, sales);
  return {};
}

function placeOf(write: RegistrationWrite, place: RegistrationPlace, sales: SalesPlace): Properties {
  switch (write.place) {
    case 'waiting':
      return { pipeline: place.pipelineId, dealstage: place.waitingStage };
    case 'closed':
      return { pipeline: place.pipelineId, dealstage: place.closedStage };
    case 'sales':
      // The amount waits until sales has the deal: before, a partner's estimate would stand in the forecast.
      return {
        pipeline: sales.pipeline,
        dealstage: sales.stage,
        ...(write.amount && { amount: toDecimal(write.amount) }),
      };
    default: {
      const unreachable: never = write.place;
      return unreachable;
    }
  }
}

/** HubSpot keeps the close date as a moment; noon UTC is the same calendar day almost everywhere. */
const closeDate = ({ closeOn }: RegistrationWrite): Properties =>
  closeOn === null ? {} : { closedate: `${closeOn}T12:00:00.000Z` };
