import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { PlanBook } from './plan-book.ts';
import type { Seat } from '../generator/boards.ts';
import type { Fault } from '../generator/fault.ts';
import { FAULTS } from '../generator/faults.ts';
import type { BrpPerson } from '../generator/records.ts';
import type { BoardSeat, ExpectedSignal } from './plan-types.ts';
import { appointment, deletion, fullGround, temporaryGround, type Fields } from './records.ts';
import { accepted } from './scenarios-appointments.ts';

/** 99VB00 is open and belongs to board 99009, which nobody of the demonstration delivers for. */
const ELSEWHERE = '99VB00';
/** The generator's faults are written for these; both have schools in every demonstration. */
const SECTORS = ['VO', 'PO'] as const;

/** Each thing a supplier can do wrong in a single record, `times` over, at different boards; nobody of it reaches the register. */
export function faults(book: PlanBook, times: number): void {
  const rejecting = FAULTS.filter(({ status }) => status === 'A');
  for (let index = 0; index < rejecting.length * times; index += 1) {
    const fault = rejecting[index % rejecting.length];
    const sector = SECTORS[(index + Math.floor(index / rejecting.length)) % SECTORS.length];
    if (fault !== undefined && sector !== undefined) oneFault(book, fault, book.seat(index, sector), sector);
  }
}

function oneFault(book: PlanBook, fault: Fault, seat: BoardSeat, sector: Seat['sector']): void {
  const scenario = `signal ${fault.code} at ${fault.veld}`;
  const person = book.person();
  const body = appointment(seat, person, addDays(book.today, -35), [fullGround(seat)]);
  const signals: readonly ExpectedSignal[] = [`${fault.code}@${fault.veld}`];
  const sound = book.record({
    scenario,
    seat,
    kind: 'AANLEVEREN_BENOEMING',
    bodyField: 'benoeming',
    body,
    status: 'A',
    signals,
    ...(fault.answeredOnly === true ? {} : { feedback: { kind: 'TERUGKOPPELING_AFKEURING' as const, signals } }),
  });
  const kop = sound.record['kop'] as Fields;
  const { board, location, supplierOin } = seat;
  const generated: Seat = { board, sector, locations: [location], supplierOin };
  const spoilt = fault.spoil({ kop, body, seat: generated, today: book.today, elsewhere: ELSEWHERE });
  book.send(0, { ...sound, record: { kop: spoilt.kop ?? kop, benoeming: spoilt.body ?? body } });
  book.expect(scenario, person, { kind: 'absent' });
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
