import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { PlanBook } from './plan-book.ts';
import type { BrpPerson } from '../generator/records.ts';
import type { BoardSeat, ExpectedPerson, ExpectedSignal, PlannedRecord } from './plan-types.ts';
import { appointment, deletion, fullGround, temporaryGround, type Fields } from './records.ts';

/** Record 1 that is taken in and answered with feedback 11 carrying these notices. */
export function accepted(
  book: PlanBook,
  scenario: string,
  seat: BoardSeat,
  body: Fields,
  notices: { intake?: readonly ExpectedSignal[]; register?: readonly ExpectedSignal[] } = {},
): PlannedRecord {
  const { intake = [], register = [] } = notices;
  return book.record({
    scenario,
    seat,
    kind: 'AANLEVEREN_BENOEMING',
    bodyField: 'benoeming',
    body,
    status: 'B',
    signals: intake,
    feedback: { kind: 'TERUGKOPPELING_BENOEMING', signals: [...intake, ...register] },
  });
}

const known = (events: readonly (readonly string[])[]): ExpectedPerson => ({
  kind: 'registered',
  status: 'BEKEND',
  view: 'BEKEND',
  events,
});
const REGISTERED = ['benoeming-geregistreerd', 'persoon-bekend', 'registratie-gewijzigd'];
const IN_ANTEROOM = ['benoeming-geregistreerd', 'voorportaal-ingeschreven', 'registratie-gewijzigd'];

/** Teachers on a full ground: known in the register from the first record (register.md section 3). */
export function newTeachers(book: PlanBook, count: number): { person: BrpPerson; seat: BoardSeat }[] {
  return Array.from({ length: count }, (_, index) => {
    const person = book.person();
    const seat = book.seat(index);
    const begin = addDays(book.today, -30 - index);
    const scenario = 'new appointment on a full ground';
    book.send(0, accepted(book, scenario, seat, appointment(seat, person, begin, [fullGround(seat)])));
    book.expect(scenario, person, known([REGISTERED]));
    return { person, seat };
  });
}

/** Temporary ground: in the anteroom, not known in the register. */
export function newInAnteroom(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'new appointment on a temporary ground';
    const begin = addDays(book.today, -20);
    book.send(0, accepted(book, scenario, seat, appointment(seat, person, begin, [temporaryGround(seat)])));
    book.expect(scenario, person, {
      kind: 'registered',
      status: 'ONBEKEND',
      view: 'IN_VOORPORTAAL',
      events: [IN_ANTEROOM],
    });
  }
}

/** One appointment at two boards: two times registered, once known. */
export function twoBoards(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const scenario = 'one teacher at two boards';
    const begin = addDays(book.today, -60);
    for (const [round, seat] of [book.seat(index, 'VO'), book.seat(index + 1, 'VO')].entries()) {
      book.send(round, accepted(book, scenario, seat, appointment(seat, person, begin, [fullGround(seat)])));
    }
    book.expect(scenario, person, known([REGISTERED, ['benoeming-geregistreerd', 'registratie-gewijzigd']]));
  }
}

/** A ground without a place (destination X): kept with the snapshot, notice 613. */
export function withoutPlace(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index, 'VO');
    const scenario = 'ground that gives no place';
    const ground = { benoemingsgrondslag: '530', vestigingen: [seat.location] };
    const body = appointment(seat, person, addDays(book.today, -40), [ground]);
    const intake = ['613@/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag'] as const;
    book.send(0, accepted(book, scenario, seat, body, { intake }));
    book.expect(scenario, person, {
      kind: 'registered',
      status: 'ONBEKEND',
      view: 'GEEN',
      events: [['benoeming-geregistreerd', 'registratie-gewijzigd']],
    });
  }
}

