import { call } from '../demonstration/clients.ts';
import type { Platform } from '../lrr/open-platform.ts';
import type { Plan } from './plan-types.ts';

/** Mandates for every board of a plan, and the phase of those on trial: what a school and DUO would arrange. Sandbox only. */
export async function giveRights(platform: Platform, plan: Plan, phase: 'PROEF' | 'LIVE'): Promise<void> {
  const { sandbox, intake } = platform.endpoints;
  const mandates = plan.afzenders.map(({ board, deliveryPoint, supplierOin }) => ({
    oin: supplierOin,
    bevoegdGezagNummer: board,
    aanleverpuntnummer: deliveryPoint,
  }));
  await call('POST', `${sandbox}/mandaten`, { body: mandates });
  const trials = new Set(plan.scenarios.filter(({ proef }) => proef === true).map(({ bestuur }) => bestuur));
  if (trials.size === 0) return;
  const token = await platform.token('urn:lrr:aanlevering', {
    scope: ['beheer'],
    claims: { oin: '00000001000000000000' },
  });
  for (const board of trials) {
    const body = { fase: phase, ingangsdatum: plan.vandaag };
    await call('PUT', `${intake}/v1/besturen/${board}/fase`, { token, body });
  }
}
