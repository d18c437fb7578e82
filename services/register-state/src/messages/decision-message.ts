import type { OpdrachtBesluit } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** BESLUIT, from the register's own people. */
export const decisionMessage = messageType<OpdrachtBesluit>({
  check: commandCheck('OpdrachtBesluit'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'decision',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    decision: inhoud.besluit,
  }),
});
