import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered, rejected } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const lateRecord: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'te-laat',
      titel: 'Te laat: een oudere stand na een nieuwere',
      uitleg: 'Wat ouder is dan de opgeslagen stand wordt afgekeurd met 312. Er verandert niets.',
    },
    ({ seat, full, deliver }) => [
      deliver(
        'Lever de benoeming aan met standvolgnummer 5.',
        { ...full(15), standvolgnummer: 5 },
        registered([[fullCodeOf(seat), 'LERARENREGISTER']]),
      ),
      deliver(
        'Lever een oudere stand aan, met standvolgnummer 4.',
        { ...full(15), standvolgnummer: 4 },
        rejected('312@/benoeming/standvolgnummer'),
      ),
    ],
  );
