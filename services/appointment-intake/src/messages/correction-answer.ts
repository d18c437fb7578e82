import type { AntwoordCorrectieverzoek } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { RecordKind } from '../domain/record-kind.ts';

/**
 * Record 6: what the board makes of a correction request. Whose request it is, this service remembers from the record 16
 * that it took into stock for this board (621); whether the request is still open is the register's to judge.
 */
export const correctionAnswer: RecordKind<AntwoordCorrectieverzoek> = {
  berichtsoort: 'ANTWOORD_CORRECTIEVERZOEK',
  bodyField: 'antwoordCorrectieverzoek',
  checkShape: shapeCheck('antwoord-correctieverzoek'),
  personsIn: () => [],
  questionOf: ({ correctieverzoekId }) => ({ about: 'CORRECTION', correctieverzoekId }),
  judgeStage: (stage, _body, { registratieId }) =>
    stage === 'SAMENHANG' && registratieId === undefined
      ? [{ code: '621', veld: '/antwoordCorrectieverzoek/correctieverzoekId' }]
      : [],
  withoutPerson: (body) => body,
};
