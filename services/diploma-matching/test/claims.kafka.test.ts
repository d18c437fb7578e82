import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { patientFetch } from '../../../test/support/patient-fetch.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import type { IncomingRecord, OutgoingRecord, Publisher } from '../../_platform/src/messaging/messaging.ts';
import { partitionOf } from '../../_platform/src/messaging/partition-of.ts';
import type { Diploma, Teaching } from '../src/domain/claim.ts';
import type { ClaimId, MatchingId } from '../src/domain/ids.ts';
import { match } from '../src/domain/match.ts';
import { diplomaOf } from './labelled-claims.ts';
import { startMatching, type RunningMatching } from './running-service.ts';

const english: Teaching = { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' };
const ajv = new Ajv2020();
addFormats.default(ajv);
const fitsSchema = ajv.compile(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../../schemas/diploma/v1/diplomamatch.schema.json'), 'utf8'),
  ) as object,
);

let service: RunningMatching;
let publisher: Publisher;
let database: Database;
let matches: readonly IncomingRecord[];

beforeAll(async () => {
  service = await startMatching();
  publisher = service.messaging.publisher('test');
  database = openDatabase({ url: service.database.adminUrl, applicationName: 'test' });
  matches = await service.follow('lrr.diplomamatch.v1');
});

afterAll(async () => {
  await publisher.close();
  await database.close();
  await service.stop();
});

interface Person {
  readonly matchingId: MatchingId;
  readonly claimId: ClaimId;
}
const person = (): Person => ({
  matchingId: randomUUID() as string as MatchingId,
  claimId: randomUUID() as string as ClaimId,
});

function claim({ matchingId, claimId }: Person, diplomas: readonly Diploma[], id = randomUUID()): OutgoingRecord {
  const facts = diplomas.length === 0 ? { nietGevonden: true } : { diplomas };
  const value = { claimId, matchingId, onderwijs: english, opgegevenOp: '2019-03-01T09:12:44.120Z', ...facts };
  return {
    topic: 'lrr.diplomaclaim.v1',
    key: Buffer.from(matchingId),
    value: Buffer.from(JSON.stringify(value)),
    headers: { id, type: 'DIPLOMACLAIM', schemaversion: '1' },
  };
}

const matchesOf = ({ claimId }: Person): Record<string, unknown>[] =>
  matches
    .filter(({ key }) => key?.toString() === claimId)
    .map(({ value }) => JSON.parse(String(value)) as Record<string, unknown>);

const resultsOf = async ({ claimId }: Person): Promise<{ outcome: string; published: boolean }[]> =>
  (
    await database.query<{ outcome: string; published: boolean }>(
      'SELECT outcome, published FROM results WHERE claim_id = $1 ORDER BY number',
      [claimId],
    )
  ).rows;

/** Waits until the service has applied everything sent before: a last claim of somebody else in every partition. */
async function drained(): Promise<void> {
  const markers = await markersPerPartition();
  await publisher.publish(markers.map((marker) => claim(marker, [])));
  await eventually(() => (markers.every((marker) => matchesOf(marker).length === 1) ? true : undefined));
}

async function markersPerPartition(): Promise<Person[]> {
  const partitions = await service.messaging.partitionCount('lrr.diplomaclaim.v1');
  const markers = new Map<number, Person>();
  while (markers.size < partitions) {
    const marker = person();
    markers.set(partitionOf(Buffer.from(marker.matchingId), partitions), marker);
  }
  return [...markers.values()];
}

