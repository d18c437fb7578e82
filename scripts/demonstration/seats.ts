import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { boardOinOf } from '../generator/records.ts';
import type { BoardSeat } from './plan-types.ts';

/** Real boards of every sector (mbo: the made-up ones of the code list), each delivered for by one of three suppliers. */
const BOARDS = [
  ['90152', 'VO'],
  ['90288', 'VO'],
  ['90870', 'VO'],
  ['91050', 'VO'],
  ['41775', 'PO'],
  ['24597', 'PO'],
  ['41572', 'PO'],
  ['20281', 'PO'],
  ['41516', 'PO'],
  ['90665', 'VSO'],
  ['99001', 'MBO'],
] as const;

const SUPPLIERS = ['00000003111111110000', '00000003222222220000', '00000003333333330000'] as const;

/** The seats of the demonstration: the first location of each board that is open without end. */
export function boardSeats(): BoardSeat[] {
  const { institutions } = loadCodeLists();
  return BOARDS.map(([board, sector], index) => {
    const location = institutions.find(
      (row) =>
        row.bevoegdGezag === board &&
        row.sector === sector &&
        row.geldigVan === undefined &&
        row.geldigTot === undefined,
    );
    if (location === undefined) throw new Error(`board ${board} has no open ${sector} location in the code list`);
    return {
      board,
      deliveryPoint: '01',
      sector,
      location: location.vestigingscode,
      supplierOin: SUPPLIERS[index % SUPPLIERS.length] ?? SUPPLIERS[0],
      boardOin: boardOinOf(board),
    };
  });
}
