import { uuidOf } from '../../generator/records.ts';
import type { Scene } from './one-scenario.ts';
import { oneScenario } from './one-scenario.ts';
import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';

const PROCESSED = { berichtsoort: 'TERUGKOPPELING_VERWERKT', signalen: [] } as const;

/** Records 16, 6 and 19, and then the snapshot that the board promised. */
export const correctionRequest: ScenarioMaker = (book) =>
  !book.hasWorld
    ? []
    : oneScenario(
        book,
        {
          id: 'correctieverzoek',
          titel: 'De leraar vraagt om correctie, en krijgt gelijk (bericht 16, 6 en 19)',
          uitleg: 'Na AANGEPAST wacht het register op de nieuwe stand. Zij heeft geen signaal 620 meer.',
        },
        (scene) => {
          const { seat, deliver } = scene;
          const { asDelivered, corrected } = bodiesOf(scene);
          const feedback = registered([[fullCodeOf(seat), 'LERARENREGISTER']]);
          return [
            deliver('Lever de benoeming aan.', asDelivered, feedback),
            answer(scene, 'Haal bericht 16 op en antwoord AANGEPAST, met het correctieverzoekId daaruit.'),
            deliver('Lever de verbeterde stand aan: begonnen vijf dagen eerder.', corrected, feedback),
          ];
        },
        (scene) => request(scene),
      );

/** The snapshot comes before the answer: 620, and the answer ends it at once. */
export const correctionBeforeAnswer: ScenarioMaker = (book) =>
  !book.hasWorld
    ? []
    : oneScenario(
        book,
        {
          id: 'correctieverzoek-stand-eerst',
          titel: 'De nieuwe stand komt vóór het antwoord op een correctieverzoek',
          uitleg: 'Zolang u niet hebt geantwoord, heeft elke stand van de benoeming signaal 620.',
        },
        (scene) => {
          const { seat, deliver } = scene;
          const { asDelivered, corrected } = bodiesOf(scene);
          const plek = [[fullCodeOf(seat), 'LERARENREGISTER']] as const;
          return [
            deliver('Lever de benoeming aan.', asDelivered, registered(plek)),
            deliver(
              'Haal bericht 16 op en lever eerst de verbeterde stand aan.',
              corrected,
              registered(plek, ['620@/benoeming/benoemingvolgnummer']),
            ),
            answer(scene, 'Antwoord AANGEPAST, met het correctieverzoekId uit bericht 16.'),
          ];
        },
        (scene) => request(scene),
      );

/** The appointment with a begin that is five days late, and as the teacher says it is. */
function bodiesOf(scene: Scene) {
  const benoemingvolgnummer = numberFor(scene);
  const asDelivered = { ...scene.full(40), benoemingvolgnummer };
  const order = { standvolgnummer: 2, oorspronkelijkeDatumIngang: scene.day(-40) };
  return { asDelivered, corrected: { ...scene.full(45), benoemingvolgnummer, ...order } };
}

const numberFor = ({ person }: Scene): string => `KIT-${person.burgerservicenummer.slice(2)}`;

const answer = ({ person, step }: Scene, doe: string) =>
  step({
    doe,
    soort: 'ANTWOORD_CORRECTIEVERZOEK',
    body: { correctieverzoekId: uuidOf('kit-correctie', person.burgerservicenummer), oordeel: 'AANGEPAST' },
    terugkoppeling: PROCESSED,
  });

const request = (scene: Scene) =>
  ({
    soort: 'CORRECTIEVERZOEK',
    gebeurt: 'De leraar vraagt om een eerdere ingangsdatum.',
    naStap: 0,
    benoemingvolgnummer: numberFor(scene),
    velden: ['/datumIngangBenoeming'],
    toelichting: 'Ik begon vijf dagen eerder.',
  }) as const;
