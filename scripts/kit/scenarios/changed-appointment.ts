import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const changedAppointment: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'wijziging',
      titel: 'Wijziging',
      uitleg: 'Een stand vervangt de vorige helemaal: lever alles opnieuw aan, met een hoger standvolgnummer.',
    },
    ({ seat, day, full, deliver }) => {
      const feedback = registered([[fullCodeOf(seat), 'LERARENREGISTER']]);
      const changed = { ...full(90), standvolgnummer: 2, datumEindeBenoeming: day(200) };
      return [
        deliver('Lever de benoeming aan.', full(90), feedback),
        deliver('Spreek een einddatum af en lever de nieuwe stand aan.', changed, feedback),
      ];
    },
  );
