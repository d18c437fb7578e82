import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';

/** Most records that intake names in one answer. */
const AT_MOST = 1_000;
/** A record younger than this belongs to a person looked up too recently to be cleared. */
const WAITING_MINUTES = 30;

/** appointment-intake, which knows of every record that it took in whether the register has answered it. */
export interface Intake {
  /**
   * Ids of the commands that intake sent and that have no answer yet: they are under way, parked for one.
   * @throws UpstreamError when intake is away, or when there are more than it names at once
   */
  commandsUnderWay(): Promise<string[]>;
}

export function createIntake(client: Pick<ServiceClient, 'get'>): Intake {
  return {
    commandsUnderWay: async () => {
      const answer = await client.get<{ berichten: readonly { ontvangstId: string }[] }>(
        `/beheer/v1/onbeantwoord?minuten=${WAITING_MINUTES}&maxAantal=${AT_MOST}`,
      );
      if (answer.berichten.length >= AT_MOST) throw new UpstreamError('UPSTREAM_DOWN', { problemType: 'achterstand' });
      // The id of a command follows from that of its receipt (message book, section 7).
      return answer.berichten.map(({ ontvangstId }) => deterministicId('opdracht', ontvangstId));
    },
  };
}
