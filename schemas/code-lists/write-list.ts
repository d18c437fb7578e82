import { listColumns, type CodeListName } from './list-columns.ts';
import type { Cell } from './read-list.ts';

/** Rows as the CSV file of their list: what readListFromCsv reads back as the same rows. */
export function writeListAsCsv(list: CodeListName, rows: readonly object[]): string {
  const columns = listColumns[list];
  const lines = rows.map((row) =>
    columns.map(({ member }) => textOfCell((row as Record<string, Cell | undefined>)[member])).join(';'),
  );
  return [columns.map(({ heading }) => heading).join(';'), ...lines, ''].join('\n');
}

function textOfCell(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'J' : 'N';
  const text = typeof cell === 'object' ? cell.join('|') : String(cell);
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
