import type {
  BarChartProps,
  ChartProps,
  ImageProps,
  LineChartProps,
  ScoreProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
} from '@hubspot/ui-extensions';
import { classes, send, testAttributes, toEvent } from './host-kit.ts';
import { Address } from './links.tsx';
import { OverlayTrigger, useReactions } from './overlay-registry.tsx';

export const Statistics = ({ children, testId }: StatisticsProps) => (
  <div className="statistics" {...testAttributes(testId)}>
    {children}
  </div>
);

export const StatisticsItem = ({ label, number, children, testId }: StatisticsItemProps) => (
  <div className="statistic" {...testAttributes(testId)}>
    <div className="statistic-label">{label}</div>
    <div className="statistic-number">{number}</div>
    {children}
  </div>
);

export const StatisticsTrend = ({ value, direction, color, testId }: StatisticsTrendProps) => (
  <div className={classes('trend', color ?? (direction === 'increase' ? 'green' : 'red'))} {...testAttributes(testId)}>
    <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'}</span>
    <span className="visually-hidden">{direction === 'increase' ? 'up' : 'down'}</span> {value}
  </div>
);

export const ScoreCircle = ({ score, testId }: ScoreProps) => (
  <span className="score" role="img" aria-label={`Score ${score} of 100`} {...testAttributes(testId)}>
    {score}
  </span>
);

export function Image({ src, alt = '', width, height, href, onClick, overlay, testId }: ImageProps) {
  const reactions = useReactions();
  const image = <img src={src} alt={alt} width={width} height={height} {...testAttributes(testId)} />;
  if (href !== undefined) return <Address href={href}>{image}</Address>;
  if (onClick === undefined && (overlay === undefined || overlay === null)) return image;
  return (
    <OverlayTrigger overlay={overlay}>
      {({ open, describedBy }) => (
        <button
          type="button"
          className="link as-button"
          aria-describedby={describedBy}
          onClick={(event) => {
            send(onClick, toEvent(event), reactions);
            open();
          }}
        >
          {image}
        </button>
      )}
    </OverlayTrigger>
  );
}

export const BarChart = (props: BarChartProps) => <Chart {...props} shape="bar" />;
export const LineChart = (props: LineChartProps) => <Chart {...props} shape="line" />;

const WIDTH = 320;
const HEIGHT = 140;

/** A drawing for the eye and the same numbers as a table for everyone else. */
function Chart({ data, axes, options, shape, testId }: ChartProps & { readonly shape: 'bar' | 'line' }) {
  const rows = Array.isArray(data) ? data : data.data;
  const numbers = rows.map((row) => Number(row[axes.y.field]) || 0);
  const highest = Math.max(1, ...numbers);
  const step = WIDTH / Math.max(1, rows.length);
  const points = numbers.map((value, index) => ({
    x: step * (index + 0.5),
    y: HEIGHT - (value / highest) * (HEIGHT - 10),
  }));
  return (
    <figure className="chart" {...testAttributes(testId)}>
      {options?.title !== undefined && <figcaption>{options.title}</figcaption>}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {shape === 'line' && <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />}
        {points.map(({ x, y }, index) =>
          shape === 'bar' ? (
            <rect key={index} x={x - step * 0.3} y={y} width={step * 0.6} height={HEIGHT - y} />
          ) : (
            <circle key={index} cx={x} cy={y} r="4" />
          ),
        )}
      </svg>
      <table>
        <thead>
          <tr>
            <th>{axes.x.label ?? axes.x.field}</th>
            <th>{axes.y.label ?? axes.y.field}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td>{row[axes.x.field]}</td>
              <td>{row[axes.y.field]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
