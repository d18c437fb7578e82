import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { PlanBook } from './plan-book.ts';
import type { BrpPerson } from '../generator/records.ts';
import type { BoardSeat, ExpectedSignal } from './plan-types.ts';
import { appointment, deletion, fullGround, temporaryGround, type Fields } from './records.ts';
import { accepted } from './scenarios-appointments.ts';

/** A record as it should be, with what a fault needs to spoil it. */
interface Sound {
  readonly body: Fields;
  readonly seat: BoardSeat;
  readonly begin: string;
  readonly today: string;
}

interface Fault {
  readonly scenario: string;
  readonly signals: readonly ExpectedSignal[];
  readonly spoil: (sound: Sound) => Fields;
  readonly sector?: BoardSeat['sector'];
  /** Rejected before SCHEMA: answered only, no feedback record. */
  readonly answeredOnly?: true;
  readonly head?: Fields;
}

const FIRST_PERIOD = '/benoeming/perioden/0';
const FIRST_GROUND = `${FIRST_PERIOD}/grondslagen/0`;

function withPerson(body: Fields, change: Fields): Fields {
  return { ...body, persoon: { ...(body['persoon'] as Fields), ...change } };
}

function withGround({ body, seat }: Sound, change: Fields): Fields {
  const ground = { ...fullGround(seat), ...change };
  return { ...body, perioden: [{ datumBegin: body['datumIngangBenoeming'], grondslagen: [ground] }] };
}

function without(body: Fields, field: string): Fields {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}

