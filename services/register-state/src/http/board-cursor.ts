import type { BoardPseudonyms } from './board-pseudonyms.ts';

/** What a page of a board's list hands to the next one. */
export interface BoardCursor {
  /** After this appointment it begins. */
  readonly after: { readonly registerId: string; readonly number: string };
  /** The point of the log that all pages tell: application numbers from partition 0 on. */
  readonly point: readonly number[];
  /** What was asked on the first page; the same has to be asked on all. */
  readonly asked: readonly (string | null)[];
}

export function sealBoardCursor(pseudonyms: BoardPseudonyms, board: string, cursor: BoardCursor): string {
  const { after, point, asked } = cursor;
  return pseudonyms.sealCursor(board, [after.registerId, after.number, point, asked]);
}

/** Undefined when the text is no cursor of this board, or one of another question. */
export function openBoardCursor(
  pseudonyms: BoardPseudonyms,
  board: string,
  text: string,
  asked: BoardCursor['asked'],
): BoardCursor | undefined {
  const content = pseudonyms.openCursor(board, text);
  if (!Array.isArray(content)) return undefined;
  const [registerId, number, point, first] = content as [string, string, number[] | undefined, unknown];
  // A cursor of the version before told no point.
  if (point === undefined || JSON.stringify(first) !== JSON.stringify(asked)) return undefined;
  return { after: { registerId, number }, point, asked };
}
