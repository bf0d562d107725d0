export type ChartPoint = { readonly key: string; readonly value: number };

const WIDTH = 300;
const HEIGHT = 64;

/** One measure over time as bars, drawn by the server. What it shows is said in words, and stands in a table elsewhere. */
export function ActivityChart({
  id,
  title,
  description,
  most,
  from,
  to,
  points,
}: {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The highest value, in words. */
  readonly most: string;
  readonly from: string;
  readonly to: string;
  readonly points: readonly ChartPoint[];
}) {
  const top = Math.max(...points.map(({ value }) => value), 0);
  const step = WIDTH / Math.max(1, points.length);
  return (
    <figure className="chart">
      <figcaption>
        <b>{title}</b> {most}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{description}</desc>
        {points.map(({ key, value }, index) => {
          const height = top === 0 ? 0 : Math.max(value > 0 ? 2 : 0, (value / top) * HEIGHT);
          return height === 0 ? null : (
            <rect
              key={key}
              x={round(index * step)}
              y={round(HEIGHT - height)}
              width={round(step * 0.8)}
              height={round(height)}
            />
          );
        })}
        <path d={`M0 ${HEIGHT + 0.5}H${WIDTH}`} />
      </svg>
      <p className="axis" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </figure>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
