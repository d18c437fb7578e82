import { call, tokenFor, until, type Endpoints } from '../../scripts/demonstration/clients.ts';
import { fetchFeedback } from '../../scripts/demonstration/deliver.ts';
import { shortName, type SeenEvent } from '../../scripts/demonstration/outcome.ts';
import { readWholeTopic, type TopicSource } from '../../scripts/demonstration/read-topic.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import type { CampaignRecord, Journal, Receipt } from './delivery-under-faults.ts';

/**
 * The checker of the crash campaigns. It shares no code with the services and believes only three things: the client's
 * own journal, what the topics hold, and what the public APIs answer now.
 *
 * @returns every violation found, one line each; empty = each accepted record had exactly one effect
 */
export async function checkEffects(endpoints: Endpoints, source: TopicSource, journal: Journal): Promise<string[]> {
  const distinct = [...new Map(journal.sent.map((record) => [record.messageId, record])).values()];
  const feedback = await checkFeedback(endpoints, distinct);
  const events = await readWholeTopic(source, 'lrr.registratie.v1');
  return [
    ...(await checkReceipts(endpoints, distinct, journal)),
    ...feedback,
    ...(await checkEvents(
      endpoints,
      distinct,
      events.map(({ value }) => JSON.parse(String(value)) as SeenEvent),
    )),
    ...(await checkOneContentPerId(source)),
    ...(await checkNothingParked(endpoints)),
  ];
}

async function checkReceipts(
  endpoints: Endpoints,
  records: readonly CampaignRecord[],
  journal: Journal,
): Promise<string[]> {
  const found: string[] = [];
  for (const [oin, own] of Map.groupBy(records, (record) => record.seat.supplierOin)) {
    const token = await tokenFor(endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
    for (const record of own) {
      const answers = journal.receipts.get(record.messageId) ?? [];
      const stored = await call<Receipt>(
        'GET',
        `${endpoints.intake}/v1/ontvangstbevestigingen/${record.messageId}?verzendendeInstantie=${record.seat.board}`,
        { token },
      );
      if (answers.length === 0) found.push(`${record.messageId}: sent, never answered`);
      for (const answer of answers) {
        if (answer.statusMelding !== 'B') found.push(`${record.messageId}: rejected (${answer.signalen[0]?.code})`);
        if (JSON.stringify(answer) !== JSON.stringify(stored)) {
          found.push(`${record.messageId}: the stored receipt differs from the one that was answered`);
        }
      }
    }
  }
  return found;
}

async function checkFeedback(endpoints: Endpoints, records: readonly CampaignRecord[]): Promise<string[]> {
  const fetched = await fetchFeedback(endpoints, boardSeats(), (fetched) => fetched.length >= records.length, 120_000);
  const perMessage = Map.groupBy(fetched, (one) => one.kop.verwijstNaar ?? 'no reference');
  const found = records
    .filter((record) => perMessage.get(record.messageId)?.length !== 1)
    .map((record) => `${record.messageId}: ${perMessage.get(record.messageId)?.length ?? 0} feedback records`);
  for (const one of fetched) {
    if (one.kop.berichtsoort !== 'TERUGKOPPELING_BENOEMING') found.push(`unexpected ${one.kop.berichtsoort}`);
  }
  return found;
}

async function checkEvents(
  endpoints: Endpoints,
  records: readonly CampaignRecord[],
  published: readonly SeenEvent[],
): Promise<string[]> {
  const found: string[] = [];
  const once = [...new Map(published.map((event) => [event.id, event])).values()];
  const perPerson = Map.groupBy(once, (event) => event.subject);
  for (const [bsn, own] of Map.groupBy(records, (record) => record.person.burgerservicenummer)) {
    const { registratieId } = await until('the vault knows the person', 30_000, () => recognise(endpoints, bsn));
    const events = (perPerson.get(registratieId) ?? []).toSorted((a, b) => a.sequence.localeCompare(b.sequence));
    const numbers = events.map((event) => Number(event.sequence));
    if (numbers.some((number, index) => number !== index + 1)) found.push(`sequence of a person: ${numbers.join(',')}`);
    const names = events.map((event) => shortName(event.type));
    const count = (name: string): number => names.filter((one) => one === name).length;
    if (count('benoeming-geregistreerd') !== 1 || count('benoeming-gewijzigd') !== own.length - 1) {
      found.push(`events of a person with ${own.length} records: ${names.join(',')}`);
    }
    const commands = new Set(events.map((event) => event.causationid)).size;
    if (commands !== own.length) found.push(`${own.length} records of a person had ${commands} effects`);
  }
  return found;
}

/** I7: one id, one content, over the whole topic, however often it was published. */
async function checkOneContentPerId(source: TopicSource): Promise<string[]> {
  const found: string[] = [];
  for (const topic of ['lrr.opdracht.v1', 'lrr.terugkoppeling.v1', 'lrr.registratie.v1']) {
    const contents = new Map<string, string>();
    for (const { headers, value } of await readWholeTopic(source, topic)) {
      const id = String(headers['id']);
      const content = String(value);
      if ((contents.get(id) ?? content) !== content) found.push(`${topic}: id ${id} has two contents`);
      contents.set(id, content);
    }
  }
  return found;
}

async function checkNothingParked(endpoints: Endpoints): Promise<string[]> {
  const token = await tokenFor(endpoints, 'urn:lrr:beheer', { claims: { rol: 'OPERATOR' } });
  const found: string[] = [];
  for (const url of [endpoints.register, endpoints.intake]) {
    const { berichten } = await call<{ berichten: unknown[] }>('GET', `${url}/beheer/v1/geparkeerd`, { token });
    if (berichten.length > 0) found.push(`${berichten.length} records parked at ${url}`);
  }
  return found;
}
