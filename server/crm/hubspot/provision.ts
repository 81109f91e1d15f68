import { HUBSPOT_OBJECTS, renderHubSpotProperties } from '../../../shared/catalog/render-hubspot.ts';
import type { DriftFinding } from '../../../shared/catalog/drift.ts';
import { CrmRefused } from '../../../shared/crm/crm-port.ts';
import type { HubSpotClient } from './client.ts';
import { speakingPort } from './errors.ts';
import { provisionForm, type FormWish } from './provision-form.ts';
import { provisionPipeline, type RegistrationStages } from './provision-pipeline.ts';
import { provisionProperties } from './provision-properties.ts';

export interface ProvisionWish extends Omit<FormWish, 'properties'> {
  /** The text under a word key: labels of picklist values, and of the form under `FORM_WORDS`. */
  readonly words: (key: string) => string;
  /** The public address of a form of this portal. */
  readonly formUrl: (formId: string) => string;
}

export interface ProvisionResult {
  readonly pipelineId: string;
  readonly stages: RegistrationStages;
  readonly formId: string;
  readonly formUrl: string;
  /** What the portal has and we cannot mend: somebody must. */
  readonly findings: readonly (DriftFinding & { readonly object: string })[];
}

/**
 * Makes a portal ready: properties, a place for registrations that wait, the form. What is there already is kept,
 * so it can be run again at any time, and writes nothing when nothing is missing. Throws what the CRM port throws.
 */
export function provision(client: HubSpotClient, wish: ProvisionWish): Promise<ProvisionResult> {
  return speakingPort(async () => {
    const properties = renderHubSpotProperties(wish.words);
    const findings: ProvisionResult['findings'][number][] = [];
    for (const object of HUBSPOT_OBJECTS) {
      const found = await provisionProperties(client, object, properties[object]);
      findings.push(...found.map((finding) => ({ object, ...finding })));
    }
    const missing = findings.filter(({ problem }) => problem === 'missing');
    // Every later write names these properties, so half a set-up would fail at each registration instead of here.
    if (missing.length > 0) throw new CrmRefused('invalid', missing.map(({ whatToDo }) => whatToDo).join(' '));
    const { pipelineId, stages } = await provisionPipeline(client);
    const formId = await provisionForm(client, { ...wish, properties: properties.contacts });
    return { pipelineId, stages, formId, formUrl: wish.formUrl(formId), findings };
  });
}