/** One fault of each stage that this demonstration shows, in the order of judgement (message book section 4). */
const FAULTS: readonly Fault[] = [
  {
    scenario: 'message book of another major version',
    signals: ['359@/kop/berichtenboekVersie'],
    spoil: ({ body }) => body,
    head: { berichtenboekVersie: '2.0' },
    answeredOnly: true,
  },
  {
    scenario: 'delivery point without a mandate',
    signals: ['366@/kop/aanleverpuntnummer'],
    spoil: ({ body }) => body,
    head: { aanleverpuntnummer: '77' },
    answeredOnly: true,
  },
  {
    scenario: 'unknown field',
    signals: ['359@/benoeming'],
    spoil: ({ body }) => ({ ...body, salarisschaal: 'LB' }),
  },
  {
    scenario: 'start date missing',
    signals: ['740@/benoeming/datumIngangBenoeming'],
    spoil: ({ body }) => without(body, 'datumIngangBenoeming'),
  },
  {
    scenario: 'sector outside its list',
    signals: ['741@/benoeming/sector'],
    spoil: ({ body }) => ({ ...body, sector: 'HBO' }),
  },
  {
    scenario: 'number of the wrong form',
    signals: ['742@/benoeming/benoemingvolgnummer'],
    spoil: ({ body }) => ({ ...body, benoemingvolgnummer: 'nr 1' }),
  },
  {
    scenario: 'no period at all',
    signals: ['743@/benoeming/perioden'],
    spoil: ({ body }) => ({ ...body, perioden: [] }),
  },
  {
    scenario: 'BSN that fails its test',
    signals: ['750@/benoeming/persoon/burgerservicenummer'],
    spoil: ({ body }) => withPerson(body, { burgerservicenummer: '123456789' }),
  },
  {
    scenario: 'onderwijsnummer for a teacher',
    signals: ['614@/benoeming/persoon/onderwijsnummer'],
    // 9·1 + 5·1 + 2·1 = 16, 16 mod 11 = 5, so the last digit is 0 and the number passes its own test.
    spoil: ({ body }) => ({
      ...body,
      persoon: { ...without(body['persoon'] as Fields, 'burgerservicenummer'), onderwijsnummer: '100010010' },
    }),
  },
  {
    scenario: 'sex that does not fit the BRP',
    signals: ['752@/benoeming/persoon/geboortedatum'],
    spoil: ({ body }) => withPerson(body, { geslacht: 'O' }),
  },
  {
    scenario: 'person the BRP does not know',
    signals: ['753@/benoeming/persoon/burgerservicenummer'],
    // 9·1 + 2·1 = 11 and last digit 0: passes the test, outside the sandbox's population.
    spoil: ({ body }) => withPerson(body, { burgerservicenummer: '100000010' }),
  },
  {
    scenario: 'born in the future',
    signals: ['843@/benoeming/persoon/geboortedatum'],
    spoil: ({ body, today }) => withPerson(body, { geboortedatum: addDays(today, 30) }),
  },
  {
    scenario: 'younger than seventeen at the start',
    signals: ['615@/benoeming/persoon/geboortedatum'],
    spoil: ({ body }) => ({
      ...body,
      datumBeginArbeidsovereenkomst: '1950-08-01',
      datumIngangBenoeming: '1950-08-01',
      perioden: [{ ...(body['perioden'] as Fields[])[0], datumBegin: '1950-08-01' }],
    }),
  },
  {
    scenario: 'board without a school in the sector',
    signals: ['356@/benoeming/sector'],
    sector: 'PO',
    spoil: ({ body }) => ({ ...body, sector: 'MBO' }),
  },
  {
    scenario: 'school that does not exist',
    signals: [`301@${FIRST_GROUND}/vestigingen/0`],
    spoil: (sound) => withGround(sound, { vestigingen: ['00ZZ00'] }),
  },
  {
    scenario: 'location of another board',
    signals: [`397@${FIRST_GROUND}/vestigingen/0`],
    sector: 'VO',
    // 99VB00 is open and belongs to board 99009.
    spoil: (sound) => withGround(sound, { vestigingen: ['99VB00'] }),
  },
  {
    scenario: 'closed location of the own board',
    signals: [`348@${FIRST_GROUND}/vestigingen/0`],
    sector: 'MBO',
    // 99MA03 belongs to board 99001 and closed on 2019-07-31.
    spoil: (sound) => withGround(sound, { vestigingen: ['99MA03'] }),
  },
  {
    scenario: 'first period begins later than the appointment',
    signals: [`303@${FIRST_PERIOD}/datumBegin`],
    spoil: ({ body, begin }) => ({
      ...body,
      perioden: [{ ...(body['perioden'] as Fields[])[0], datumBegin: addDays(begin, 1) }],
    }),
  },
  {
    scenario: 'period that ends before it begins',
    signals: [`314@${FIRST_PERIOD}/datumEind`],
    spoil: ({ body, begin }) => ({
      ...body,
      perioden: [{ ...(body['perioden'] as Fields[])[0], datumEind: addDays(begin, -1) }],
    }),
  },
  {
    scenario: 'period outside the appointment',
    signals: [`321@${FIRST_PERIOD}/datumEind`],
    spoil: ({ body, begin }) => ({
      ...body,
      datumEindeBenoeming: addDays(begin, 300),
      perioden: [{ ...(body['perioden'] as Fields[])[0], datumEind: addDays(begin, 301) }],
    }),
  },
  {
    scenario: 'overlapping periods',
    signals: ['605@/benoeming/perioden/1/datumBegin'],
    spoil: ({ body, seat, begin }) => ({
      ...body,
      perioden: [
        { datumBegin: begin, datumEind: addDays(begin, 20), grondslagen: [fullGround(seat)] },
        { datumBegin: addDays(begin, 20), grondslagen: [fullGround(seat)] },
      ],
    }),
  },
  {
    scenario: 'ground that does not exist',
    signals: [`601@${FIRST_GROUND}/benoemingsgrondslag`],
    spoil: (sound) => withGround(sound, { benoemingsgrondslag: '599' }),
  },
  {
    scenario: 'ground of another sector',
    signals: [`602@${FIRST_GROUND}/benoemingsgrondslag`],
    sector: 'VO',
    spoil: (sound) => withGround(sound, { benoemingsgrondslag: '701' }),
  },
  {
    scenario: 'temporary ground without teaching',
    signals: [`603@${FIRST_GROUND}/onderwijs`],
    sector: 'VO',
    spoil: (sound) => withGround(sound, { benoemingsgrondslag: '511' }),
  },
];

