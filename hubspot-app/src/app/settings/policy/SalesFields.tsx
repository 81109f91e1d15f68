import { AutoGrid, Select } from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import { inputOf, type FieldProps } from './field-props.ts';
import { SwitchField } from './SwitchField.tsx';

/** Where an approved registration goes on in sales, and whether its company is made where it is missing. */
export function SalesFields({ pipelines, ...props }: FieldProps & { readonly pipelines: SettingsView['pipelines'] }) {
  const { reader, draft, change } = props;
  const stagesOf = (pipelineId: string) => pipelines.find(({ id }) => id === pipelineId)?.stages ?? [];
  return (
    <AutoGrid columnWidth={260} flexible gap="medium">
      <Select
        {...inputOf(props, 'salesPipeline')}
        label={reader.say('settings.salesPipeline')}
        required
        value={draft.salesPipeline}
        options={optionsOf(pipelines)}
        onChange={(value) => {
          // A stage belongs to one pipeline, so another pipeline starts at its own first stage.
          const salesPipeline = String(value);
          change({ salesPipeline, salesStage: stagesOf(salesPipeline)[0]?.id ?? '' });
        }}
      />
      <Select
        {...inputOf(props, 'salesStage')}
        label={reader.say('settings.salesStage')}
        required
        value={draft.salesStage}
        options={optionsOf(stagesOf(draft.salesPipeline))}
        onChange={(value) => change({ salesStage: String(value) })}
      />
      <SwitchField {...props} field="createCompanies" help={reader.say('settings.createCompaniesHelp')} />
    </AutoGrid>
  );
}

const optionsOf = (things: readonly { readonly id: string; readonly label: string }[]) =>
  things.map(({ id, label }) => ({ value: id, label }));
