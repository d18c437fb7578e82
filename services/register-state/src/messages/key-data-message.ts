import type { OpdrachtWijzigingSleutelgegevens } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** Record 3, AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS; about the old person, the new number stays in the vault. */
export const keyDataMessage = messageType<OpdrachtWijzigingSleutelgegevens>({
  check: commandCheck('OpdrachtWijzigingSleutelgegevens'),
  toCommand: ({ id, bron }) => ({
    kind: 'key-data',
    id: commandId(id),
    board: bron.bevoegdGezagNummer,
    givenNotices: bron.meegegevenSignalen,
  }),
});
