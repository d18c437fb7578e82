import type { VerwijderingBenoeming } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { keyData } from '../domain/judge-person.ts';
import type { RecordKind } from '../domain/record-kind.ts';

/** Record 2: an appointment that never was. Whether the board has it is the register's to judge (304). */
export const deletion: RecordKind<VerwijderingBenoeming> = {
  berichtsoort: 'AANLEVEREN_VERWIJDERING_BENOEMING',
  bodyField: 'verwijderingBenoeming',
  checkShape: shapeCheck('verwijdering-benoeming'),
  personsIn: ({ persoon }) => [{ person: persoon, place: '/persoon' }],
  questionOf: ({ persoon }) => ({ about: 'PERSON', ...keyData(persoon) }),
  judgeStage: () => [],
  withoutPerson: ({ persoon: _, ...deleted }) => deleted,
};
