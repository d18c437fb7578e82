import { CallFailed } from '../demonstration/clients.ts';
import { uuidOf } from '../generator/records.ts';
import { fetchAll } from './fetch-all.ts';
import type { IntakeConnection } from './intake-connection.ts';
import { messageIdOf, type Journal } from './journal.ts';
import type { Plan, Step } from './plan-types.ts';

const RECORDS_PER_REQUEST = 50;

/**
 * Does the plan as a good supplier would: the first steps of all scenarios, their feedback, then the second steps, so that
 * no step overtakes what it builds on.
 *
 * @param o.fetchFrom first number of the fetch protocol; must be higher than any before
 * @throws CallFailed when a request as a whole is refused
 */
export async function playPlan(
  intake: IntakeConnection,
  plan: Plan,
  o: { readonly fetchFrom: number; readonly withinMs: number; readonly tell: (line: string) => void },
): Promise<Journal> {
  const rounds = Math.max(0, ...plan.scenarios.map(({ stappen }) => stappen.length));
  let number = o.fetchFrom;
  for (let round = 0; round < rounds; round += 1) {
    const steps = plan.scenarios.flatMap(({ stappen }) => stappen[round] ?? []);
    await deliver(intake, steps, `${plan.zaad}/${round}`);
    o.tell(`Ronde ${round + 1} van ${rounds}: ${steps.length} berichten geleverd, terugkoppeling wordt opgehaald…`);
    const awaited = steps.filter(({ terugkoppeling }) => terugkoppeling !== undefined);
    number = await fetchAll(intake, plan.afzenders, {
      number,
      withinMs: o.withinMs,
      isEnough: (answered) => awaited.every(({ bericht }) => answered.has(messageIdOf(bericht))),
    });
  }
  return { exchanges: intake.exchanges, showsFetching: true };
}

async function deliver(intake: IntakeConnection, steps: readonly Step[], run: string): Promise<void> {
  for (const [oin, own] of Map.groupBy(steps, (step) => step.oin)) {
    for (let from = 0; from < own.length; from += RECORDS_PER_REQUEST) {
      const berichten = own.slice(from, from + RECORDS_PER_REQUEST).map(({ bericht }) => bericht);
      const leveringId = uuidOf('kit-levering', run, oin, from, JSON.stringify(berichten));
      const { status = 0, antwoord } = await intake.call(oin, 'POST', '/v1/leveringen', { leveringId, berichten });
      if (status !== 202) throw new CallFailed('POST', `${intake.url}/v1/leveringen`, status, antwoord);
    }
  }
}
