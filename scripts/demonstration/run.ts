import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, until, type Endpoints } from './clients.ts';
import { deliverAll, fetchFeedback, giveMandates } from './deliver.ts';
import { makePlan, POPULATION_NEEDED } from './make-plan.ts';
import { differences, type Outcome } from './outcome.ts';
import type { BrpPerson } from '../generator/records.ts';
import type { DemonstrationPlan } from './plan-types.ts';
import { readEvents } from './read-events.ts';
import { keepPortfolio, ownRegistration, recognise, stateTeaching } from './state-teaching.ts';
import { summarise } from './summary.ts';

const ALL_ANSWERED_WITHIN_MS = 90_000;

/**
 * Delivers the demonstration through the public APIs and waits until the platform has answered all of it.
 *
 * @returns what was planned beside what happened; `differences` of it is empty when all went as computed beforehand
 */
export async function playDemonstration(
  endpoints: Endpoints,
  o: { readonly seed?: string; readonly prefix?: string } = {},
): Promise<Outcome> {
  const plan = await planFor(endpoints, o.seed ?? 'demonstratie');
  await giveMandates(endpoints, plan.seats);
  const receipts = await deliverAll(endpoints, plan);
  const expectedFeedback = plan.rounds.flat().filter((record) => record.feedback !== undefined).length;
  const feedback = await fetchFeedback(
    endpoints,
    plan.seats,
    (fetched) => fetched.length >= expectedFeedback,
    ALL_ANSWERED_WITHIN_MS,
  );
  const matches = new Map<string, string>();
  for (const statement of plan.statements) {
    matches.set(statement.person.burgerservicenummer, await stateTeaching(endpoints, statement));
  }
  const teacher = plan.statements[0]?.person.burgerservicenummer;
  if (teacher !== undefined) await keepPortfolio(endpoints, teacher);
  const expectedEvents = plan.persons.reduce(
    (sum, { expected }) => sum + (expected.kind === 'absent' ? 0 : expected.events.flat().length),
    0,
  );
  const persons = await readPersons(endpoints, plan);
  const events = await readEvents(
    { broker: endpoints.kafka, prefix: o.prefix ?? '' },
    expectedEvents,
    ALL_ANSWERED_WITHIN_MS,
  );
  return { plan, receipts, feedback, persons, events, matches };
}

/** What `npm start` does once: plays the demonstration, prints the summary, and says so when anything differs. */
export async function runDemonstration(endpoints: Endpoints): Promise<void> {
  const outcome = await playDemonstration(endpoints);
  console.log(summarise(outcome));
  const wrong = differences(outcome);
  console.log(
    wrong.length === 0
      ? '  every receipt, feedback record, person and event is as computed beforehand'
      : `  ${wrong.length} differences from what was computed beforehand:\n    ${wrong.slice(0, 20).join('\n    ')}`,
  );
}

async function planFor(endpoints: Endpoints, seed: string): Promise<DemonstrationPlan> {
  const { personen } = await call<{ personen: BrpPerson[] }>(
    'GET',
    `${endpoints.sandbox}/bevolking?vanaf=0&aantal=${POPULATION_NEEDED}`,
  );
  const { datum } = await call<{ datum: string }>('GET', `${endpoints.sandbox}/datum`);
  // Message times must not lie in the platform's future (message book section 3): noon of the day before never does.
  const now = new Date(`${addDays(datum, -1)}T12:00:00Z`);
  return makePlan({ seed, now, today: datum, population: personen });
}

async function readPersons(endpoints: Endpoints, plan: DemonstrationPlan): Promise<Outcome['persons']> {
  const persons = new Map<string, { registratieId: string; status: string; beeld: string } | undefined>();
  for (const { person, expected } of plan.persons) {
    const ids = await recognise(endpoints, person.burgerservicenummer);
    const read = async () => (ids === undefined ? undefined : await ownRegistration(endpoints, ids.registratieId));
    const found = expected.kind === 'absent' ? await read() : await until('the register has the person', 30_000, read);
    persons.set(
      person.burgerservicenummer,
      ids === undefined || found === undefined
        ? undefined
        : { registratieId: ids.registratieId, status: found.status, beeld: found.beeld },
    );
  }
  return persons;
}
