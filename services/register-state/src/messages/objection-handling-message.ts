import type { OpdrachtBehandelingBezwaar } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** BEHANDELING_BEZWAAR, from the register's own people. */
export const objectionHandlingMessage = messageType<OpdrachtBehandelingBezwaar>({
  check: commandCheck('OpdrachtBehandelingBezwaar'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'objection-handling',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    handling: inhoud.behandeling,
  }),
});
