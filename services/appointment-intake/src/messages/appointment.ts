import type { Benoeming } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { judgeDates } from '../domain/judge-dates.ts';
import { judgeGrounds } from '../domain/judge-grounds.ts';
import { judgeInstitutions } from '../domain/judge-institutions.ts';
import { keyData } from '../domain/judge-person.ts';
import type { RecordKind } from '../domain/record-kind.ts';

/** Record 1: the full snapshot of one appointment. */
export const appointment: RecordKind<Benoeming> = {
  berichtsoort: 'AANLEVEREN_BENOEMING',
  bodyField: 'benoeming',
  checkShape: shapeCheck('benoeming'),
  personsIn: ({ persoon }) => [{ person: persoon, place: '/persoon' }],
  questionOf: ({ persoon, datumIngangBenoeming }) => ({ about: 'PERSON', ...keyData(persoon), datumIngangBenoeming }),
  judgeStage: (stage, body, judging) => {
    switch (stage) {
      case 'INSTELLING':
        return judgeInstitutions(body, judging);
      case 'DATUMS':
        return judgeDates(body, judging);
      case 'GRONDSLAGEN':
        return judgeGrounds(body, judging);
      case 'SAMENHANG':
        return [];
    }
  },
  withoutPerson: ({ persoon: _, ...stand }) => stand,
};
