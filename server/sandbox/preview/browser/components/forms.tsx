import type { FormProps } from '@hubspot/ui-extensions';
import { send, testAttributes, toEvent } from './host-kit.ts';
import { useReactions } from './overlay-registry.tsx';

/** The submit event carries the values of all named controls as `targetValue`. */
export function Form({ onSubmit, autoComplete = 'on', children, testId }: FormProps) {
  const reactions = useReactions();
  return (
    <form
      noValidate
      className="form"
      autoComplete={autoComplete}
      onSubmit={(event) => {
        event.preventDefault();
        send(onSubmit, { ...toEvent(event), targetValue: valuesOf(event.currentTarget) }, reactions);
      }}
      {...testAttributes(testId)}
    >
      {children}
    </form>
  );
}

function valuesOf(form: HTMLFormElement): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const element of form.elements) {
    if (element instanceof HTMLSelectElement && element.dataset.name !== undefined) {
      values[element.dataset.name] = element.dataset.value ?? '';
    }
    if (element instanceof HTMLTextAreaElement && element.name !== '') values[element.name] = element.value;
    if (!(element instanceof HTMLInputElement) || element.name === '') continue;
    const isTicked = element.type === 'checkbox' || element.type === 'radio';
    if (isTicked && !element.checked) continue;
    values[element.name] =
      element.dataset.kind === 'number' && element.value !== '' ? Number(element.value) : element.value;
  }
  return values;
}
