import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '../../../../test/support/eventually.ts';
import { expectFold } from '../../../../test/support/expect-fold.ts';
import { addDays } from '../../../_platform/src/clock/amsterdam.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { carryOutDestructions } from '../../src/destruction/carry-out-destructions.ts';
import { registerId } from '../../src/domain/ids.ts';
import { readHistories } from '../../src/history/read-histories.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import type { Partition } from '../apply/partition.ts';
import { DUTCH, ENGLISH } from '../domain/history.ts';
import type { Span } from '../domain/history.ts';
import { correctionRequest, lists, matchResult, personId, snapshot, statement, teacherRequest } from '../wire.ts';

const [teacher, neighbour] = [1, 2].map(personId) as [string, string];
/** What only this teacher's records say. */
const OWN_WORDS = ['PN-LERAAR', 'BN-LERAAR', 'Woorden van de leraar'];
const clock = { now: () => new Date('2026-02-02T03:00:00Z'), today: () => '2026-02-02' };

afterAll(closePartitions);

/** A teacher with all that the register can hold of one, kept from 1 February 2021 on, and a neighbour who stays. */
async function kept(): Promise<{ register: Partition; claim: string }> {
  const register = await partition();
  await register.turn('2020-09-01');
  const temporary: readonly Span[] = [['513', '2020-01-01']];
  const stated = statement(teacher, '2020-09-02', DUTCH, ENGLISH);
  const claim = deterministicId('claim', stated.id, 0);
  await register.apply(
    snapshot({ person: teacher, day: '2020-09-01', number: 'BN-LERAAR', stand: { personeelsnummer: 'PN-LERAAR' } }),
    snapshot({ person: neighbour, day: '2020-09-01' }),
    snapshot({ person: teacher, day: '2020-09-01', number: '2', spans: temporary }),
    snapshot({ person: neighbour, day: '2020-09-01', number: '2', spans: temporary }),
    stated,
  );
  await register.apply(
    matchResult(teacher, claim, '2020-09-02'),
    // One statement less: the row of the other stays, withdrawn.
    statement(teacher, '2020-09-02', DUTCH),
    correctionRequest(teacher, '2020-09-02', {
      benoemingvolgnummer: 'BN-LERAAR',
      toelichting: 'Woorden van de leraar',
    }),
    correctionRequest(neighbour, '2020-09-02'),
  );
  await register.turn('2020-09-16');
  await register.turn('2021-01-01');
  await register.turn('2021-01-29', teacher);
  await register.turn('2021-01-30');
  await register.apply(teacherRequest('VERZOEK_UITSCHRIJVING', teacher, '2021-02-01'));
  return { register, claim };
}

async function destroyed(): Promise<{ register: Partition; claim: string }> {
  const made = await kept();
  await made.register.turn('2026-01-30');
  await made.register.turn('2026-02-01');
  return made;
}

async function publishedUpToNow({ database, end }: Partition): Promise<void> {
  await database.query(
    `INSERT INTO relay_cursors (relay, partition, cursor) VALUES ('gebeurtenissen', $1, $2)
     ON CONFLICT (relay, partition) DO UPDATE SET cursor = excluded.cursor`,
    [end.partition, end.applicationNumber],
  );
}

interface Proof {
  readonly kind: string;
  readonly state: string;
  readonly rows: Record<string, number>;
  readonly leftovers: Record<string, number> | null;
  readonly late_commands: number;
  readonly application_number: number;
  readonly day: string;
  readonly topics: { topic: string; tot: string | null }[] | null;
}

async function proofs({ database }: Partition, of: string): Promise<Proof[]> {
  const { rows } = await database.query<Proof>('SELECT * FROM destructions WHERE register_id = $1 ORDER BY number', [
    of,
  ]);
  return rows;
}

const proofOfPerson = async (register: Partition): Promise<Proof | undefined> =>
  (await proofs(register, teacher)).find(({ kind }) => kind === 'PERSOON');

async function carriedOut(register: Partition): Promise<void> {
  await eventually(
    async () => {
      await carryOutDestructions({ database: register.database, clock });
      return (await proofOfPerson(register))?.state === 'UITGEVOERD' ? true : undefined;
    },
    { withinMs: 15_000, what: 'the destruction' },
  );
}

