import type { OpdrachtBezwaar } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** BEZWAAR, from the teacher or the board, or entered from paper. */
export const objectionMessage = messageType<OpdrachtBezwaar>({
  check: commandCheck('OpdrachtBezwaar'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'objection',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    objection: inhoud.bezwaar,
  }),
});
