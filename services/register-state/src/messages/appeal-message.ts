import type { OpdrachtBeroep } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** BEROEP, as the court told the register. */
export const appealMessage = messageType<OpdrachtBeroep>({
  check: commandCheck('OpdrachtBeroep'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'appeal',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    appeal: inhoud.beroep,
  }),
});
