import type { InstitutionRow, Sector } from '../../schemas/code-lists/rows.ts';
import type { BoardSeat } from '../demonstration/plan-types.ts';
import { boardOinOf } from '../generator/records.ts';

/** A board for every sector of the code list; mbo boards are made up there. */
export const DEFAULT_BOARDS = ['90152', '41775', '90665', '99001'] as const;
/** Only used on trial, so that no other scenario is. */
export const DEFAULT_TRIAL_BOARD = '91050';
export const DEFAULT_OIN = '00000003900000000000';
/** Apart from the delivery points that others use, whose feedback is not the kit's to fetch. */
export const DEFAULT_POINT = '90';

/** One seat per board and sector: the first location that is open without end. */
export function kitSeats(
  institutions: readonly InstitutionRow[],
  o: { readonly boards: readonly string[]; readonly deliveryPoint: string; readonly supplierOin: string },
): BoardSeat[] {
  return o.boards.flatMap((board) => {
    const open = institutions.filter(
      (row) => row.bevoegdGezag === board && row.geldigVan === undefined && row.geldigTot === undefined,
    );
    const first = new Map<Sector, string>();
    for (const { sector, vestigingscode } of open) if (!first.has(sector)) first.set(sector, vestigingscode);
    return [...first].map(([sector, location]) => ({
      board,
      sector,
      location,
      deliveryPoint: o.deliveryPoint,
      supplierOin: o.supplierOin,
      boardOin: boardOinOf(board),
    }));
  });
}
