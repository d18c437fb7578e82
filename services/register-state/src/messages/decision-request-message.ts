import type { OpdrachtVerzoekBesluit } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** VERZOEK_BESLUIT, from the teacher. */
export const decisionRequestMessage = messageType<OpdrachtVerzoekBesluit>({
  check: commandCheck('OpdrachtVerzoekBesluit'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'decision-request',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    askedOn: inhoud.gevraagdOp,
    reasons: inhoud.toelichting,
  }),
});
