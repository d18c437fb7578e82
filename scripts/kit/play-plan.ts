import { CallFailed } from '../demonstration/clients.ts';
import { uuidOf } from '../generator/records.ts';
import { kopOf } from './check-feedback.ts';
import { fetchAll, fetchedBy } from './fetch-all.ts';
import type { IntakeConnection } from './intake-connection.ts';
import { messageIdOf, type Journal } from './journal.ts';
import type { Plan, Scenario, Step, WorldEvent } from './plan-types.ts';
import { answerTo, requestIdOf, toldRecord } from './told-record.ts';

const RECORDS_PER_REQUEST = 50;

/**
 * Does the plan as a good supplier would: the first steps of all scenarios, their feedback, then the second steps, so that
 * no step overtakes what it builds on. What happens outside comes after the feedback on its step.
 *
 * @param o.fetchFrom first number of the fetch protocol; must be higher than any before
 * @throws CallFailed when a request as a whole is refused
 */
export async function playPlan(
  intake: IntakeConnection,
  plan: Plan,
  o: {
    readonly fetchFrom: number;
    readonly withinMs: number;
    readonly tell: (line: string) => void;
    readonly cause: (scenario: Scenario, event: WorldEvent) => Promise<void>;
  },
): Promise<Journal> {
  const rounds = Math.max(0, ...plan.scenarios.map(({ stappen }) => stappen.length));
  let number = o.fetchFrom;
  for (let round = 0; round < rounds; round += 1) {
    const steps = plan.scenarios.flatMap((scenario) => {
      const step = scenario.stappen[round];
      return step === undefined ? [] : answerTo(step, requestIdOf(scenario, fetchedBy(intake)));
    });
    await deliver(intake, steps, `${plan.zaad}/${round}`);
    o.tell(`Ronde ${round + 1} van ${rounds}: ${steps.length} berichten geleverd, terugkoppeling wordt opgehaald…`);
    const awaited = steps.filter(({ terugkoppeling }) => terugkoppeling !== undefined);
    number = await fetchAll(intake, plan.afzenders, {
      number,
      withinMs: o.withinMs,
      isEnough: (fetched) => {
        const answered = new Set(fetched.map((record) => kopOf(record)['verwijstNaar']));
        return awaited.every(({ bericht }) => answered.has(messageIdOf(bericht)));
      },
    });
    const happening = plan.scenarios.filter(({ gebeurtenis }) => gebeurtenis?.naStap === round);
    for (const scenario of happening) if (scenario.gebeurtenis) await o.cause(scenario, scenario.gebeurtenis);
    if (happening.length === 0) continue;
    o.tell(`Er is ${happening.length} keer iets gebeurd bij leraren; bericht 15 en 16 worden opgehaald…`);
    number = await fetchAll(intake, plan.afzenders, {
      number,
      withinMs: o.withinMs,
      isEnough: (fetched) =>
        happening.every(
          ({ gebeurtenis }) => gebeurtenis === undefined || toldRecord(gebeurtenis, fetched) !== undefined,
        ),
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
