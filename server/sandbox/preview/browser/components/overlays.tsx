import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
  TooltipProps,
} from '@hubspot/ui-extensions';
import { useSession } from '../session.tsx';
import { Dialog } from './Dialog.tsx';
import { shortSize, testAttributes } from './host-kit.ts';
import { useOverlay, useTooltip } from './overlay-registry.tsx';

export function Modal(props: ModalProps) {
  const { isOpen, close } = useOverlay(props);
  const { language } = useSession();
  if (!isOpen) return null;
  return (
    <Dialog
      title={props.title}
      label={props['aria-label']}
      size={shortSize(props.width, 'sm')}
      isDanger={props.variant === 'danger'}
      lang={language}
      testId={props.testId}
      onClose={close}
    >
      {props.children}
    </Dialog>
  );
}

export function Panel(props: PanelProps) {
  const { isOpen, close } = useOverlay(props);
  const { language } = useSession();
  if (!isOpen) return null;
  return (
    <Dialog
      title={props.title}
      label={props['aria-label']}
      size={shortSize(props.width, 'sm')}
      shape="panel"
      lang={language}
      testId={props.testId}
      onClose={close}
    >
      {props.children}
    </Dialog>
  );
}

export const ModalBody = ({ children, testId }: ModalBodyProps) => (
  <div className="dialog-body" {...testAttributes(testId)}>
    {children}
  </div>
);
export const ModalFooter = ({ children, testId }: ModalFooterProps) => (
  <footer className="dialog-foot" {...testAttributes(testId)}>
    {children}
  </footer>
);
export const PanelBody = ({ children, testId }: PanelBodyProps) => (
  <div className="dialog-body" {...testAttributes(testId)}>
    {children}
  </div>
);
export const PanelFooter = ({ children, testId }: PanelFooterProps) => (
  <footer className="dialog-foot" {...testAttributes(testId)}>
    {children}
  </footer>
);
export const PanelSection = ({ children, testId, flush = false }: PanelSectionProps) => (
  <section className={flush ? 'panel-section flush' : 'panel-section'} {...testAttributes(testId)}>
    {children}
  </section>
);

export function Tooltip({ children, placement = 'top', testId }: TooltipProps) {
  const id = useTooltip();
  return (
    <span role="tooltip" id={id} className={`tooltip ${placement}`} {...testAttributes(testId)}>
      {children}
    </span>
  );
}
