import type { SalesforceError } from '../../../salesforce/errors.ts';
import type { SaveProblem } from '../wire.ts';

/** A refusal of the org as a form shows it: beside the field it names, or on top. */
export function saveProblem(error: SalesforceError): SaveProblem {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { message, fields: named = [] } of error.errors) {
    const [field] = named;
    if (field === undefined) rest.push(message);
    else fields[field] = [fields[field], message].filter(Boolean).join(' ');
  }
  const onTop = rest.length > 0 ? rest.join(' ') : 'Review the fields marked below.';
  return { message: onTop, fields };
}
