import type { CSSProperties } from 'react';
import type {
  AutoGridProps,
  BoxProps,
  CardProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from '@hubspot/ui-extensions';
import { classes, shortSize, testAttributes } from './host-kit.ts';

const JUSTIFY = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  around: 'space-around',
  between: 'space-between',
} as const;
const ALIGN = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  baseline: 'baseline',
  stretch: 'stretch',
} as const;
const gapClass = (gap: string | undefined, otherwise = 'flush') => `gap-${shortSize(gap, otherwise)}`;

export function Flex({
  gap,
  direction = 'row',
  justify = 'start',
  align = 'stretch',
  alignSelf,
  wrap = 'nowrap',
  children,
  testId,
}: FlexProps) {
  const style: CSSProperties = {
    flexDirection: direction,
    justifyContent: JUSTIFY[justify],
    alignItems: ALIGN[align],
    ...(alignSelf !== undefined && { alignSelf: ALIGN[alignSelf] }),
    flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
  };
  return (
    <div
      className={classes('flex', direction, align === 'stretch' && 'stretch', gapClass(gap))}
      style={style}
      {...testAttributes(testId)}
    >
      {children}
    </div>
  );
}

export function Stack({
  distance,
  direction = 'column',
  justify = 'start',
  align = 'stretch',
  width,
  children,
  testId,
}: StackProps) {
  const style: CSSProperties = {
    flexDirection: direction,
    justifyContent: JUSTIFY[justify],
    alignItems: ALIGN[align],
    width,
  };
  return (
    <div
      className={classes('flex', direction, align === 'stretch' && 'stretch', gapClass(distance, 'sm'))}
      style={style}
      {...testAttributes(testId)}
    >
      {children}
    </div>
  );
}

export function Box({ alignSelf, flex = 'initial', children, testId }: BoxProps) {
  const own = alignSelf === undefined || alignSelf === 'auto' ? alignSelf : ALIGN[alignSelf];
  const grow = { initial: '0 1 auto', auto: '1 1 auto', none: '0 0 auto' };
  const style: CSSProperties = { alignSelf: own, flex: typeof flex === 'number' ? flex : grow[flex] };
  return (
    <div className="box" style={style} {...testAttributes(testId)}>
      {children}
    </div>
  );
}

export const Inline = ({ justify = 'start', align = 'center', gap, children, testId }: InlineProps) => (
  <div
    className={classes('flex', gapClass(gap, 'sm'))}
    style={{ justifyContent: JUSTIFY[justify], alignItems: ALIGN[align], flexWrap: 'wrap' }}
    {...testAttributes(testId)}
  >
    {children}
  </div>
);

export function AutoGrid({ columnWidth, gap, flexible = false, children, testId }: AutoGridProps) {
  const width = `min(${columnWidth}px, 100%)`;
  const style = { gridTemplateColumns: `repeat(auto-fill, ${flexible ? `minmax(${width}, 1fr)` : width})` };
  return (
    <div className={classes('grid', gapClass(gap, 'sm'))} style={style} {...testAttributes(testId)}>
      {children}
    </div>
  );
}

export const Divider = ({ distance, size, testId }: DividerProps) => (
  <hr className={classes('divider', gapClass(distance ?? size, 'sm'))} {...testAttributes(testId)} />
);
export const Spacer = ({ size, testId }: SpacerProps) => (
  <div className={classes('spacer', gapClass(size, 'sm'))} {...testAttributes(testId)} />
);
export const Tile = ({ compact = false, flush = false, children, testId }: TileProps) => (
  <div className={classes('tile', compact && 'compact', flush && 'flush')} {...testAttributes(testId)}>
    {children}
  </div>
);
export const Card = ({ children, testId }: CardProps) => (
  <div className="tile" {...testAttributes(testId)}>
    {children}
  </div>
);
