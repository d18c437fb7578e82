import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { Command } from './commands.ts';
import { NO_APPOINTMENT } from './decide-key-data.ts';
import { decideOperatorRejection } from './decide-operator-rejection.ts';
import type { Outcome } from './outcome.ts';

/**
 * To the board whose record was under way when its person was destroyed. Free text of 990, at most 250 characters. It says
 * nothing of the person: that he was kept, and until when, is no board's to know, and this one may never have had him.
 */
const DELIVER_AGAIN =
  'Terwijl uw bericht werd verwerkt, veranderde in het register waar het bij hoort. Er is niets vastgelegd. ' +
  'Lever de benoeming opnieuw aan met een nieuwe identificatiecode.';

/**
 * Nothing brings a destroyed person back: a command for his register id was under way when he was destroyed, or comes
 * from somebody who does not know yet. Boards are answered; a snapshot delivered anew comes under another register id.
 */
export function decideForDestroyed(command: Command): Outcome {
  switch (command.kind) {
    case 'snapshot':
      return refused(makeSignal('990', '', { vrije_tekst: DELIVER_AGAIN }));
    case 'deletion': {
      const volgnummer = command.deletion.benoemingvolgnummer;
      return refused(makeSignal('304', '/verwijderingBenoeming/benoemingvolgnummer', { volgnummer }));
    }
    case 'key-data':
      return refused(NO_APPOINTMENT);
    case 'correction-answer':
      return refused(makeSignal('621', '/antwoordCorrectieverzoek/correctieverzoekId'));
    case 'operator-rejection':
      return decideOperatorRejection(command);
    case 'day-turn':
      return { kind: 'VERWERKT', events: [] };
    default:
      return { kind: 'AFGEWEZEN', signals: [] };
  }
}

function refused(signal: Signaal): Outcome {
  const signals = [signal];
  return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
}
