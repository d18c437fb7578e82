import type { WijzigingSleutelgegevens } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { keyData } from '../domain/judge-person.ts';
import type { RecordKind } from '../domain/record-kind.ts';

/**
 * Record 3: somebody outside the BRP gets other key data. The vault judges both persons (752, 793) and keeps the new
 * number for them from now on; the register says whether the board has an appointment of them (304). Both persons stay in
 * the vault: what travels on is empty.
 */
export const keyDataChange: RecordKind<WijzigingSleutelgegevens> = {
  berichtsoort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
  bodyField: 'wijzigingSleutelgegevens',
  checkShape: shapeCheck('wijziging-sleutelgegevens'),
  personsIn: ({ persoon, nieuwePersoon }) => [
    { person: persoon, place: '/persoon' },
    { person: nieuwePersoon, place: '/nieuwePersoon' },
  ],
  questionOf: ({ persoon, nieuwePersoon }) => ({
    about: 'PERSON',
    ...keyData(persoon),
    nieuwePersoon: keyData(nieuwePersoon),
  }),
  judgeStage: () => [],
  withoutPerson: ({ persoon: _, nieuwePersoon: _new, ...rest }) => rest,
};