/** Each fault `times` over, at different boards; nobody of it reaches the register. */
export function faults(book: PlanBook, times: number): void {
  for (let index = 0; index < FAULTS.length * times; index += 1) {
    const fault = FAULTS[index % FAULTS.length];
    if (fault === undefined) continue;
    const person = book.person();
    const seat = book.seat(index, fault.sector);
    const begin = addDays(book.today, -35);
    const body = appointment(seat, person, begin, [fullGround(seat)]);
    const rejected = book.record({
      scenario: fault.scenario,
      seat,
      kind: 'AANLEVEREN_BENOEMING',
      bodyField: 'benoeming',
      body: fault.spoil({ body, seat, begin, today: book.today }),
      ...(fault.head === undefined ? {} : { head: fault.head }),
      status: 'A',
      signals: fault.signals,
      ...(fault.answeredOnly === true
        ? {}
        : { feedback: { kind: 'TERUGKOPPELING_AFKEURING' as const, signals: fault.signals } }),
    });
    book.send(0, rejected);
    book.expect(fault.scenario, person, { kind: 'absent' });
  }
}

/** Records that only the register can refuse: taken in (B), answered with record 13. */
export function refusedByRegister(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    olderSnapshot(book, book.person(), book.seat(index));
    unknownDeletion(book, book.person(), book.seat(index));
    otherContent(book, book.person(), book.seat(index));
  }
}

const KNOWN = {
  kind: 'registered',
  status: 'BEKEND',
  view: 'BEKEND',
  events: [['benoeming-geregistreerd', 'persoon-bekend', 'registratie-gewijzigd']],
} as const;

function olderSnapshot(book: PlanBook, person: BrpPerson, seat: BoardSeat): void {
  const scenario = 'snapshot older than the stored one';
  const first = { ...appointment(seat, person, addDays(book.today, -15), [fullGround(seat)]), standvolgnummer: 5 };
  book.send(0, accepted(book, scenario, seat, first));
  const older = accepted(book, scenario, seat, { ...first, standvolgnummer: 4 });
  const signals = ['312@/benoeming/standvolgnummer'] as const;
  book.send(1, { ...older, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } });
  book.expect(scenario, person, KNOWN);
}

function unknownDeletion(book: PlanBook, person: BrpPerson, seat: BoardSeat): void {
  const scenario = 'deletion of an appointment that is not known';
  book.send(
    0,
    book.record({
      scenario,
      seat,
      kind: 'AANLEVEREN_VERWIJDERING_BENOEMING',
      bodyField: 'verwijderingBenoeming',
      body: deletion(person, addDays(book.today, -15), 1),
      status: 'B',
      feedback: {
        kind: 'TERUGKOPPELING_AFKEURING',
        signals: ['304@/verwijderingBenoeming/benoemingvolgnummer'],
      },
    }),
  );
}

/** The id of a message used again for another content: 396, the first receipt stays valid. */
function otherContent(book: PlanBook, person: BrpPerson, seat: BoardSeat): void {
  const scenario = 'message id used again for another content';
  const body = appointment(seat, person, addDays(book.today, -15), [temporaryGround(seat)]);
  const first = book.send(0, accepted(book, scenario, seat, body));
  const { feedback: _none, ...rest } = first;
  book.send(1, {
    ...rest,
    record: { ...first.record, benoeming: { ...body, personeelsnummer: 'ANDERS' } },
    receipt: { status: 'A', signals: ['396@/kop/identificatiecodeBedrijfsdocument'] },
  });
  book.expect(scenario, person, {
    kind: 'registered',
    status: 'ONBEKEND',
    view: 'IN_VOORPORTAAL',
    events: [['benoeming-geregistreerd', 'voorportaal-ingeschreven', 'registratie-gewijzigd']],
  });
}
