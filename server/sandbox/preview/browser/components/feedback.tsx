import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  IllustrationProps,
  LoadingSpinnerProps,
  ProgressBarProps,
} from '@hubspot/ui-extensions';
import { classes, shortSize, testAttributes } from './host-kit.ts';

/** What went wrong interrupts a screen reader; everything else waits for its turn. */
export function Alert({ title, variant = 'info', children, testId }: AlertProps) {
  const isUrgent = variant === 'danger' || variant === 'error';
  return (
    <div role={isUrgent ? 'alert' : 'status'} className={classes('alert', variant)} {...testAttributes(testId)}>
      <div className="alert-title">{title}</div>
      {children}
    </div>
  );
}

export const LoadingSpinner = ({ label, showLabel = false, size, layout = 'inline', testId }: LoadingSpinnerProps) => (
  <div role="status" className={classes('loading', layout)} {...testAttributes(testId)}>
    <span className={classes('spinner', shortSize(size, 'sm'))} aria-hidden="true" />
    <span className={showLabel ? undefined : 'visually-hidden'}>{label}</span>
  </div>
);

export const EmptyState = ({
  title,
  layout = 'horizontal',
  flush = false,
  imageWidth = 120,
  children,
  testId,
}: EmptyStateProps) => (
  <div className={classes('empty-state', layout, flush && 'flush')} {...testAttributes(testId)}>
    <Drawing width={Math.min(imageWidth, 160)} />
    <div>
      {title !== undefined && <h3 className="heading">{title}</h3>}
      {children}
    </div>
  </div>
);

export const ErrorState = ({ title = 'Something went wrong.', children, testId }: ErrorStateProps) => (
  <div role="alert" className="error-state" {...testAttributes(testId)}>
    <h3 className="heading">{title}</h3>
    {children}
  </div>
);

export function ProgressBar({
  title,
  value = 0,
  showPercentage = false,
  valueDescription,
  variant = 'success',
  testId,
  ...rest
}: ProgressBarProps) {
  const max = rest.valueMax ?? rest.maxValue ?? 100;
  const percent = max > 0 ? Math.round((Math.min(Math.max(value, 0), max) / max) * 100) : 0;
  return (
    <div className="progress" {...testAttributes(testId)}>
      {title !== undefined && <div className="progress-title">{title}</div>}
      <div
        role="progressbar"
        aria-label={rest['aria-label'] ?? title ?? 'Progress'}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        className={classes('progress-track', variant)}
      >
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
      <div className="text microcopy">
        {valueDescription}
        {showPercentage && ` ${percent}%`}
      </div>
    </div>
  );
}

export const Illustration = ({ alt, width = 120, height, testId }: IllustrationProps) => (
  <span role="img" aria-label={alt} {...testAttributes(testId)}>
    <Drawing width={width} height={height} />
  </span>
);

/** One plain drawing of our own in place of HubSpot's illustrations. */
const Drawing = ({ width, height = width * 0.7 }: { width: number; height?: number | undefined }) => (
  <svg className="drawing" width={width} height={height} viewBox="0 0 120 84" aria-hidden="true">
    <rect x="14" y="10" width="78" height="58" rx="6" fill="#e5f5f8" stroke="#7fb8c4" strokeWidth="2" />
    <path d="M26 28h40M26 40h52M26 52h30" stroke="#7fb8c4" strokeWidth="4" strokeLinecap="round" />
    <circle cx="92" cy="62" r="17" fill="#fff" stroke="#c8431a" strokeWidth="3" />
    <path
      d="M84 62l6 6 11-12"
      fill="none"
      stroke="#c8431a"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
