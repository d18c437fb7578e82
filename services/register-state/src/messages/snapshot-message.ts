import type { BronAanlevering, OpdrachtBenoeming } from '../../../../schemas/message-book/v1/generated.ts';
import type { SnapshotOrder } from '../domain/appointment.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** Record 1, AANLEVEREN_BENOEMING. */
export const snapshotMessage = messageType<OpdrachtBenoeming>({
  check: commandCheck('OpdrachtBenoeming'),
  toCommand: ({ id, bron, persoon, inhoud }) => ({
    kind: 'snapshot',
    id: commandId(id),
    board: bron.bevoegdGezagNummer,
    deliveryPoint: bron.aanleverpuntnummer,
    order: orderOf(bron, inhoud.standvolgnummer),
    snapshot: inhoud,
    statePensionReached: persoon.aowBereikt,
    givenNotices: bron.meegegevenSignalen,
  }),
});

export function orderOf(bron: BronAanlevering, standvolgnummer: number | undefined): SnapshotOrder {
  const time = bron.datumTijdBedrijfsdocument;
  return standvolgnummer === undefined ? { time } : { time, number: standvolgnummer };
}
