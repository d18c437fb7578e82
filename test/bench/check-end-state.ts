import type pg from 'pg';
import type { GeneratedLoad, GeneratedRecord } from '../../scripts/generator/generate-load.ts';
import type { StepDatabase } from './bench-platform.ts';
import { eventsLogged, feedbackStock, parkedRecords, unanswered } from './bench-sql.ts';
import { TOPICS } from './kafka-watch.ts';
import type { KafkaWatch } from './kafka-watch.ts';

/** What is wrong at the end of a run, in words; the empty list when nothing is. */
export async function endStateFaults(o: {
  loads: readonly GeneratedLoad[];
  clients: Readonly<Record<StepDatabase, pg.Client>>;
  kafka: KafkaWatch;
}): Promise<string[]> {
  const faults = [...(await feedbackFaults(o)), ...(await eventFaults(o))];
  const open = await unanswered(o.clients.intake);
  if (open > 0) faults.push(`${open} accepted records have no answer`);
  for (const [name, client] of Object.entries(o.clients)) {
    const parked = await parkedRecords(client);
    if (parked > 0) faults.push(`${parked} records are parked in ${name}`);
  }
  return faults;
}

/** Each record has exactly the feedback it must get: one for what was stored, none for what was only answered. */
export async function feedbackFaults(o: {
  loads: readonly GeneratedLoad[];
  clients: { intake: pg.Client };
}): Promise<string[]> {
  const expected = new Map<string, GeneratedRecord>();
  for (const { streams } of o.loads) {
    for (const record of streams.flat().flatMap(({ records }) => records)) {
      if (record.feedback !== undefined) expected.set(record.messageId, record);
    }
  }
  const faults: string[] = [];
  const answered = new Set<string>();
  for (const { answers, kind, codes } of await feedbackStock(o.clients.intake)) {
    const record = expected.get(answers);
    if (record?.feedback === undefined) faults.push(`${answers}: feedback ${kind} that nobody is owed`);
    else if (answered.has(answers)) faults.push(`${record.kind} ${answers}: answered twice`);
    else if (record.feedback.berichtsoort !== kind) {
      faults.push(
        `${record.kind} ${answers}: feedback ${kind} ${codes.join(' ')}, expected ${record.feedback.berichtsoort}`,
      );
    } else if (record.feedback.code !== undefined && !codes.includes(record.feedback.code)) {
      faults.push(`${record.kind} ${answers}: rejected with ${codes.join(' ')}, expected ${record.feedback.code}`);
    }
    answered.add(answers);
  }
  for (const [messageId, { kind }] of expected)
    if (!answered.has(messageId)) faults.push(`${kind} ${messageId}: no feedback`);
  return faults;
}

/** Per person the sequence runs 1, 2, 3 … in the order of the topic; no event twice; all of the log are published. */
async function eventFaults(o: { clients: { register: pg.Client }; kafka: KafkaWatch }): Promise<string[]> {
  const faults: string[] = [];
  const last = new Map<string, number>();
  const ids = new Set<string>();
  await o.kafka.readAll(TOPICS.events, ({ value }) => {
    const event = JSON.parse(String(value)) as { id: string; subject: string; sequence: string };
    if (ids.has(event.id)) return;
    ids.add(event.id);
    const expected = (last.get(event.subject) ?? 0) + 1;
    if (Number(event.sequence) !== expected)
      faults.push(`event ${event.id}: sequence ${event.sequence}, expected ${expected}`);
    last.set(event.subject, Number(event.sequence));
  });
  const logged = await eventsLogged(o.clients.register);
  if (ids.size !== logged) faults.push(`${logged} events in the log, ${ids.size} in Kafka`);
  return faults;
}