describe('a claim', () => {
  it('is judged once and announced once, however often it is delivered', async () => {
    const teacher = person();
    const record = claim(teacher, [diplomaOf('45262', '2010-07-01')]);
    await publisher.publish([record, record]);
    await publisher.publish([record]);
    await drained();
    await service.restart();
    await publisher.publish([record]);
    await drained();

    expect(await resultsOf(teacher)).toEqual([{ outcome: 'INCLUSIEF', published: true }]);
    const [found, ...more] = matchesOf(teacher);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      claimId: teacher.claimId,
      uitkomst: 'INCLUSIEF',
      regel: 'VHO_VOOR_VO',
      bewijs: { opleidingscode: '45262', datumBehaald: '2010-07-01' },
    });
    expect(fitsSchema(found)).toBe(true);
    expect(JSON.stringify(found)).not.toContain(teacher.matchingId);
  }, 60_000);

  it('judged again is announced only when the outcome changed; every judgement is kept', async () => {
    const teacher = person();
    const [first, second] = [diplomaOf('45262', '2010-07-01'), diplomaOf('68504', '2012-07-01')];
    await publisher.publish([claim(teacher, []), claim(teacher, [first]), claim(teacher, [first, second])]);
    await publisher.publish([claim(teacher, [diplomaOf('35195', '2015-07-01'), first])]);
    await drained();

    expect(await resultsOf(teacher)).toEqual([
      { outcome: 'NIET_IN_DIPLOMAREGISTER', published: true },
      { outcome: 'INCLUSIEF', published: true },
      { outcome: 'INCLUSIEF', published: false },
      { outcome: 'DIRECT', published: true },
    ]);
    expect(matchesOf(teacher).map(({ uitkomst }) => uitkomst)).toEqual([
      'NIET_IN_DIPLOMAREGISTER',
      'INCLUSIEF',
      'DIRECT',
    ]);
  });

  it('can be judged again from what is stored with its result', async () => {
    const teacher = person();
    await publisher.publish([claim(teacher, [diplomaOf('35261', '2010-07-01'), diplomaOf('45262', '2011-07-01')])]);
    await drained();

    interface Stored {
      matching_id: MatchingId;
      teaching: Teaching;
      stated_on: string;
      diplomas: Diploma[];
      outcome: string;
      rule: string;
      programmes: ReturnType<typeof loadCodeLists>['programmes'];
      conversions: ReturnType<typeof loadCodeLists>['conversions'];
      subjects: ReturnType<typeof loadCodeLists>['subjects'];
    }
    const { rows } = await database.query<Stored>(
      `SELECT r.*, c.matching_id,
         (SELECT rows FROM code_lists WHERE name = 'opleidingen' AND version = list_versions ->> 'opleidingen') AS programmes,
         (SELECT rows FROM code_lists WHERE name = 'conversietabel' AND version = list_versions ->> 'conversietabel') AS conversions,
         (SELECT rows FROM code_lists WHERE name = 'vakken' AND version = list_versions ->> 'vakken') AS subjects
       FROM results r JOIN claims c USING (claim_id) WHERE claim_id = $1`,
      [teacher.claimId],
    );
    const stored = rows[0]!;
    const again = match(
      {
        claimId: teacher.claimId,
        matchingId: stored.matching_id,
        onderwijs: stored.teaching,
        opgegevenOp: stored.stated_on,
        diplomas: stored.diplomas,
      },
      stored,
    );
    expect({ outcome: again.outcome, rule: again.rule }).toEqual({ outcome: stored.outcome, rule: stored.rule });
  });

  it('that cannot be read is parked, and its neighbours go on', async () => {
    const [broken, teacher] = [person(), person()];
    const whole = claim(broken, []);
    await publisher.publish([
      { ...whole, value: Buffer.from('{"claimId":') },
      { ...whole, headers: { ...whole.headers, id: randomUUID() }, value: Buffer.from('{"claimId":"x"}') },
      claim(teacher, []),
    ]);
    await drained();

    expect(matchesOf(teacher)).toHaveLength(1);
    expect(await resultsOf(broken)).toEqual([]);
    const answer = await patientFetch(`${service.url}/beheer/v1/geparkeerd?toestand=OPEN`, {
      headers: { authorization: `Bearer ${await service.token('urn:lrr:beheer', { rol: 'OPERATOR' })}` },
    });
    const { berichten } = (await answer.json()) as { berichten: { sleutel: string; reden: string }[] };
    expect(berichten.filter(({ sleutel }) => sleutel === broken.matchingId).map(({ reden }) => reden)).toEqual([
      'NOT_JSON',
      'SCHEMA',
    ]);
  });

  it('leaves one line in the processing log, under the matching id alone', async () => {
    const lines = await service.follow('lrr.verwerking.v1');
    const teacher = person();
    await publisher.publish([claim(teacher, [diplomaOf('45262', '2010-07-01')])]);
    const found = await eventually(() => lines.find(({ value }) => String(value).includes(teacher.matchingId)));
    expect(JSON.parse(String(found.value))).toMatchObject({
      verwerkingsactiviteit: 'DIPLOMA_VERGELIJKEN',
      uitvoerder: 'diploma-matching',
      betrokkeneDomein: 'matching',
    });
    expect(String(found.value)).not.toContain(teacher.claimId);
  });
});