/** A second snapshot that really changes something; it replaces the first. */
export function changed(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'changed appointment';
    const begin = addDays(book.today, -90);
    const first = appointment(seat, person, begin, [fullGround(seat)]);
    book.send(0, accepted(book, scenario, seat, first));
    const second = { ...first, standvolgnummer: 2, datumEindeBenoeming: addDays(book.today, 200) };
    book.send(1, accepted(book, scenario, seat, second));
    book.expect(scenario, person, known([REGISTERED, ['benoeming-gewijzigd', 'registratie-gewijzigd']]));
  }
}

/** Equal but for its order number: answered with 11, nothing changed, no event. */
export function unchanged(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'unchanged snapshot with a higher number';
    const first = appointment(seat, person, addDays(book.today, -70), [fullGround(seat)]);
    book.send(0, accepted(book, scenario, seat, first));
    book.send(1, accepted(book, scenario, seat, { ...first, standvolgnummer: 2 }));
    book.expect(scenario, person, known([REGISTERED]));
  }
}

/** An end in the past is reported: never stated any teaching, so kept for reason EINDE. */
export function ended(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'appointment reported as ended';
    const first = appointment(seat, person, addDays(book.today, -400), [fullGround(seat)]);
    book.send(0, accepted(book, scenario, seat, first));
    const end = { ...first, standvolgnummer: 2, datumEindeBenoeming: addDays(book.today, -3) };
    book.send(1, accepted(book, scenario, seat, end));
    book.expect(scenario, person, {
      kind: 'registered',
      status: 'BEWAARD',
      view: 'GEEN',
      events: [REGISTERED, ['benoeming-gewijzigd', 'persoon-bewaard', 'registratie-gewijzigd']],
    });
  }
}

/** Temporary ground replaced by a full one: handed over from the anteroom to the register, notice 631. */
export function handedOver(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'from the anteroom to the register';
    const first = appointment(seat, person, addDays(book.today, -50), [temporaryGround(seat)]);
    book.send(0, accepted(book, scenario, seat, first));
    const switched = addDays(book.today, -5);
    const second = {
      ...first,
      standvolgnummer: 2,
      perioden: [
        {
          datumBegin: first['datumIngangBenoeming'],
          datumEind: addDays(switched, -1),
          grondslagen: [temporaryGround(seat)],
        },
        { datumBegin: switched, grondslagen: [fullGround(seat)] },
      ],
    };
    const register = ['631@/benoeming/perioden/1/grondslagen/0/benoemingsgrondslag'] as const;
    book.send(1, accepted(book, scenario, seat, second, { register }));
    book.expect(
      scenario,
      person,
      known([
        IN_ANTEROOM,
        ['benoeming-gewijzigd', 'persoon-bekend', 'voorportaal-overgedragen', 'registratie-gewijzigd'],
      ]),
    );
  }
}

/** Deleted as delivered for the wrong person: as if it had never been. */
export function deleted(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'deleted appointment';
    const begin = addDays(book.today, -45);
    book.send(0, accepted(book, scenario, seat, appointment(seat, person, begin, [fullGround(seat)])));
    book.send(
      1,
      book.record({
        scenario,
        seat,
        kind: 'AANLEVEREN_VERWIJDERING_BENOEMING',
        bodyField: 'verwijderingBenoeming',
        body: deletion(person, begin, 2),
        status: 'B',
        feedback: { kind: 'TERUGKOPPELING_VERWIJDERING', signals: [] },
      }),
    );
    book.expect(scenario, person, {
      kind: 'registered',
      status: 'ONBEKEND',
      view: 'GEEN',
      events: [REGISTERED, ['benoeming-verwijderd', 'registratie-gewijzigd']],
    });
  }
}

/** The same message once more: the same receipt, no second feedback, no second effect. */
export function resent(book: PlanBook, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = book.person();
    const seat = book.seat(index);
    const scenario = 'same message sent twice';
    const body = appointment(seat, person, addDays(book.today, -25), [fullGround(seat)]);
    const first = book.send(0, accepted(book, scenario, seat, body));
    const { feedback: _answeredOnce, ...again } = first;
    book.send(2, again);
    book.expect(scenario, person, known([REGISTERED]));
  }
}
