import type { OpdrachtAdviesBezwaar } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** ADVIES_BEZWAAR: what the commission advised. */
export const objectionAdviceMessage = messageType<OpdrachtAdviesBezwaar>({
  check: commandCheck('OpdrachtAdviesBezwaar'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'objection-advice',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    advice: inhoud.advies,
  }),
});
