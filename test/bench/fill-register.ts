import type pg from 'pg';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { addMonths } from '../../services/register-state/src/domain/calendar.ts';
import { teachingKey } from '../../services/register-state/src/domain/teaching.ts';

const PARTITIONS = 6;
const DUTCH = { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' } as const;

/** Register id of the n-th person; his partition is n mod 6. */
const ID = `md5('bench ' || n)::uuid`;

const period = (ground: string, begin: string, teaching?: object): object => ({
  datumBegin: begin,
  grondslagen: [
    {
      benoemingsgrondslag: ground,
      vestigingen: ['00AH00'],
      ...(teaching === undefined ? {} : { onderwijs: [teaching] }),
    },
  ],
});

function stand(number: string, begin: string, ground: string, o: { end?: string; teaching?: object } = {}): string {
  return JSON.stringify({
    standvolgnummer: 1,
    personeelsnummer: 'P0012345',
    benoemingvolgnummer: number,
    sector: 'VO',
    soortBetrekking: 'BENOEMING',
    datumBeginArbeidsovereenkomst: begin,
    datumIngangBenoeming: begin,
    ...(o.end === undefined ? {} : { datumEindeBenoeming: o.end }),
    perioden: [period(ground, begin, o.teaching)],
  });
}

/** Days on which a part of the persons falls due; each is the turn of one measured day. */
export interface DueDays {
  /** Appointments end and terms pass. */
  readonly ordinary: string;
  /** Persons were kept for five years. */
  readonly destruction: string;
}

/**
 * Fills an empty register with persons as years of deliveries leave them: everybody one open appointment on a full
 * ground and a statement, every fifth a second one on a temporary ground with its entry in the anteroom. Persons
 * 1 … `due` fall due on the ordinary day, by turns because the appointment ends and because the term of an entry passes;
 * the next `due` were kept five years before the day of destruction.
 */
export async function fillRegister(
  client: pg.Client,
  o: { readonly persons: number; readonly due: number; readonly days: DueDays },
): Promise<void> {
  const { persons, due, days } = o;
  const lastDay = addDays(days.ordinary, -1);
  const keptOn = addMonths(days.destruction, -60);
  const termBegins = addMonths(days.ordinary, -12);
  const teaching = teachingKey(DUTCH);
  const series = `generate_series(1, ${persons}) AS n`;
  const ends = `n <= ${due} AND n % 2 = 0`;
  const passes = `n <= ${due} AND n % 2 = 1`;
  const kept = `n > ${due} AND n <= ${2 * due}`;
  const inAnteroom = `(${passes} OR n > ${2 * due} AND n % 5 = 0)`;
  await client.query(
    `INSERT INTO persons (register_id, partition, status, reason, status_since, wants_reregistration, sequence, due_on)
     SELECT ${ID}, n % ${PARTITIONS}, CASE WHEN ${kept} THEN 'BEWAARD' ELSE 'OPGENOMEN' END,
       CASE WHEN ${kept} THEN 'VERZOEK' END, CASE WHEN ${kept} THEN $3::date ELSE '2020-01-01' END, false, 6,
       CASE WHEN n <= ${due} THEN $1::date WHEN ${kept} THEN $2::date WHEN ${inAnteroom} THEN $1::date + 400 END
     FROM ${series}`,
    [days.ordinary, days.destruction, keptOn],
  );
  await client.query(
    `INSERT INTO appointments
       (register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot, delivery_point)
     SELECT ${ID}, (41000 + n % 900)::text, '1', false, 'LOPEND', true, 1, '2020-01-01',
       CASE WHEN ${ends} THEN $1::json ELSE $2::json END, '01'
     FROM ${series}`,
    [stand('1', '2019-08-01', '501', { end: lastDay }), stand('1', '2019-08-01', '501')],
  );
  await client.query(
    `INSERT INTO appointments
       (register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot, delivery_point)
     SELECT ${ID}, (41000 + n % 900)::text, '2', false, 'LOPEND', false, 1, '2020-01-01',
       CASE WHEN ${passes} THEN $1::json ELSE $2::json END, '01'
     FROM ${series} WHERE ${inAnteroom}`,
    [
      stand('2', termBegins, '513', { teaching: DUTCH }),
      stand('2', addMonths(days.ordinary, 1), '511', { teaching: DUTCH }),
    ],
  );
  const nears = { ground: '513', latestDay: lastDay, kind: 'NADERT', day: addMonths(lastDay, -6), isTold: true };
  await client.query(
    `INSERT INTO anteroom_entries (register_id, board, number, ground, teaching, status, latest_day, steps)
     SELECT ${ID}, (41000 + n % 900)::text, '2', CASE WHEN ${passes} THEN '513' ELSE '511' END, $1,
       CASE WHEN ${passes} THEN 'TERMIJN_NADERT' ELSE 'INGESCHREVEN' END,
       CASE WHEN ${passes} THEN $2::date ELSE $2::date + 800 END, CASE WHEN ${passes} THEN $3::json ELSE '[]' END
     FROM ${series} WHERE ${inAnteroom}`,
    [teaching, lastDay, JSON.stringify([nears])],
  );
  await client.query(
    `INSERT INTO teaching_statements (claim_id, register_id, place, teaching, stated_at, withdrawn)
     SELECT md5('claim ' || n)::uuid, ${ID}, 0, $1, '2020-02-01', false FROM ${series}`,
    [teaching],
  );
  await client.query('VACUUM ANALYZE');
}
