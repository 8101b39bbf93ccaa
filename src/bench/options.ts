import { parseArgs } from 'node:util';

export type Options = {
  /** Entries of the store that is read. */
  size: number;
  /** Fewer repetitions, for seeing whether it runs. */
  isQuick: boolean;
  hasBrowser: boolean;
};

const normalSize = 1_000_000;
const quickSize = 100_000;
const largestSize = 10_000_000;

const usage = `Usage: npm run bench -- [--quick] [--size N] [--no-browser]

  --size N       entries of the store that is read, 20000 to ${largestSize}; ${normalSize} when absent
  --quick        a store of ${quickSize} and fewer repetitions: it shows that everything runs, not how fast
  --no-browser   without the figures that need Chromium

The store is kept in node_modules/.cache/bench, so a second run of the same size starts at once.
`;

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean' }, size: { type: 'string' }, 'no-browser': { type: 'boolean' } },
    });
    const isQuick = values.quick === true;
    const size = values.size === undefined ? (isQuick ? quickSize : normalSize) : Number(values.size);
    if (!Number.isInteger(size) || size < 20_000 || size > largestSize) return `--size is no such number\n\n${usage}`;
    return { size, isQuick, hasBrowser: values['no-browser'] !== true };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`;
  }
}
