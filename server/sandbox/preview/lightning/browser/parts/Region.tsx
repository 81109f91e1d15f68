import type { ReactNode } from 'react';
import type { ComponentView, RegionView } from '../../wire.ts';
import { Component } from './Component.tsx';

interface Props {
  readonly region: RegionView;
  /** What the platform hands to every component on the page. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** How the platform's own components (`force:detailPanel`) look here. */
  readonly standard?: (name: string) => ReactNode;
}

/** One region of a Lightning page, with the components that the package puts there. */
export function Region({ region, properties, standard = () => null }: Props) {
  return (
    <div className={`region region-${region.name}`}>
      {region.components.map((component) => (
        <Placed key={component.key} component={component} properties={properties} standard={standard} />
      ))}
    </div>
  );
}

function Placed({ component, properties, standard }: { component: ComponentView } & Required<Omit<Props, 'region'>>) {
  const [namespace, name = ''] = component.name.split(':');
  if (namespace === 'c') return <Component name={name} properties={{ ...component.properties, ...properties }} />;
  if (component.name === 'flexipage:richText') {
    return <p className="slds-box slds-theme_default">{textOf(component.properties['richTextValue'] ?? '')}</p>;
  }
  return standard(component.name);
}

const textOf = (html: string): string => html.replace(/<[^>]+>/g, '');
