import { appointment, fullGround } from '../../demonstration/records.ts';
import { personFields } from '../../generator/records.ts';
import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered, rejected } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** Record 3. */
export const keyData: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'sleutelgegevens',
      titel: 'Wijziging van sleutelgegevens (bericht 3)',
      uitleg: 'Een leraar van buiten de BRP krijgt een ander burgerservicenummer.',
    },
    ({ seat, day, deliver, step }) => {
      const [old, renewed] = [book.outsider(), book.outsider()];
      const { geslachtsnaam, voornamen } = old;
      const nietIngezetene = { geslachtsnaam, voornamen, landcode: '5010' };
      const body = appointment(seat, old, day(-30), [fullGround(seat)]);
      return [
        deliver(
          'Lever een leraar aan die niet in de BRP staat, met het blok nietIngezetene.',
          { ...body, persoon: { ...personFields(old), nietIngezetene } },
          registered([[fullCodeOf(seat), 'LERARENREGISTER']]),
        ),
        step({
          doe: 'Meld het nieuwe burgerservicenummer, na de terugkoppeling op de vorige stap.',
          soort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
          body: { persoon: personFields(old), nieuwePersoon: { ...personFields(renewed), nietIngezetene } },
          terugkoppeling: { berichtsoort: 'TERUGKOPPELING_VERWERKT', signalen: [] },
        }),
      ];
    },
  );

/** Record 3 about somebody in the BRP: only the municipality can change him. */
export const keyDataOfResident: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'sleutelgegevens-brp',
      titel: 'Wijziging van sleutelgegevens van iemand in de BRP',
      uitleg: 'Staat de leraar in de BRP, dan verbetert de gemeente een fout. Afkeuring 793.',
    },
    ({ seat, person, full, deliver, step }) => [
      deliver('Lever de benoeming aan.', full(30), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
      step({
        doe: 'Meld met bericht 3 een ander burgerservicenummer.',
        soort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
        body: {
          persoon: personFields(person),
          nieuwePersoon: personFields(book.person()),
        },
        statusMelding: 'A',
        ontvangst: ['793@/wijzigingSleutelgegevens/persoon/burgerservicenummer'],
        terugkoppeling: rejected('793@/wijzigingSleutelgegevens/persoon/burgerservicenummer'),
      }),
    ],
  );
