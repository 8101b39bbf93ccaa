import { availableParallelism, cpus, totalmem } from 'node:os';

/** What a figure is held against: what the task allows, or another program that does the same work in the same run. */
export type Beside =
  | { kind: 'limit'; value: number; from: string }
  | { kind: 'peer'; value: number; from: string }
  | null;

export type Figure = {
  name: string;
  value: number;
  unit: 'ms' | 'events/s' | 'calls/s' | 'rows/s' | 'requests/s' | 'kB' | 'MiB' | 'elements';
  beside: Beside;
};

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** p50 and p99 of one kind of request as two figures. */
export function timings(name: string, samples: readonly number[], besideP50: Beside, besideP99: Beside): Figure[] {
  return [
    { name: `${name}, p50`, value: percentile(samples, 0.5), unit: 'ms', beside: besideP50 },
    { name: `${name}, p99`, value: percentile(samples, 0.99), unit: 'ms', beside: besideP99 },
  ];
}

export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform}, Node ${process.versions.node}`;
}

/** More is better for what is counted in a second; less is better for all else. */
const isRate = ({ unit }: Figure) => unit.endsWith('/s');

function verdictOf(figure: Figure): string {
  const { beside, value } = figure;
  if (beside?.kind !== 'limit') return '';
  return (isRate(figure) ? value >= beside.value : value <= beside.value) ? 'within' : 'OVER';
}

const number = (value: number) =>
  Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 }).replaceAll(',', ' ');

/** The table: figure · ours · limit or peer beside it · ratio · verdict. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, beside } = figure;
    const other = beside === null ? '' : `${number(beside.value)} ${unit} (${beside.from})`;
    const ratio = beside === null ? '' : `× ${number(value / beside.value)}`;
    return [name, `${number(value)} ${unit}`, other, ratio, verdictOf(figure)];
  });
  const all = [['figure', 'ours', 'limit or peer beside it', 'ratio', 'verdict'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...rest] = all;
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rest.map(line)].join('\n');
}
