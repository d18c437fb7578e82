import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** Record 4. */
export const overview: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'overzicht',
      titel: 'Registratieoverzicht (bericht 4)',
      uitleg: 'Vraag op wat het register van uw bestuur heeft, om met uw eigen administratie te vergelijken.',
    },
    ({ seat, person, day, full, deliver, step }) => [
      deliver('Lever een benoeming aan.', full(30), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
      step({
        doe: 'Vraag het overzicht van vandaag op voor deze leraar, na de terugkoppeling op de vorige stap.',
        soort: 'VERZOEK_REGISTRATIEOVERZICHT',
        body: { peildatum: day(0), personen: [{ burgerservicenummer: person.burgerservicenummer }] },
        terugkoppeling: { berichtsoort: 'TERUGKOPPELING_REGISTRATIEOVERZICHT', signalen: [], standen: 1 },
      }),
    ],
  );
