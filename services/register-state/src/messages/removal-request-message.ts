import type { OpdrachtVerzoekUitschrijving } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** VERZOEK_UITSCHRIJVING, from the teacher. */
export const removalRequestMessage = messageType<OpdrachtVerzoekUitschrijving>({
  check: commandCheck('OpdrachtVerzoekUitschrijving'),
  toCommand: ({ id }) => ({ kind: 'removal-request', id: commandId(id) }),
});
