import type { OpdrachtAowBereikt } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** AOW_BEREIKT, from the vault on the day. */
export const statePensionMessage = messageType<OpdrachtAowBereikt>({
  check: commandCheck('OpdrachtAowBereikt'),
  toCommand: ({ id }) => ({ kind: 'state-pension', id: commandId(id) }),
});
