import { uuidOf } from '../../generator/records.ts';
import type { ScenarioMaker } from '../scenario-book.ts';
import { rejected } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** Record 6 to a request that does not exist; answers to requests that do (record 16) are judged beside the plan. */
export const correctionAnswer: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'correctieverzoek-onbekend',
      titel: 'Antwoord op een correctieverzoek dat niet bestaat (bericht 6)',
      uitleg: 'Het correctieverzoekId komt uit bericht 16. Een ander krijgt 621.',
      kantEnKlaar: true,
    },
    ({ person, step }) => [
      step({
        doe: 'Beantwoord een correctieverzoek met een onbekend correctieverzoekId.',
        soort: 'ANTWOORD_CORRECTIEVERZOEK',
        body: { correctieverzoekId: uuidOf('kit-correctie', person.burgerservicenummer), oordeel: 'JUIST' },
        statusMelding: 'A',
        ontvangst: ['621@/antwoordCorrectieverzoek/correctieverzoekId'],
        terugkoppeling: rejected('621@/antwoordCorrectieverzoek/correctieverzoekId'),
      }),
    ],
  );
