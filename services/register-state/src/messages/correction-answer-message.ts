import type { OpdrachtAntwoordCorrectieverzoek } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** Record 6, ANTWOORD_CORRECTIEVERZOEK; whose request it is, intake knew from record 16. */
export const correctionAnswerMessage = messageType<OpdrachtAntwoordCorrectieverzoek>({
  check: commandCheck('OpdrachtAntwoordCorrectieverzoek'),
  toCommand: ({ id, bron, inhoud }) => ({
    kind: 'correction-answer',
    id: commandId(id),
    board: bron.bevoegdGezagNummer,
    correctionId: correctionId(inhoud.correctieverzoekId),
    verdict: inhoud.oordeel,
    explanation: inhoud.toelichting,
  }),
});
