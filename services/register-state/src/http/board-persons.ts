import { LRUCache } from 'lru-cache';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import { selectBoardPersons } from '../sql/select-board-persons.ts';
import type { BoardPseudonyms } from './board-pseudonyms.ts';

/** Finds whom a board means by a pseudonym. */
export interface BoardPersons {
  /** Register id; undefined when nobody of whom this board delivered anything has this pseudonym. */
  find(db: Queryable, board: string, pseudonym: string): Promise<string | undefined>;
}

/** Pseudonyms remembered, of all boards together; some 200 bytes each. */
const MOST_REMEMBERED = 200_000;

/**
 * A pseudonym is made with a key and cannot be turned back, and it is kept nowhere: a table of them would be a second
 * place that links what boards know with the register, and would have to be made again when the key is replaced. So those
 * of everybody the board delivered are made (5 µs each) and compared; what was made is remembered in memory.
 */
export function createBoardPersons(pseudonyms: BoardPseudonyms): BoardPersons {
  const remembered = new LRUCache<string, Map<string, string>>({
    maxSize: MOST_REMEMBERED,
    sizeCalculation: (persons) => persons.size + 1,
  });
  return {
    async find(db, board, pseudonym) {
      const found = remembered.get(board)?.get(pseudonym);
      if (found !== undefined) return found;
      const former = new Map([...(remembered.get(board) ?? [])].map(([known, id]) => [id, known]));
      const persons = (await selectBoardPersons(db, board)).map((id): [string, string] => [
        former.get(id) ?? pseudonyms.of(id, board),
        id,
      ]);
      const own = new Map(persons);
      remembered.set(board, own);
      return own.get(pseudonym);
    },
  };
}
