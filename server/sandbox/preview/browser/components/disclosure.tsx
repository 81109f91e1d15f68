import {
  createContext,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type KeyboardEvent,
} from 'react';
import type { AccordionProps, StepIndicatorProps, TabProps, TabsProps } from '@hubspot/ui-extensions';
import { classes, send, shortSize, testAttributes } from './host-kit.ts';

export function Accordion({
  title,
  defaultOpen = false,
  open,
  disabled,
  size,
  onClick,
  children,
  testId,
}: AccordionProps) {
  const [isOpen, setOpen] = useState(open ?? defaultOpen);
  const id = useId();
  useEffect(() => {
    if (open !== undefined) setOpen(open);
  }, [open]);
  return (
    <div className={classes('accordion', shortSize(size, 'sm'))} {...testAttributes(testId)}>
      <button
        type="button"
        className="accordion-title"
        disabled={disabled}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          if (open === undefined) setOpen(!isOpen);
          send(onClick);
        }}
      >
        <span className="carat" aria-hidden="true" />
        {title}
      </button>
      <div id={id} className="accordion-body" hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}

type TabId = string | number;
interface TabEntry {
  readonly id: TabId;
  readonly title: string;
  readonly disabled: boolean;
}
interface TabsState {
  readonly baseId: string;
  readonly selected: TabId | undefined;
  readonly put: (key: string, tab: TabEntry) => () => void;
}
const TabsContext = createContext<TabsState>({ baseId: '', selected: undefined, put: () => () => {} });

/** Arrow keys move between the tabs, as readers of tab lists expect. */
export function Tabs({
  children,
  defaultSelected,
  selected,
  onSelectedChange,
  variant = 'default',
  fill = false,
  testId,
}: TabsProps) {
  const [tabs, setTabs] = useState<ReadonlyMap<string, TabEntry>>(new Map());
  const [own, setOwn] = useState(defaultSelected);
  const baseId = useId();
  const entries = [...tabs.values()];
  const current = selected ?? own ?? entries[0]?.id;
  const state = useMemo(() => ({ baseId, selected: current, put: putInto(setTabs) }), [baseId, current]);
  const select = (id: TabId) => {
    setOwn(id);
    document.getElementById(`${baseId}-tab-${id}`)?.focus();
    // The handler takes the id in the type that the extension gave it.
    send(onSelectedChange as ((id: TabId) => void) | undefined, id);
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const usable = entries.filter((tab) => !tab.disabled);
    const next = step && usable.at((usable.findIndex((tab) => tab.id === current) + step) % usable.length);
    if (next) select(next.id);
  };
  return (
    <TabsContext.Provider value={state}>
      <div className="tabs" {...testAttributes(testId)}>
        <div role="tablist" className={classes('tab-list', variant, fill && 'fill')} onKeyDown={move}>
          {entries.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${baseId}-tab-${tab.id}`}
              aria-selected={tab.id === current}
              aria-controls={`${baseId}-panel-${tab.id}`}
              tabIndex={tab.id === current ? 0 : -1}
              disabled={tab.disabled}
              onClick={() => select(tab.id)}
            >
              {tab.title}
            </button>
          ))}
        </div>
        {children}
      </div>
    </TabsContext.Provider>
  );
}

export function Tab({ tabId, title = '', disabled = false, children, testId }: TabProps) {
  const key = useId();
  const id = tabId ?? key;
  const { baseId, selected, put } = useContext(TabsContext);
  useLayoutEffect(() => put(key, { id, title, disabled }), [key, id, title, disabled]);
  return (
    <div
      role="tabpanel"
      id={`${baseId}-panel-${id}`}
      aria-labelledby={`${baseId}-tab-${id}`}
      className="tab-panel"
      hidden={id !== selected}
      tabIndex={0}
      {...testAttributes(testId)}
    >
      {children}
    </div>
  );
}

type SetTabs = (change: (before: ReadonlyMap<string, TabEntry>) => ReadonlyMap<string, TabEntry>) => void;

/** A renamed tab keeps its place; one that goes away leaves. */
const putInto = (setTabs: SetTabs) => (key: string, tab: TabEntry) => {
  setTabs((before) => new Map(before).set(key, tab));
  return () =>
    setTabs((before) => {
      const after = new Map(before);
      after.delete(key);
      return after;
    });
};

export function StepIndicator({
  stepNames,
  currentStep = 0,
  direction = 'horizontal',
  variant = 'default',
  onClick,
  testId,
}: StepIndicatorProps) {
  return (
    <ol className={classes('steps', direction, variant)} {...testAttributes(testId)}>
      {stepNames.map((name, index) => (
        <li
          key={name}
          className={index < currentStep ? 'done' : index === currentStep ? 'current' : 'todo'}
          aria-current={index === currentStep ? 'step' : undefined}
        >
          <span className="step-dot" aria-hidden="true">
            {index < currentStep ? '✓' : index + 1}
          </span>
          {onClick === undefined ? (
            <span className="step-name">{name}</span>
          ) : (
            <button type="button" className="link as-button step-name" onClick={() => send(onClick, index)}>
              {name}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
