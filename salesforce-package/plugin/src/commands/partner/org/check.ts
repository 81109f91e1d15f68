import { Messages } from '@salesforce/core';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { explained } from '../../../explain.ts';
import { checkOrg } from '../../../org-check/check-org.ts';
import { AREAS, type Finding } from '../../../org-check/finding.ts';
import { gatherFacts } from '../../../org-check/gather-facts.ts';
import { readerOf } from '../../../org-reader.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@partnerlock/plugin-partner', 'partner.org.check');

export interface OrgCheckAnswer {
  /** Whether nothing has to be done; notes may remain. */
  readonly isReady: boolean;
  readonly findings: readonly (Pick<Finding, 'area' | 'problem' | 'severity' | 'about'> & {
    readonly sentence: string;
    readonly whatToDo: string;
  })[];
}

/** `sf partner org check`: whether the org is as PartnerLock needs it; exit code 1 when something has to be done. */
export default class PartnerOrgCheck extends SfCommand<OrgCheckAnswer> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
  };

  public override async run(): Promise<OrgCheckAnswer> {
    const { flags } = await this.parse(PartnerOrgCheck);
    const reader = readerOf(flags['target-org'].getConnection(flags['api-version']));
    const findings = checkOrg(await explained(() => gatherFacts(reader))).map((finding) => ({
      ...finding,
      sentence: filled(`problem.${finding.problem}`, finding.about),
      whatToDo: filled(`todo.${finding.problem}`, finding.about),
    }));
    const todo = findings.filter(({ severity }) => severity === 'must').length;
    for (const area of AREAS) this.#printArea(area, findings);
    this.log(messages.getMessage(todo === 0 ? 'ready' : todo === 1 ? 'todoOne' : 'todoMany', [todo]));
    if (todo > 0) process.exitCode = 1;
    return { isReady: todo === 0, findings };
  }

  #printArea(area: Finding['area'], findings: OrgCheckAnswer['findings']): void {
    const found = findings.filter((finding) => finding.area === area);
    const mark = found.some(({ severity }) => severity === 'must') ? '✗' : '✓';
    this.log(`${mark} ${messages.getMessage(`area.${area}`)}`);
    for (const { severity, sentence, whatToDo } of found) {
      this.log(`    ${severity === 'must' ? '✗' : '•'} ${sentence}`);
      this.log(`      ${whatToDo}`);
    }
  }
}

/** A sentence takes as much of what the finding is about as it has places for; the rest would be appended. */
function filled(name: string, about: readonly string[]): string {
  const places = messages.getMessage(name).split('%s').length - 1;
  return messages.getMessage(name, about.slice(0, places));
}
