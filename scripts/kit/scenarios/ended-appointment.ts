import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const endedAppointment: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'einde',
      titel: 'Einde van een benoeming',
      uitleg: 'Een einde is een nieuwe stand met een einddatum, geen verwijdering. De einddatum telt zelf nog mee.',
    },
    ({ seat, day, full, deliver }) => {
      const feedback = registered([[fullCodeOf(seat), 'LERARENREGISTER']]);
      return [
        deliver('Lever de benoeming aan.', full(400), feedback),
        deliver(
          'Beëindig de benoeming met een datum in het verleden.',
          { ...full(400), standvolgnummer: 2, datumEindeBenoeming: day(-3) },
          feedback,
        ),
      ];
    },
  );
