import type { Fields } from '../generator/records.ts';
import { kopOf } from './check-feedback.ts';
import type { Scenario, Step, WorldEvent } from './plan-types.ts';

/** The first record of the feedback that tells of an event: 16 of a request, 15 of a change. */
export function toldRecord(
  { soort, benoemingvolgnummer }: WorldEvent,
  feedback: readonly Fields[],
): Fields | undefined {
  return feedback.find((record) => {
    if (kopOf(record)['berichtsoort'] !== TOLD_BY[soort]) return false;
    const body = (record['correctieverzoek'] ?? record['spontaneMutatie']) as Fields | undefined;
    const numbers = (body?.['benoemingvolgnummers'] as unknown[] | undefined) ?? [body?.['benoemingvolgnummer']];
    return numbers.includes(benoemingvolgnummer);
  });
}

export const TOLD_BY = { CORRECTIEVERZOEK: 'CORRECTIEVERZOEK', NAAM_GEWIJZIGD: 'SPONTANE_MUTATIE' } as const;

/** The id of the request that a scenario is about, once record 16 was fetched. */
export function requestIdOf({ gebeurtenis }: Scenario, feedback: readonly Fields[]): string | undefined {
  const told = gebeurtenis === undefined ? undefined : toldRecord(gebeurtenis, feedback);
  const id = (told?.['correctieverzoek'] as Fields | undefined)?.['correctieverzoekId'];
  return typeof id === 'string' ? id : undefined;
}

/** A record 6 with the id of the request in it, as a system that read record 16 would make it. */
export function answerTo(step: Step, requestId: string | undefined): Step {
  const body = step.bericht['antwoordCorrectieverzoek'] as Fields | undefined;
  if (body === undefined || requestId === undefined) return step;
  const antwoordCorrectieverzoek = { ...body, correctieverzoekId: requestId };
  return { ...step, bericht: { ...step.bericht, antwoordCorrectieverzoek } };
}
