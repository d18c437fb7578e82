import type { OpdrachtUitspraak } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId, correctionId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** UITSPRAAK, as the court sent it. */
export const rulingMessage = messageType<OpdrachtUitspraak>({
  check: commandCheck('OpdrachtUitspraak'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'ruling',
    id: commandId(id),
    correctionId: correctionId(inhoud.correctieverzoekId),
    ruling: inhoud.uitspraak,
  }),
});
