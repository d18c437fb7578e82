import type { OpdrachtBrpMutatie } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** BRP_MUTATIE, from the vault: number, name or link with the BRP changed; the content stays there. */
export const brpMutationMessage = messageType<OpdrachtBrpMutatie>({
  check: commandCheck('OpdrachtBrpMutatie'),
  toCommand: ({ id, inhoud }) => ({ kind: 'brp-mutation', id: commandId(id), change: inhoud.soort }),
});
