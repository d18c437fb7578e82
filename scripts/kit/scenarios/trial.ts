import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** At a board of its own, whose phase is PROEF. */
export const trial: ScenarioMaker = (book) =>
  book.trialSeat === undefined
    ? []
    : oneScenario(
        book,
        {
          id: 'proef',
          titel: 'Proef: een bestuur dat nog oefent',
          uitleg: 'Alles wordt beoordeeld en beantwoord met proef: true. Er komt niets in het register.',
          seat: book.trialSeat,
          proef: true,
        },
        ({ seat, full, deliver }) => [
          deliver('Lever een benoeming aan.', full(30), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
        ],
      );
