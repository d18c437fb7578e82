import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const resentRecord: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'herzending',
      titel: 'Herzending',
      uitleg:
        'Kwam er geen antwoord, stuur dan hetzelfde bericht met hetzelfde berichtnummer. U krijgt dezelfde bevestiging.',
    },
    ({ seat, full, deliver, again }) => {
      const first = deliver('Lever de benoeming aan.', full(25), registered([[fullCodeOf(seat), 'LERARENREGISTER']]));
      return [first, again('Stuur precies hetzelfde bericht nog eens, alsof het antwoord niet aankwam.', first)];
    },
  );

export const reusedId: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'nummer-hergebruikt',
      titel: 'Berichtnummer met een andere inhoud gebruikt',
      uitleg: 'Een berichtnummer is van één inhoud. Een andere inhoud krijgt 396; de eerste bevestiging blijft gelden.',
      kantEnKlaar: true,
    },
    ({ seat, full, deliver, step }) => {
      const first = deliver('Lever de benoeming aan.', full(15), registered([[fullCodeOf(seat), 'LERARENREGISTER']]));
      const { identificatiecodeBedrijfsdocument } = first.bericht['kop'] as Record<string, unknown>;
      return [
        first,
        step({
          doe: 'Stuur een andere inhoud met hetzelfde berichtnummer.',
          soort: 'AANLEVEREN_BENOEMING',
          body: { ...full(15), personeelsnummer: 'ANDERS' },
          kop: { identificatiecodeBedrijfsdocument },
          statusMelding: 'A',
          ontvangst: ['396@/kop/identificatiecodeBedrijfsdocument'],
        }),
      ];
    },
  );
