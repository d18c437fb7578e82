import { signalCatalogue, type SignalCode } from '../../../schemas/code-lists/signal-catalogue.ts';
import type { BoardSeat } from '../../demonstration/plan-types.ts';
import { appointment, fullGround } from '../../demonstration/records.ts';
import type { Seat } from '../../generator/boards.ts';
import type { Fault } from '../../generator/fault.ts';
import { WITHOUT_PLACE } from '../../generator/faults-of-grounds.ts';
import { FAULTS } from '../../generator/faults.ts';
import type { Fields } from '../../generator/records.ts';
import type { ExpectedFeedback, ExpectedSignal, Scenario } from '../plan-types.ts';
import type { ScenarioBook, ScenarioMaker } from '../scenario-book.ts';
import { rejected } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** One scenario for each thing a supplier can do wrong in a single record, made with the generator's faults. */
export const everySignal: ScenarioMaker = (book) => {
  const numbers = new Map<string, number>();
  // The faults of the generator are written for boards outside mbo.
  const seat = (['VO', 'PO', 'VSO', 'SO'] as const)
    .map((sector) => book.seat(sector))
    .find((found) => found !== undefined);
  if (seat === undefined) return [];
  const faults = seat.sector === 'VO' ? [...FAULTS, WITHOUT_PLACE] : FAULTS;
  return faults.flatMap((fault) => {
    const number = (numbers.get(fault.code) ?? 0) + 1;
    numbers.set(fault.code, number);
    return oneFault(book, seat, fault, `signaal-${fault.code}${number > 1 ? `-${number}` : ''}`);
  });
};

function oneFault(book: ScenarioBook, seat: BoardSeat, fault: Fault, id: string): Scenario[] {
  const meaning = signalCatalogue[fault.code as SignalCode];
  const signal: ExpectedSignal = `${fault.code}@${fault.veld}`;
  return oneScenario(
    book,
    { id, titel: `Signaal ${fault.code} op ${fault.veld}`, uitleg: meaning.herstel, seat, kantEnKlaar: true },
    ({ person, day, step }) => {
      const body = appointment(seat, person, day(-35), [fullGround(seat)]);
      const sound = step({ doe: '', soort: 'AANLEVEREN_BENOEMING', body });
      const elsewhere = elsewhereThan(book, seat);
      const kop = sound.bericht['kop'] as Fields;
      const spoilt = fault.spoil({ kop, body, seat: generatorSeat(seat), today: book.today, elsewhere });
      const terugkoppeling = feedbackOf(fault, signal);
      return [
        {
          ...sound,
          doe: 'Lever dit bericht aan zoals het hier staat.',
          bericht: { kop: spoilt.kop ?? kop, benoeming: spoilt.body ?? body },
          ontvangst: { statusMelding: fault.status, signalen: fault.refusedWith === undefined ? [signal] : [] },
          ...(terugkoppeling && { terugkoppeling }),
        },
      ];
    },
  );
}

function feedbackOf(fault: Fault, signal: ExpectedSignal): ExpectedFeedback | undefined {
  if (fault.answeredOnly === true) return undefined;
  if (fault.status === 'A' || fault.refusedWith !== undefined) return rejected(signal);
  return { berichtsoort: 'TERUGKOPPELING_BENOEMING', signalen: [signal] };
}

const generatorSeat = (seat: BoardSeat): Seat => ({
  board: seat.board,
  sector: seat.sector as Seat['sector'],
  locations: [seat.location],
  supplierOin: seat.supplierOin,
});

/** An open school of another board. */
function elsewhereThan({ lists }: ScenarioBook, seat: BoardSeat): string {
  const found = lists.institutions.find(
    (row) =>
      row.bevoegdGezag !== seat.board &&
      row.brin !== seat.location.slice(0, 4) &&
      row.geldigVan === undefined &&
      row.geldigTot === undefined,
  );
  if (found === undefined) throw new Error('the code list has no school of another board');
  return found.vestigingscode;
}
