import { csvCell } from './csv-cell.ts';

/** A table, part by part: a head, then a row an item. Spreadsheets take UTF-8 for what it is only with a byte order mark. */
export async function* csvTable<Item>(
  head: readonly string[],
  parts: AsyncIterable<readonly Item[]>,
  cellsOf: (item: Item) => readonly string[],
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(head)}`;
  for await (const items of parts) yield items.map((item) => csvLine(cellsOf(item))).join('');
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** An array, part by part, an item a line. */
export async function* jsonArray(parts: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const items of parts) {
    if (items.length === 0) continue;
    yield before + items.map((item) => JSON.stringify(item)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
