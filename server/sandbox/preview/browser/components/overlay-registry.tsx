import { createContext, useContext, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Reactions } from '@hubspot/ui-extensions';
import { send } from './host-kit.ts';

interface Overlay {
  readonly open: () => void;
  readonly close: () => void;
}

/** The modals and panels of one extension by their ids, for `closeOverlay` and the handlers' `reactions`. */
export class OverlayRegistry {
  readonly #overlays = new Map<string, Overlay>();

  register(id: string, overlay: Overlay): () => void {
    this.#overlays.set(id, overlay);
    return () => {
      if (this.#overlays.get(id) === overlay) this.#overlays.delete(id);
    };
  }

  open(id: string): void {
    this.#overlays.get(id)?.open();
  }

  close(id: string): void {
    this.#overlays.get(id)?.close();
  }

  get reactions(): Reactions {
    const open = (id: string) => this.open(id);
    const close = (id: string) => this.close(id);
    return { openModal: open, closeModal: close, openPanel: open, closePanel: close };
  }
}

const RegistryContext = createContext(new OverlayRegistry());
export const useReactions = (): Reactions => useContext(RegistryContext).reactions;

export function OverlayProvider({ registry, children }: { registry: OverlayRegistry; children: ReactNode }) {
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

interface Scope {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly tooltipId: string;
  readonly setTooltip: (exists: boolean) => void;
}
const ScopeContext = createContext<Scope | null>(null);

interface OverlayTriggerProps {
  readonly overlay: ReactNode;
  /** Draws the trigger; `describedBy` names its tooltip, if the overlay is one. */
  readonly children: (trigger: { open: () => void; describedBy: string | undefined }) => ReactNode;
}

/** A component with an `overlay` prop: a click opens the modal or panel in it, hovering or focus shows its tooltip. */
export function OverlayTrigger({ overlay, children }: OverlayTriggerProps) {
  const [isOpen, setOpen] = useState(false);
  const [hasTooltip, setTooltip] = useState(false);
  const tooltipId = useId();
  const scope = useMemo(() => ({ isOpen, setOpen, tooltipId, setTooltip }), [isOpen, tooltipId]);
  if (overlay === undefined || overlay === null) return children({ open: () => {}, describedBy: undefined });
  return (
    <span className="overlay-trigger">
      {children({ open: () => setOpen(true), describedBy: hasTooltip ? tooltipId : undefined })}
      <ScopeContext.Provider value={scope}>{overlay}</ScopeContext.Provider>
    </span>
  );
}

export interface OverlayEvents {
  readonly id: string;
  readonly onOpen?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** Whether this modal or panel is open, by its trigger or by its id. */
export function useOverlay({ id, onOpen, onClose }: OverlayEvents): { isOpen: boolean; close: () => void } {
  const registry = useContext(RegistryContext);
  const scope = useContext(ScopeContext);
  const [isOpenAlone, setOpenAlone] = useState(false);
  const isOpen = scope?.isOpen ?? isOpenAlone;
  const setOpen = scope?.setOpen ?? setOpenAlone;
  useEffect(
    () => registry.register(id, { open: () => setOpen(true), close: () => setOpen(false) }),
    [registry, id, setOpen],
  );

  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen !== wasOpen.current) send(isOpen ? onOpen : onClose);
    wasOpen.current = isOpen;
  }, [isOpen]);
  return { isOpen, close: () => setOpen(false) };
}

export function useTooltip(): string | undefined {
  const scope = useContext(ScopeContext);
  useEffect(() => {
    scope?.setTooltip(true);
    return () => scope?.setTooltip(false);
  }, [scope?.setTooltip]);
  return scope?.tooltipId;
}