describe('a person whose claims are withdrawn', () => {
  const withdrawn = ({ matchingId }: Person): OutgoingRecord => ({
    topic: 'lrr.diplomaclaim.v1',
    key: Buffer.from(matchingId),
    value: null,
    headers: { id: randomUUID(), type: 'DIPLOMACLAIM_VERVALLEN', schemaversion: '1' },
  });
  const claimsOf = async ({ matchingId }: Person): Promise<number> =>
    (await database.query('SELECT FROM claims WHERE matching_id = $1', [matchingId])).rows.length;

  it('leaves nothing behind, also of what came just before; the neighbour stays', async () => {
    const teacher = person();
    const second = { ...teacher, claimId: person().claimId };
    const neighbour = person();
    const facts = [diplomaOf('45262', '2010-07-01')];
    await publisher.publish([claim(neighbour, facts), claim(teacher, facts), claim(second, facts), withdrawn(teacher)]);
    // A second withdrawal finds nothing.
    await publisher.publish([withdrawn(teacher)]);
    await drained();
    expect(await claimsOf(teacher)).toBe(0);
    expect([await resultsOf(teacher), await resultsOf(second)]).toEqual([[], []]);
    expect(await claimsOf(neighbour)).toBe(1);
    expect(await resultsOf(neighbour)).toHaveLength(1);
  });
});

describe('the look-up of a result', () => {
  const get = async (claimId: string, token?: string): Promise<Response> =>
    await patientFetch(`${service.url}/v1/diplomamatches/${claimId}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  it('shows an operator the newest result and those before', async () => {
    const teacher = person();
    await publisher.publish([claim(teacher, []), claim(teacher, [diplomaOf('35195', '2015-07-01')])]);
    await drained();
    const answer = await get(teacher.claimId, await service.token('urn:lrr:beheer', { rol: 'BEHEER' }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      claimId: teacher.claimId,
      uitkomst: { uitkomst: 'DIRECT', regel: 'VAK', bewijs: { opleidingscode: '35195' } },
      eerdere: [{ uitkomst: 'NIET_IN_DIPLOMAREGISTER' }],
    });
  });

  it('is for operators alone', async () => {
    const beheer = await service.token('urn:lrr:beheer', { rol: 'BEHEER' });
    expect((await get(randomUUID(), beheer)).status).toBe(404);
    expect((await get('x', beheer)).status).toBe(400);
    expect((await get(randomUUID())).status).toBe(401);
    expect((await get(randomUUID(), await service.token('urn:lrr:beheer', { rol: 'KIJKER' }))).status).toBe(403);
  });

  it('stands in the description of the API', async () => {
    const answer = await patientFetch(`${service.url}/v1/openapi.json`);
    expect(await answer.json()).toHaveProperty(['paths', '/diplomamatches/{claimId}', 'get']);
  });
});

it('asks its database, too, whether it is ready', async () => {
  const { controles } = (await (await fetch(`${service.url}/health/ready`)).json()) as { controles: object };
  expect(controles).toHaveProperty('database', true);
});
