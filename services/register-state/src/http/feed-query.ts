import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { eventNameOf } from '../feed/event-types.ts';

/** A place in the feed, in decimals; below 2^53. */
export const POSITION = { type: 'string', pattern: '^(?:0|[1-9][0-9]{0,14})$' } as const;

export const EVENT_TYPE = { type: 'string', minLength: 1, maxLength: 100 } as const;

/** @throws 400 that names the place of what is no kind of event. @returns names as event_log has them */
export function eventNamesFrom(types: readonly string[], field: string): string[] {
  const names = types.map(eventNameOf);
  const wrong = names.flatMap((name, index) => (name === undefined ? [index] : []));
  if (wrong.length > 0) {
    throw platformProblem('ongeldig-verzoek', {
      detail:
        'Een van de soorten gebeurtenis bestaat niet. Schrijf ze voluit, zoals nl.lerarenregister.persoon-bekend.v1.',
      extra: { fouten: wrong.map((index) => ({ veld: `${field}/${String(index)}`, regel: 'SOORT_ONBEKEND' })) },
    });
  }
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** @throws 400 when nobody can have been told this position. */
export function refuseUnknownPosition(position: number, last: number, field: string): void {
  if (position <= last) return;
  throw platformProblem('ongeldig-verzoek', {
    detail:
      `Positie ${String(position)} is nog niet uitgegeven; de laatste is ${String(last)}. Had u haar wel van ons, ` +
      'dan is het register teruggezet: begin opnieuw met /v1/registratiestanden.',
    extra: { fouten: [{ veld: field, regel: 'POSITIE_ONBEKEND' }] },
  });
}
