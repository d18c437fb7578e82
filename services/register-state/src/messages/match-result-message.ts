import type { OpdrachtMatchresultaat } from '../../../../schemas/message-book/v1/generated.ts';
import { claimId, commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** MATCHRESULTAAT, which this service makes of a record of lrr.diplomamatch.v1. */
export const matchResultMessage = messageType<OpdrachtMatchresultaat>({
  check: commandCheck('OpdrachtMatchresultaat'),
  toCommand: ({ id, inhoud: { claimId: claim, ...match } }) => ({
    kind: 'match-result',
    id: commandId(id),
    claimId: claimId(claim),
    match,
  }),
});
