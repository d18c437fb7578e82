import type { OpdrachtAanvraagCorrectie } from '../../../../schemas/message-book/v1/generated.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

/** AANVRAAG_CORRECTIE, from the teacher. */
export const correctionRequestMessage = messageType<OpdrachtAanvraagCorrectie>({
  check: commandCheck('OpdrachtAanvraagCorrectie'),
  toCommand: ({ id, inhoud }) => ({
    kind: 'correction-request',
    id: commandId(id),
    board: inhoud.bevoegdGezagNummer,
    number: inhoud.benoemingvolgnummer,
    fields: inhoud.velden,
    explanation: inhoud.toelichting,
  }),
});
