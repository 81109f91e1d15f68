import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type {
  ButtonProps,
  ButtonRowProps,
  DropdownButtonItemProps,
  DropdownProps,
  LoadingButtonProps,
} from '@hubspot/ui-extensions';
import { classes, send, shortSize, testAttributes, toEvent } from './host-kit.ts';
import { Address } from './links.tsx';
import { OverlayTrigger, useReactions } from './overlay-registry.tsx';

export function Button({
  onClick,
  href,
  overlay,
  type = 'button',
  variant = 'secondary',
  size,
  truncate,
  ...rest
}: ButtonProps) {
  const reactions = useReactions();
  const className = classes('button', variant, shortSize(size, 'md'), truncate && 'truncate');
  const shown = { className, ...testAttributes(rest.testId) };
  return (
    <OverlayTrigger overlay={overlay}>
      {({ open, describedBy }) => {
        const click = (event: MouseEvent) => {
          send(onClick, toEvent(event), reactions);
          open();
        };
        if (href !== undefined && rest.disabled !== true) {
          return (
            <Address href={href} onClick={click} describedBy={describedBy} {...shown}>
              {rest.children}
            </Address>
          );
        }
        return (
          <button type={type} disabled={rest.disabled} aria-describedby={describedBy} onClick={click} {...shown}>
            {rest.children}
          </button>
        );
      }}
    </OverlayTrigger>
  );
}

/** While loading it keeps its label for screen readers and takes no second click. */
export function LoadingButton({ loading = false, disabled = false, children, ...rest }: LoadingButtonProps) {
  return (
    <Button {...rest} disabled={disabled || loading}>
      {loading && <span className="spinner small" role="status" aria-label="Working" />}
      {children}
    </Button>
  );
}

export const ButtonRow = ({ children, testId }: ButtonRowProps) => (
  <div className="button-row" {...testAttributes(testId)}>
    {children}
  </div>
);

/** A menu: arrows move, Escape closes and returns to the button. */
export function Dropdown({
  options = [],
  buttonText = 'Actions',
  variant = 'secondary',
  buttonSize,
  ...rest
}: DropdownProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const menuId = useId();
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => {
    if (isOpen) items()[0]?.focus();
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    all.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % all.length)?.focus();
  };
  return (
    <span ref={root} className="dropdown" onKeyDown={move} {...testAttributes(rest.testId)}>
      <button
        type="button"
        className={classes('button', variant, shortSize(buttonSize, 'md'))}
        disabled={rest.disabled}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {buttonText} <span aria-hidden="true">▾</span>
      </button>
      {/* Items stay mounted: the modal that one of them opens outlives the menu. */}
      <span
        role={isOpen ? 'menu' : undefined}
        id={menuId}
        className="menu"
        hidden={!isOpen}
        onClick={() => setOpen(false)}
      >
        {options.map((option) => (
          <MenuItem key={option.label} onClick={() => send(option.onClick)}>
            {option.label}
          </MenuItem>
        ))}
        {rest.children}
      </span>
    </span>
  );
}

export function DropdownButtonItem({ children, onClick, overlay, testId }: DropdownButtonItemProps) {
  const reactions = useReactions();
  return (
    <OverlayTrigger overlay={overlay}>
      {({ open }) => (
        <MenuItem
          testId={testId}
          onClick={(event) => {
            send(onClick, toEvent(event), reactions);
            open();
          }}
        >
          {children}
        </MenuItem>
      )}
    </OverlayTrigger>
  );
}

interface MenuItemProps {
  readonly onClick: (event: MouseEvent) => void;
  readonly testId?: string | undefined;
  readonly children: ReactNode;
}
const MenuItem = ({ onClick, testId, children }: MenuItemProps) => (
  <button
    type="button"
    role="menuitem"
    tabIndex={-1}
    className="menu-item"
    onClick={onClick}
    {...testAttributes(testId)}
  >
    {children}
  </button>
);
