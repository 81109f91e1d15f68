import { useId, useState, type FormEvent } from 'react';
import type { RecordPageView } from '../../../wire.ts';
import { ask, sentence } from '../../api.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useRouter } from '../../router.tsx';
import { useHubSpot } from '../../session.tsx';
import { StageSelect } from './PropertyEditor.tsx';

interface Props {
  readonly type: 'deals' | 'companies';
  /** The company that a new deal is for. */
  readonly company?: RecordPageView;
  readonly onClose: () => void;
}

/** What a sales rep does by hand in HubSpot; recorded under the name of whoever plays. */
export function CreateRecord({ type, company, onClose }: Props) {
  const { me } = useHubSpot();
  const { go } = useRouter();
  const stages = company?.stages ?? [];
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => initial(company));
  const [problem, setProblem] = useState('');
  const set = (name: string) => (value: string) => setValues((before) => ({ ...before, [name]: value }));
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const stage = stages.find((each) => each.stageId === values.dealstage);
    const properties = { ...values, ...(stage && { pipeline: stage.pipelineId }) };
    try {
      const associateWith = company && { type: company.type, id: company.id };
      const { id } = await ask<{ id: string }>(`/api/records/${type}`, 'POST', { properties, associateWith });
      onClose();
      go(`/record/${type === 'deals' ? '0-3' : '0-2'}/${id}`);
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  return (
    <Dialog
      title={type === 'deals' ? `Create deal for ${company?.title}` : 'Create company'}
      size="sm"
      onClose={onClose}
    >
      <form className="form" onSubmit={(event) => void create(event)}>
        <div className="dialog-body">
          <p className="detail">Owner: {me.name}</p>
          {type === 'deals' ? (
            <>
              <Line label="Deal name" value={values.dealname ?? ''} onChange={set('dealname')} required />
              <Line label="Amount" value={values.amount ?? ''} onChange={set('amount')} type="number" />
              <Stage stages={stages} value={values.dealstage ?? ''} onChange={set('dealstage')} />
            </>
          ) : (
            <>
              <Line label="Company name" value={values.name ?? ''} onChange={set('name')} required />
              <Line label="Company domain name" value={values.domain ?? ''} onChange={set('domain')} />
            </>
          )}
          {problem !== '' && (
            <p role="alert" className="field-error">
              {problem}
            </p>
          )}
        </div>
        <footer className="dialog-foot">
          <button type="submit" className="button primary md">
            Create
          </button>
          <button type="button" className="button secondary md" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

const initial = (company: RecordPageView | undefined): Readonly<Record<string, string>> =>
  company === undefined ? {} : { dealname: `${company.title} – new deal`, dealstage: company.stages[0]?.stageId ?? '' };

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, type = 'text', required = false, onChange }: LineProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required={required}
        step="any"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function Stage({
  stages,
  value,
  onChange,
}: {
  stages: RecordPageView['stages'];
  value: string;
  onChange: (id: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Deal stage</label>
      <StageSelect id={id} stages={stages} value={value} onChange={onChange} />
    </div>
  );
}
