import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const newAppointment: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'nieuw',
      titel: 'Nieuwe benoeming',
      uitleg: 'Een leraar met een getuigschrift begint. De benoeming krijgt een plek in het register.',
    },
    ({ seat, full, deliver }) => [
      deliver('Lever de nieuwe benoeming aan.', full(30), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
    ],
  );
