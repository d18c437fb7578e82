import type { OpdrachtOnderwijsopgave } from '../../../../schemas/message-book/v1/generated.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';
import { messageType } from './message-type.ts';

const check = commandCheck<OpdrachtOnderwijsopgave>('OpdrachtOnderwijsopgave');

/** OPGAVE_ONDERWIJS, from the teacher. */
export const teachingStatementMessage = messageType<OpdrachtOnderwijsopgave>({
  check: (value) => {
    const wire = check(value);
    // Whoever is OPGENOMEN has stated something: a statement of nothing does not exist.
    if (wire.inhoud.onderwijs.length === 0) throw new PoisonError('WRONG_SHAPE', 'a statement without teaching');
    return wire;
  },
  toCommand: ({ id, inhoud }) => ({
    kind: 'teaching-statement',
    id: commandId(id),
    teaching: inhoud.onderwijs,
    wantsReregistration: inhoud.gaatOpVoorHerregistratie,
  }),
});