/** Rows of every table of the database that hold a text anywhere, bytes that are text included. */
async function whereFound({ database }: Partition, text: string): Promise<Record<string, number>> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${name} AS r
       WHERE r::text LIKE '%' || $1 || '%' OR r::text LIKE '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'`,
      [text],
    );
    if ((rows[0]?.count ?? 0) > 0) found[name] = rows[0]!.count;
  }
  return found;
}

describe('a person whose time has come', () => {
  it('loses his states in the transaction of the turn, and an ended entry before him', async () => {
    const { register } = await kept();
    await register.turn('2026-01-29');
    expect(await proofs(register, teacher)).toEqual([]);
    await register.turn('2026-01-30');
    expect(await proofs(register, teacher)).toMatchObject([
      { kind: 'VOORPORTAAL', state: 'UITGEVOERD', rows: { anteroom_entries: 1 }, leftovers: {}, day: '2026-01-30' },
    ]);
    const { applied } = await register.turn('2026-02-01');
    expect(applied.events.map(({ registerId: id, type, data }) => [id, type, data])).toEqual([
      [teacher, 'persoon-vernietigd', { voor: { status: 'BEWAARD', reden: 'VERZOEK' }, na: { status: 'VERNIETIGD' } }],
      [teacher, 'registratie-gewijzigd', { wijzigingen: ['persoon-vernietigd'] }],
    ]);
    expect(await proofOfPerson(register)).toMatchObject({
      state: 'BESLOTEN',
      day: '2026-02-01',
      application_number: applied.applicationNumber,
      rows: { appointments: 2, anteroom_entries: 0, teaching_statements: 2, corrections: 1 },
    });
    const { rows } = await register.database.query('SELECT * FROM persons WHERE register_id = $1', [teacher]);
    expect(rows).toMatchObject([
      {
        status: 'VERNIETIGD',
        reason: null,
        status_since: '2026-02-01',
        due_on: null,
        sequence: applied.events.at(-1)!.sequence,
        pension_reached: false,
        stays_after_pension: false,
        wants_reregistration: false,
      },
    ]);
  });

  it('keeps his log as long as the relay has not published it', async () => {
    const { register } = await destroyed();
    expect(await carryOutDestructions({ database: register.database, clock })).toBe(1);
    expect(await proofOfPerson(register)).toMatchObject({ state: 'BESLOTEN', leftovers: null });
    expect(await whereFound(register, 'PN-LERAAR')).toEqual({ command_log: 1 });
    // Looked at just now: others have their turn first.
    expect(await carryOutDestructions({ database: register.database, clock })).toBe(0);
    await expectFold(register.migratorUrl);
  });

  it('is nowhere any more afterwards but in tombstone, places of the log and proof', async () => {
    const { register, claim } = await destroyed();
    const { database } = register;
    const sent = randomUUID();
    await database.query(`INSERT INTO sent_commands (id, register_id, kind, sent_at) VALUES ($1, $2, 'X', now())`, [
      sent,
      teacher,
    ]);
    await database.query(
      `INSERT INTO lookups (register_id, id, at, activity, role, fields) VALUES ($1, $2, now(), 'X', 'INSPECTIE', '{}')`,
      [teacher, randomUUID()],
    );
    await database.query(
      `INSERT INTO parked (consumer, topic, partition, record_offset, record_time, record_key, value, headers, blocked_key,
         for_key_only, reason, fingerprint, message, attempts, state, since_application_number, since_parked_at, closed_at)
       VALUES ('register-state.opdracht', 'lrr.opdracht.v1', 3, 1, 0, convert_to($1, 'UTF8'),
         convert_to('{"inhoud":"PN-LERAAR"}', 'UTF8'), '{}', $1, false, 'X', 'X', 'X', 1, 'VERWERKT', 0, now(), now())`,
      [teacher],
    );
    await publishedUpToNow(register);
    await carriedOut(register);

    for (const words of [...OWN_WORDS, claim, sent])
      expect([words, await whereFound(register, words)]).toEqual([words, {}]);
    expect(Object.keys(await whereFound(register, teacher)).sort()).toEqual([
      'command_log',
      'destructions',
      'event_log',
      'persons',
    ]);
    const proof = await proofOfPerson(register);
    expect(proof).toMatchObject({
      state: 'UITGEVOERD',
      leftovers: {},
      rows: {
        appointments: 2,
        teaching_statements: 2,
        corrections: 1,
        sent_commands: 1,
        lookups: 1,
        parked: 1,
        command_log: 7,
      },
    });
    expect(proof!.rows['event_log']).toBeGreaterThan(10);
    expect(proof!.topics).toContainEqual({ topic: 'lrr.registratie.v1', tot: addDays('2026-02-02', 365) });
    expect(proof!.topics).toContainEqual({ topic: 'lrr.registratiestand.v1', tot: null });

    const { rows: commands } = await database.query<{ command: object; answer: unknown; content_hash: Buffer }>(
      'SELECT * FROM command_log WHERE register_id = $1 ORDER BY application_number',
      [teacher],
    );
    for (const { command, answer, content_hash: contentHash } of commands) {
      expect(Object.keys(command)).toEqual(['id', 'soort', 'vastgelegdOp']);
      expect(answer).toBeNull();
      expect(contentHash).toHaveLength(32);
    }
    const { rows: events } = await database.query<{
      register_id: string;
      type: string;
      data: object;
      sequence: number;
    }>('SELECT * FROM event_log WHERE partition = 3 ORDER BY number');
    const own = events.filter(({ register_id: id }) => id === teacher);
    expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, index) => index + 1));
    expect(new Set(own.map(({ data }) => JSON.stringify(data)))).toEqual(new Set(['{}']));
    expect(own.at(-2)).toMatchObject({ type: 'persoon-vernietigd' });
    expect(
      events.filter(({ register_id: id }) => id === neighbour).every(({ data }) => Object.keys(data).length > 0),
    ).toBe(true);
  });

  it('is passed by in a rebuild, with his tombstone compared, and what was told of others stays', async () => {
    const { register } = await destroyed();
    await expectFold(register.migratorUrl);
    await publishedUpToNow(register);
    await carriedOut(register);
    await expectFold(register.migratorUrl);
    // The turn that reminded both boards reminds one now, and its bytes are those of a turn that never saw the other.
    const { rows } = await register.database.query<{ answer: { correctieverzoeken: { registratieId: string }[] } }>(
      `SELECT answer FROM command_log WHERE register_id IS NULL AND judging_day = '2020-09-16'`,
    );
    expect(rows[0]!.answer.correctieverzoeken.map(({ registratieId }) => registratieId)).toEqual([neighbour]);

    const tombstone = `UPDATE persons SET sequence = sequence - 1 WHERE status = 'VERNIETIGD'`;
    await register.database.query(tombstone);
    await expect(expectFold(register.migratorUrl)).rejects.toThrow();
  });

  it('is the same in a rebuild when he was parked on the day and made up for it later', async () => {
    // The tombstone named the day of the turn he made up for, and a rebuild the day on which that was judged.
    const { register } = await kept();
    await register.turn('2026-02-01', teacher);
    await register.turn('2026-02-05', teacher);
    await register.makeUp(teacher, '2026-02-01', '2026-02-05');
    expect(await proofOfPerson(register)).toMatchObject({ day: '2026-02-05', late_commands: 0 });
    await expectFold(register.migratorUrl);
    await publishedUpToNow(register);
    await carriedOut(register);
    await expectFold(register.migratorUrl);
  });

  it('has no history that could be made again', async () => {
    const { register } = await destroyed();
    await publishedUpToNow(register);
    await carriedOut(register);
    const histories = await readHistories(register.database, lists, [teacher, neighbour].map(registerId));
    expect([...histories.keys()]).toEqual([neighbour]);
  });
});

describe('a command for somebody who is destroyed', () => {
  it.each([false, true])(
    'is answered, changes nothing and is destroyed as well; erased before it: %s',
    async (erased) => {
      const { register } = await destroyed();
      await publishedUpToNow(register);
      if (erased) await carriedOut(register);
      const late = snapshot({ person: teacher, day: '2026-02-03', number: 'BN-LERAAR', order: 9 });
      const [applied] = await register.apply(late);
      expect(applied).toMatchObject({
        outcome: 'AFGEWEZEN',
        events: [],
        answer: { terugkoppeling: { berichtsoort: 'TERUGKOPPELING_AFKEURING', signalen: [{ code: '990' }] } },
      });
      expect((await register.table('persons')).filter((row) => row.includes('VERNIETIGD'))).toHaveLength(1);
      expect(await proofOfPerson(register)).toMatchObject({ state: 'BESLOTEN', late_commands: 1 });
      await expectFold(register.migratorUrl);

      await publishedUpToNow(register);
      await carriedOut(register);
      expect(await whereFound(register, 'BN-LERAAR')).toEqual({});
      expect(await proofOfPerson(register)).toMatchObject({
        state: 'UITGEVOERD',
        late_commands: 1,
        rows: { command_log: 8 },
      });
      await expectFold(register.migratorUrl);
    },
  );
});

describe('the tables of the register', () => {
  // A table that somebody adds with rows of a person would outlive him.
  it('that hold rows of a person are all known to the destruction', async () => {
    const register = await partition();
    const { rows } = await register.database.query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name IN ('register_id', 'person_id', 'registratie_id') ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'anteroom_entries',
      'appointments',
      'command_log',
      'corrections',
      'destructions',
      'event_log',
      'lookups',
      'persons',
      'sent_commands',
      'teaching_statements',
    ]);
  });
});
