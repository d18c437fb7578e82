import type { GroundPeriod } from './appointment.ts';
import { groundPeriods } from './appointment.ts';
import type { AnteroomEntry, EntryKey } from './anteroom-entry.ts';
import { entryKeyText } from './anteroom-entry.ts';
import type { Day } from './calendar.ts';
import { chainsOf, stretchesOf } from './chain.ts';
import type { Chain } from './chain.ts';
import type { GroundBook } from './ground-book.ts';
import type { Person } from './person.ts';
import { validAppointments } from './person.ts';
import { teachingKey } from './teaching.ts';

/** What the snapshots of a person say about one possible anteroom entry, on whatever day. */
export interface AnteroomPlace extends EntryKey {
  /** Text of that entry's key: compared for every entry, made once. */
  readonly entry: string;
  readonly chain: Chain;
  /** First and last day of this teaching on this chain in this appointment. */
  readonly begin: Day;
  readonly end: Day;
}

interface Anteroom {
  readonly chains: ReadonlyMap<PlaceInRecord, Chain>;
  readonly places: readonly AnteroomPlace[];
}

/** Which ground of which snapshot of a person; tells them apart whatever object stands for it. */
type PlaceInRecord = string;

function placeInRecord({ appointment, periodIndex, groundIndex }: GroundPeriod): PlaceInRecord {
  return `${periodIndex} ${groundIndex} ${appointment.board} ${appointment.number}`;
}

interface Remembered {
  readonly appointments: Person['appointments'];
  readonly anteroom: Anteroom;
}

/** Those of one judgement: before, between and after. */
const RECENT = 6;
const remembered = new WeakMap<GroundBook, Remembered[]>();

/**
 * What the appointments of a person say of the anteroom. A judgement asks for it half a dozen times, and so does the next
 * due day: it is remembered for a while, because appointments are never changed in place. Another array with the same
 * snapshots says the same.
 */
function anteroomOf({ appointments }: Pick<Person, 'appointments'>, book: GroundBook): Anteroom {
  let recent = remembered.get(book);
  if (recent === undefined) remembered.set(book, (recent = []));
  const known = recent.find((one) => one.appointments === appointments);
  if (known !== undefined) return known.anteroom;
  const { anteroom } = recent.find((one) => haveSameSnapshots(one.appointments, appointments)) ?? {
    anteroom: readAnteroom(appointments, book),
  };
  recent.unshift({ appointments, anteroom });
  recent.length = Math.min(recent.length, RECENT);
  return anteroom;
}

/** A snapshot belongs to one appointment, so the same one says whose it is. */
function haveSameSnapshots(a: Person['appointments'], b: Person['appointments']): boolean {
  return (
    a.length === b.length && a.every((one, index) => one.snapshot === b[index]?.snapshot && one.kind === b[index].kind)
  );
}

/** The chain of a temporary ground of one of the person's snapshots. */
export function chainOfPeriod(
  period: GroundPeriod,
  person: Pick<Person, 'appointments'>,
  book: GroundBook,
): Chain | undefined {
  return anteroomOf(person, book).chains.get(placeInRecord(period));
}

/** Every place that a temporary ground gives, by begin of its chain. */
export function anteroomPlaces(person: Pick<Person, 'appointments'>, book: GroundBook): readonly AnteroomPlace[] {
  return anteroomOf(person, book).places;
}

function readAnteroom(appointments: Person['appointments'], book: GroundBook): Anteroom {
  const chains = chainsIn(appointments, book).sort((a, b) => (a.begin < b.begin ? -1 : 1));
  const periods = chains.flatMap((chain) =>
    chain.links.flatMap((link) => link.periods.map((period) => [placeInRecord(period), chain] as const)),
  );
  return { chains: new Map(periods), places: chains.flatMap(placesOn) };
}

/** Chains of the temporary grounds of a person, each within one board. */
function chainsIn(appointments: Person['appointments'], book: GroundBook): Chain[] {
  const temporary = validAppointments({ appointments })
    .flatMap((appointment) => groundPeriods(appointment, appointment.snapshot, book))
    .filter(({ ground }) => ground.destination === 'V');
  const perBoard = Map.groupBy(temporary, ({ appointment }) => appointment.board);
  return [...perBoard.values()].flatMap((periods) => chainsOf(stretchesOf(periods)));
}

function placesOn(chain: Chain): AnteroomPlace[] {
  const places = new Map<string, AnteroomPlace>();
  for (const link of chain.links) for (const period of link.periods) addPeriod(places, chain, period);
  return [...places.values()];
}

function addPeriod(places: Map<string, AnteroomPlace>, chain: Chain, period: GroundPeriod): void {
  for (const teaching of period.teaching) {
    const { board, number } = period.appointment;
    const key = { board, number, ground: chain.base.code, teaching: teachingKey(teaching) };
    const entry = entryKeyText(key);
    const known = places.get(entry);
    places.set(entry, {
      ...key,
      entry,
      chain,
      begin: known !== undefined && known.begin < period.begin ? known.begin : period.begin,
      end: known !== undefined && known.end > period.end ? known.end : period.end,
    });
  }
}

/**
 * The places that keep an entry on a day: those not over. Two chains of one base ground and teaching inside an
 * appointment are one entry, of the first chain that is not over.
 *
 * @param places by begin of their chain
 */
export function standingPlaces(places: readonly AnteroomPlace[], day: Day): Map<string, AnteroomPlace> {
  const standing = new Map<string, AnteroomPlace>();
  for (const place of places) {
    if (place.end >= day && !standing.has(place.entry)) standing.set(place.entry, place);
  }
  return standing;
}

/**
 * The places without the chains that an entry has left behind. Which chain an entry is on shows in its latest day; two
 * with the same one need no telling apart, because nothing is said of a move between them.
 *
 * @param places by begin of their chain
 */
export function withoutLeftChains(
  places: readonly AnteroomPlace[],
  entries: readonly AnteroomEntry[],
): readonly AnteroomPlace[] {
  const latestDays = new Map(entries.map((entry) => [entryKeyText(entry), entry.latestDay]));
  const present = new Map<string, Day>();
  for (const { entry, chain } of places) {
    const isOnIt = latestDays.get(entry) === chain.latestDay;
    if (isOnIt && !present.has(entry)) present.set(entry, chain.begin);
  }
  return places.filter(({ entry, chain }) => chain.begin >= (present.get(entry) ?? chain.begin));
}

/** Whether two chains share a day on their base ground: then they are the same, with another begin. */
export function baseStretchesOverlap(a: Chain, b: Chain): boolean {
  return a.links[0].begin <= b.links[0].end && b.links[0].begin <= a.links[0].end;
}
