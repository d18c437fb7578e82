import type { OpdrachtVerzoekBehoudNaPensioen } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** VERZOEK_BEHOUD_NA_PENSIOEN, from the teacher. */
export const stayRequestMessage = messageType<OpdrachtVerzoekBehoudNaPensioen>({
  check: commandCheck('OpdrachtVerzoekBehoudNaPensioen'),
  toCommand: ({ id }) => ({ kind: 'stay-request', id: commandId(id) }),
});
