import type { OpdrachtOverlijden } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** OVERLIJDEN, from the vault. */
export const deathMessage = messageType<OpdrachtOverlijden>({
  check: commandCheck('OpdrachtOverlijden'),
  toCommand: ({ id }) => ({ kind: 'death', id: commandId(id) }),
});
