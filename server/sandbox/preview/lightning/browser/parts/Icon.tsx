interface Props {
  readonly category: 'standard' | 'utility';
  readonly name: string;
  readonly size?: 'small' | 'x-small' | 'xx-small';
}

/** An icon of the design system, for decoration only. */
export function Icon({ category, name, size }: Props) {
  const tone = category === 'standard' ? `slds-icon-standard-${name.replaceAll('_', '-')}` : 'slds-icon-text-default';
  const inner = category === 'standard' ? '' : ` ${tone}`;
  return (
    <span className={`slds-icon_container ${category === 'standard' ? tone : ''}`} aria-hidden="true">
      <svg className={`slds-icon${inner}${size === undefined ? '' : ` slds-icon_${size}`}`}>
        <use href={`/slds/icons/${category}-sprite/svg/symbols.svg#${name}`} />
      </svg>
    </span>
  );
}
