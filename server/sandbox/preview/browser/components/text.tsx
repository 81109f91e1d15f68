import { Children } from 'react';
import type {
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  IconProps,
  ListProps,
  StatusTagProps,
  TagProps,
  TextProps,
} from '@hubspot/ui-extensions';
import { classes, send, shortSize, testAttributes, toEvent } from './host-kit.ts';
import { OverlayTrigger, useReactions } from './overlay-registry.tsx';

export function Text({ variant = 'bodytext', inline = false, format = {}, truncate, children, testId }: TextProps) {
  const Element = inline ? 'span' : 'div';
  const options = typeof truncate === 'object' ? truncate : {};
  const className = classes(
    'text',
    variant,
    format.fontWeight,
    format.italic === true && 'italic',
    format.lineDecoration,
    format.textTransform !== undefined && `case-${format.textTransform}`,
    truncate !== undefined && truncate !== false && 'truncate',
  );
  return (
    <Element
      className={className}
      title={options.tooltipText}
      style={options.maxWidth === undefined ? undefined : { maxWidth: options.maxWidth }}
      {...testAttributes(testId)}
    >
      {children}
    </Element>
  );
}

export const Heading = ({ inline = false, children, testId }: HeadingProps) => (
  <h3 className={classes('heading', inline && 'inline')} {...testAttributes(testId)}>
    {children}
  </h3>
);

export function Tag({ variant = 'default', onClick, overlay, inline = false, children, testId }: TagProps) {
  const reactions = useReactions();
  const className = classes('tag', variant, inline && 'inline');
  if (onClick === undefined && (overlay === undefined || overlay === null)) {
    return (
      <span className={className} {...testAttributes(testId)}>
        {children}
      </span>
    );
  }
  return (
    <OverlayTrigger overlay={overlay}>
      {({ open, describedBy }) => (
        <button
          type="button"
          className={className}
          aria-describedby={describedBy}
          onClick={(event) => {
            send(onClick, toEvent(event), reactions);
            open();
          }}
          {...testAttributes(testId)}
        >
          {children}
        </button>
      )}
    </OverlayTrigger>
  );
}

export function StatusTag({
  variant = 'default',
  hollow = false,
  onClick,
  showRemoveIcon = false,
  onRemoveClick,
  children,
  testId,
}: StatusTagProps) {
  const className = classes('status-tag', variant, hollow && 'hollow');
  return (
    <span className={className} {...testAttributes(testId)}>
      <span className="dot" aria-hidden="true" />
      {onClick === undefined ? (
        children
      ) : (
        <button type="button" className="link as-button" onClick={() => send(onClick)}>
          {children}
        </button>
      )}
      {showRemoveIcon && (
        <button type="button" className="close" aria-label="Remove" onClick={() => send(onRemoveClick)}>
          ×
        </button>
      )}
    </span>
  );
}

const LIST_ELEMENTS = { ordered: 'ol', 'ordered-styled': 'ol' } as const;

export function List({ variant = 'unordered', children, testId }: ListProps) {
  const Element = variant in LIST_ELEMENTS ? 'ol' : 'ul';
  return (
    <Element className={classes('list', variant)} {...testAttributes(testId)}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}

export const DescriptionList = ({ direction = 'column', children, testId }: DescriptionListProps) => (
  <dl className={classes('description-list', direction)} {...testAttributes(testId)}>
    {children}
  </dl>
);

export const DescriptionListItem = ({ label, children, testId }: DescriptionListItemProps) => (
  <div className="description" {...testAttributes(testId)}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** HubSpot's drawings are its own; a sign that every font has stands in, and a dot for the rest. */
const SIGNS: Readonly<Record<string, string>> = {
  add: '+',
  approvals: '✓',
  block: '⊘',
  checkCircle: '✓',
  circleFilled: '●',
  circleHollow: '○',
  delete: '✕',
  download: '↓',
  edit: '✎',
  email: '✉',
  exclamation: '!',
  exclamationCircle: '!',
  info: 'i',
  left: '‹',
  question: '?',
  refresh: '↻',
  remove: '✕',
  right: '›',
  settings: '⚙',
  success: '✓',
  upload: '↑',
  warning: '⚠',
  xCircle: '✕',
};

export const Icon = ({ name, color = 'inherit', size, screenReaderText, testId }: IconProps) => (
  <span className={classes('icon', `icon-${color}`, shortSize(size, 'sm'))} {...testAttributes(testId)}>
    <span aria-hidden="true">{SIGNS[name] ?? '•'}</span>
    {screenReaderText !== undefined && <span className="visually-hidden">{screenReaderText}</span>}
  </span>
);
