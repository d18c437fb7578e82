import type { InstitutionRow, Sector } from '../../schemas/code-lists/rows.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** A board's open locations in one sector, and who delivers for it. */
export interface Seat {
  readonly board: string;
  readonly sector: Exclude<Sector, 'MBO'>;
  readonly locations: readonly string[];
  readonly supplierOin: string;
}

export interface Boards {
  /** A seat, as often as it has pupils. */
  draw(random: Random): Seat;
  /** All boards with the supplier that delivers for them. */
  readonly mandates: readonly { readonly board: string; readonly supplierOin: string }[];
  readonly suppliers: readonly string[];
}

export const DELIVERY_POINT = '01';
const SUPPLIERS = Array.from({ length: 12 }, (_, index) => `00000003${String(index + 1).padStart(2, '0')}0000000000`);
/** Three suppliers serve four boards out of five. */
const LARGE_SUPPLIERS = 3;
const SHARE_OF_LARGE = 0.8;

/** The real boards of the code list with their schools that are open without end; mbo is made up there and left out. */
export function boardsOf(institutions: readonly InstitutionRow[], seed: number): Boards {
  const random = createRandom(seed);
  const supplierOf = new Map<string, string>();
  const seats = new Map<string, Seat & { locations: string[]; pupils: number }>();
  for (const row of institutions) {
    if (row.sector === 'MBO' || row.herkomst !== 'bron' || row.geldigTot !== undefined) continue;
    const board = row.bevoegdGezag;
    let supplierOin = supplierOf.get(board);
    if (supplierOin === undefined) supplierOf.set(board, (supplierOin = drawSupplier(random)));
    const key = `${board} ${row.sector}`;
    let seat = seats.get(key);
    if (seat === undefined)
      seats.set(key, (seat = { board, sector: row.sector, locations: [], supplierOin, pupils: 0 }));
    seat.locations.push(row.vestigingscode);
    seat.pupils += 1 + (row.leerlingen ?? 0);
  }
  const all = [...seats.values()];
  let total = 0;
  const upTo = all.map((seat) => (total += seat.pupils));
  return {
    draw: (from) => {
      const at = from.below(total);
      return all[firstAbove(upTo, at)] as Seat;
    },
    mandates: [...supplierOf].map(([board, supplierOin]) => ({ board, supplierOin })),
    suppliers: SUPPLIERS,
  };
}

function drawSupplier(random: Random): string {
  const large = SUPPLIERS.slice(0, LARGE_SUPPLIERS);
  return random.chance(SHARE_OF_LARGE) ? random.pick(large) : random.pick(SUPPLIERS.slice(LARGE_SUPPLIERS));
}

/** Index of the first number above `value` in a rising list. */
function firstAbove(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
