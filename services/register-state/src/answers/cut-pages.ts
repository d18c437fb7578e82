import { createPageRoom } from './page-room.ts';

/** Message book, section 6. */
const MOST_ROWS = 100;
/** A page must fit in one record of the topic; a single row is at most about 0.6 MB. */
const MOST_BYTES = 500_000;

/** Rows in order, in pages of at most 100 and of bounded size; no rows are one empty page. */
export function cutPages<R extends object>(rows: readonly R[], mostBytes = MOST_BYTES): R[][] {
  const pages: R[][] = [[]];
  let page: R[] = pages[0] ?? [];
  let room = createPageRoom(mostBytes);
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (page.length >= MOST_ROWS || !room.takes(json)) {
      pages.push((page = []));
      room = createPageRoom(mostBytes);
      room.takes(json);
    }
    page.push(row);
  }
  return pages;
}
