import { call } from '../demonstration/clients.ts';
import { recognise } from '../demonstration/state-teaching.ts';
import { uuidOf } from '../generator/records.ts';
import type { Platform } from '../lrr/open-platform.ts';
import type { Scenario, WorldEvent } from './plan-types.ts';

/** The vault or the register does not know the teacher: his appointment was not delivered, or not answered yet. */
export class TeacherUnknown extends Error {
  override readonly name = 'TeacherUnknown';
}

/**
 * Plays the teacher or the municipality of a scenario. The same event again does nothing more. Sandbox only.
 * @throws TeacherUnknown CallFailed
 */
export async function causeEvent(platform: Platform, { bestuur }: Scenario, event: WorldEvent): Promise<void> {
  const { sandbox, register } = platform.endpoints;
  const ids = await recognise(platform.endpoints, event.burgerservicenummer);
  if (ids === undefined) {
    throw new TeacherUnknown(
      `de leraar met nummer ${event.burgerservicenummer} is niet bekend. Lever eerst de stap ervoor aan, en haal de terugkoppeling op.`,
    );
  }
  // Of a change before he was known nobody would be told.
  if (event.soort === 'NAAM_GEWIJZIGD') {
    await call('POST', `${sandbox}/brp/personen`, { body: [event.persoon] });
    return;
  }
  const { registratieId } = ids;
  const token = await platform.token('urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
  await call('POST', `${register}/v1/registraties/${registratieId}/correcties`, {
    token,
    headers: { 'idempotency-key': uuidOf('kit-leraar', registratieId, event.benoemingvolgnummer) },
    body: {
      bevoegdGezagNummer: bestuur,
      benoemingvolgnummer: event.benoemingvolgnummer,
      velden: event.velden,
      toelichting: event.toelichting,
    },
  });
}
