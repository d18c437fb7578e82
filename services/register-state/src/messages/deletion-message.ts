import type { OpdrachtVerwijdering } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';
import { orderOf } from './snapshot-message.ts';

/** Record 2, AANLEVEREN_VERWIJDERING_BENOEMING. */
export const deletionMessage = messageType<OpdrachtVerwijdering>({
  check: commandCheck('OpdrachtVerwijdering'),
  toCommand: ({ id, bron, inhoud }) => ({
    kind: 'deletion',
    id: commandId(id),
    board: bron.bevoegdGezagNummer,
    order: orderOf(bron, inhoud.standvolgnummer),
    deletion: inhoud,
    givenNotices: bron.meegegevenSignalen,
  }),
});
