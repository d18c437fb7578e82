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
  /** A location of another board and another school than the seat's. */
  elsewhere(random: Random, seat: Seat): string;
  readonly sectors: ReadonlySet<Seat['sector']>;
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
  const seats = seatsOf(institutions, (board) => {
    let supplierOin = supplierOf.get(board);
    if (supplierOin === undefined) supplierOf.set(board, (supplierOin = drawSupplier(random)));
    return supplierOin;
  });
  const draw = drawFrom(seats);
  return {
    draw,
    elsewhere: (from, seat) => {
      let other = draw(from);
      while (other.board === seat.board) other = draw(from);
      return other.locations[0] as string;
    },
    sectors: new Set(seats.map(({ sector }) => sector)),
    mandates: [...supplierOf].map(([board, supplierOin]) => ({ board, supplierOin })),
    suppliers: SUPPLIERS,
  };
}

/** One board alone, delivered for by one supplier; undefined when it has no open school outside mbo. */
export function oneBoard(
  institutions: readonly InstitutionRow[],
  { board, supplierOin }: { readonly board: string; readonly supplierOin: string },
): Boards | undefined {
  const all = seatsOf(institutions, () => supplierOin);
  const seats = all.filter((seat) => seat.board === board);
  if (seats.length === 0) return undefined;
  const others = all.filter((seat) => seat.board !== board);
  return {
    draw: drawFrom(seats),
    elsewhere: (random) => random.pick(others).locations[0] as string,
    sectors: new Set(seats.map(({ sector }) => sector)),
    mandates: [{ board, supplierOin }],
    suppliers: [supplierOin],
  };
}

type SizedSeat = Seat & { readonly pupils: number };

function seatsOf(institutions: readonly InstitutionRow[], supplierFor: (board: string) => string): SizedSeat[] {
  const seats = new Map<string, Seat & { locations: string[]; pupils: number }>();
  for (const row of institutions) {
    if (row.sector === 'MBO' || row.herkomst !== 'bron' || row.geldigTot !== undefined) continue;
    const board = row.bevoegdGezag;
    const supplierOin = supplierFor(board);
    const key = `${board} ${row.sector}`;
    let seat = seats.get(key);
    if (seat === undefined)
      seats.set(key, (seat = { board, sector: row.sector, locations: [], supplierOin, pupils: 0 }));
    seat.locations.push(row.vestigingscode);
    seat.pupils += 1 + (row.leerlingen ?? 0);
  }
  return [...seats.values()];
}

function drawFrom(seats: readonly SizedSeat[]): Boards['draw'] {
  let total = 0;
  const upTo = seats.map((seat) => (total += seat.pupils));
  return (random) => seats[firstAbove(upTo, random.below(total))] as Seat;
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
