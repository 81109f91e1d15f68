import { useEffect } from 'react';

/** Loud on purpose: a component left out silently would make the preview lie about the extension. */
export function UnknownComponent({ name }: { name: string }) {
  useEffect(() => console.error(`Unknown component: ${name}`), [name]);
  return (
    <div role="alert" className="unknown-component">
      Unknown component: {name}. This preview cannot draw it; HubSpot can.
    </div>
  );
}
