import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const secondAppointment: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'tweede-benoeming',
      titel: 'Tweede benoeming van dezelfde leraar',
      uitleg: 'Een ander benoemingvolgnummer is een andere benoeming. Overlapt zij, dan volgt melding 612.',
    },
    ({ seat, full, deliver }) => [
      deliver('Lever de eerste benoeming aan.', full(40), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
      deliver(
        'Lever een tweede benoeming aan met benoemingvolgnummer 2.',
        { ...full(20), benoemingvolgnummer: '2' },
        registered([[fullCodeOf(seat), 'LERARENREGISTER']], ['612@/benoeming/benoemingvolgnummer']),
      ),
    ],
  );
