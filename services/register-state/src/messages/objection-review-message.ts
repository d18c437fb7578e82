import type { OpdrachtBeslissingOpBezwaar } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** BESLISSING_OP_BEZWAAR, from the register's own people. */
export const objectionReviewMessage = messageType<OpdrachtBeslissingOpBezwaar>({
  check: commandCheck('OpdrachtBeslissingOpBezwaar'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'objection-review',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    review: inhoud.beslissing,
  }),
});
