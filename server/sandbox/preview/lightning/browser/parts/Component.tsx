import { useEffect, useRef, useState } from 'react';
import { sentence } from '../../../browser/api.ts';
import { loadedHost } from '../host.ts';

interface Props {
  /** `partnerOwnership`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One of our Lightning components, compiled and sandboxed as in an org. Other properties make it anew. */
export function Component({ name, properties }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState('');
  const identity = JSON.stringify(properties);
  useEffect(() => {
    let element: HTMLElement | undefined;
    let isGone = false;
    loadedHost()
      .then((host) => {
        if (isGone) return;
        element = host.create(name, JSON.parse(identity) as Record<string, unknown>);
        place.current?.append(element);
        setProblem('');
      })
      .catch((error: unknown) => setProblem(sentence(error)));
    return () => {
      isGone = true;
      element?.remove();
    };
  }, [name, identity]);
  return (
    <div className="lwc-place" data-component={name} ref={place}>
      {problem !== '' && (
        <p role="alert" className="slds-text-color_error slds-p-around_small">
          {problem}
        </p>
      )}
    </div>
  );
}
