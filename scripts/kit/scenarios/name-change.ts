import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** Record 15, unasked: nothing has to be delivered. */
export const nameChange: ScenarioMaker = (book) =>
  !book.hasWorld
    ? []
    : oneScenario(
        book,
        {
          id: 'naamswijziging',
          titel: 'De naam van een leraar verandert in de BRP (bericht 15)',
          uitleg: 'U haalt bericht 15 op en werkt uw eigen administratie bij. U antwoordt niet.',
        },
        ({ seat, person, full, deliver }) => [
          deliver(
            'Lever de benoeming aan.',
            { ...full(30), benoemingvolgnummer: `KIT-${person.burgerservicenummer.slice(2)}` },
            registered([[fullCodeOf(seat), 'LERARENREGISTER']]),
          ),
        ],
        ({ person }) => ({
          soort: 'NAAM_GEWIJZIGD',
          gebeurt: 'De leraar trouwt en neemt een andere naam aan.',
          naStap: 0,
          benoemingvolgnummer: `KIT-${person.burgerservicenummer.slice(2)}`,
          persoon: { ...person, geslachtsnaam: `${person.geslachtsnaam}-Voorbeeld` },
        }),
      );
