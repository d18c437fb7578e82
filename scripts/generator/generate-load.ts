import type { CodeLists } from '../../schemas/code-lists/rows.ts';
import { DELIVERY_POINT, boardsOf } from './boards.ts';
import type { Boards, Seat } from './boards.ts';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { WITHOUT_PLACE } from './faults-of-grounds.ts';
import { FAULTS } from './faults.ts';
import type { Fault } from './fault.ts';
import { createRandom } from './random.ts';
import { appointmentBody, boardOinOf, head, uuidOf } from './records.ts';
import type { BrpPerson, Fields } from './records.ts';

export type RecordKind = keyof typeof MIXTURE;

/** What one record is, and what must come of it. */
export interface GeneratedRecord {
  readonly kind: RecordKind;
  readonly messageId: string;
  readonly record: Fields;
  readonly receipt: { readonly status: 'A' | 'B'; readonly codes: readonly string[] };
  /** The one feedback record it must get in the end; absent: none (answered only, or a resend). */
  readonly feedback?: { readonly berichtsoort: string; readonly code?: string };
}

/** One request of one supplier. */
export interface GeneratedDelivery {
  readonly supplierOin: string;
  readonly leveringId: string;
  readonly records: readonly GeneratedRecord[];
}

export interface GeneratedLoad {
  /** Each is sent one delivery after another; records of one person are all in one of them. */
  readonly streams: readonly (readonly GeneratedDelivery[])[];
  /** Number of records. */
  readonly size: number;
  /** How many of the persons it took, from the first on: fewer than records, because some follow up on others. */
  readonly persons: number;
}

/** Shares of a realistic day (quality.md section 1). */
export const MIXTURE = {
  NEW: 0.86,
  CORRECTION: 0.05,
  END: 0.03,
  SAME_AGAIN: 0.02,
  OTHER_CONTENT: 0.005,
  INVALID: 0.01,
  LATE: 0.02,
  UNKNOWN_SCHOOL: 0.005,
} as const;

/** Half of what follows up on an earlier record comes while that one is still under way. */
const IN_FLIGHT_SHARE = 0.5;
const IN_FLIGHT_WITHIN = 60;
const SECOND_BOARD_SHARE = 0.04;

export interface LoadOptions {
  readonly seed: number;
  readonly lists: Pick<CodeLists, 'institutions'>;
  /** The platform's calendar day and time. */
  readonly today: string;
  readonly now: Date;
  /** Nobody of them was used before; at least as many as records. */
  readonly persons: readonly BrpPerson[];
  readonly records: number;
  readonly perRequest: number;
  readonly streams: number;
  /** Whose records, drawn by size; all boards of the lists when absent. */
  readonly boards?: Boards;
  /** 01 when absent. */
  readonly deliveryPoint?: string;
  /** Shares by kind, adding up to 1; MIXTURE when absent. */
  readonly mixture?: Readonly<Record<RecordKind, number>>;
}

/** An appointment that was sent and accepted, and can be followed up. */
interface Sent {
  readonly seat: Seat;
  readonly person: BrpPerson;
  readonly record: GeneratedRecord;
  body: Fields;
  number: number;
}

interface Stream {
  readonly deliveries: GeneratedDelivery[];
  /** Records of each supplier that wait for their request to be full. */
  readonly waiting: Map<string, GeneratedRecord[]>;
  readonly sent: Sent[];
}

/** The same options, the same load, byte for byte. */
export function generateLoad(o: LoadOptions): GeneratedLoad {
  const random = createRandom(o.seed);
  const boards = o.boards ?? boardsOf(o.lists.institutions, 1);
  const streams: Stream[] = Array.from({ length: o.streams }, () => ({ deliveries: [], waiting: new Map(), sent: [] }));
  const persons = o.persons.values();
  const faults = boards.sectors.has('VO') ? [...FAULTS, WITHOUT_PLACE] : FAULTS;
  let made = 0;
  let spoilt = 0;
  let taken = 0;

  const nextPerson = (): BrpPerson => {
    const { value, done } = persons.next();
    if (done === true) throw new RangeError(`${o.persons.length} persons are not enough for ${o.records} records`);
    taken += 1;
    return value;
  };

  function make(
    seat: Seat,
    body: Fields,
    o2: Omit<GeneratedRecord, 'messageId' | 'record'>,
    kop: Fields = {},
  ): GeneratedRecord {
    made += 1;
    const messageId = uuidOf('bericht', o.seed, made);
    // An hour back, rising: always in the past, never equal for two records.
    const at = new Date(o.now.getTime() - 3_600_000 + made);
    const { board, supplierOin } = seat;
    const sender = {
      board,
      supplierOin,
      deliveryPoint: o.deliveryPoint ?? DELIVERY_POINT,
      boardOin: boardOinOf(board),
    };
    const sound = head(sender, messageId, 'AANLEVEREN_BENOEMING', at);
    return { ...o2, messageId, record: { kop: { ...sound, ...kop }, benoeming: body } };
  }

  function put(stream: Stream, seat: Seat, record: GeneratedRecord): void {
    const waiting = stream.waiting.get(seat.supplierOin) ?? [];
    waiting.push(record);
    stream.waiting.set(seat.supplierOin, waiting);
    if (waiting.length >= o.perRequest) send(stream, seat.supplierOin);
  }

  function send(stream: Stream, supplierOin: string): void {
    const records = stream.waiting.get(supplierOin) ?? [];
    stream.waiting.delete(supplierOin);
    if (records.length === 0) return;
    const leveringId = uuidOf('levering', o.seed, streams.indexOf(stream), stream.deliveries.length);
    stream.deliveries.push({ supplierOin, leveringId, records });
  }

  function startNew(stream: Stream): void {
    const again = boards.mandates.length > 1 && stream.sent.length > 0 && random.chance(SECOND_BOARD_SHARE);
    const person = again ? random.pick(stream.sent).person : nextPerson();
    const seat = again ? otherSeat(boards, stream, person) : boards.draw(random);
    const body = appointmentBody(seat, person, o.today, random);
    const record = make(seat, body, { kind: 'NEW', receipt: ACCEPTED, feedback: REGISTERED });
    put(stream, seat, record);
    stream.sent.push({ seat, person, record, body, number: 2 });
  }

  /** A board that has no appointment of this person yet, so that no notice of an overlap is due. */
  function otherSeat(all: Boards, stream: Stream, person: BrpPerson): Seat {
    const taken = new Set(stream.sent.filter((sent) => sent.person === person).map((sent) => sent.seat.board));
    for (;;) {
      const seat = all.draw(random);
      if (!taken.has(seat.board)) return seat;
    }
  }

  function pickSent(stream: Stream): Sent {
    const { sent } = stream;
    const recent = random.chance(IN_FLIGHT_SHARE) ? sent.slice(-IN_FLIGHT_WITHIN) : sent;
    return random.pick(recent);
  }

  function followUp(stream: Stream, kind: 'CORRECTION' | 'END'): void {
    const sent = pickSent(stream);
    const begin = sent.body['datumIngangBenoeming'] as string;
    const change =
      kind === 'END'
        ? { datumEindeBenoeming: addDays(begin, random.below(200)) }
        : {
            personeelsnummer: `C${random.below(1_000_000)}`,
            datumBeginArbeidsovereenkomst: addDays(begin, -61 - random.below(60)),
          };
    sent.number += 1;
    sent.body = { ...sent.body, ...change, standvolgnummer: sent.number };
    put(stream, sent.seat, make(sent.seat, sent.body, { kind, receipt: ACCEPTED, feedback: REGISTERED }));
  }

  function late(stream: Stream): void {
    const sent = pickSent(stream);
    const body = { ...sent.body, standvolgnummer: 1 };
    put(stream, sent.seat, make(sent.seat, body, { kind: 'LATE', receipt: ACCEPTED, feedback: refused('312') }));
  }

  function sameAgain(stream: Stream): void {
    const { seat, record } = pickSent(stream);
    const { messageId, receipt } = record;
    put(stream, seat, { kind: 'SAME_AGAIN', messageId, receipt, record: record.record });
  }

  function otherContent(stream: Stream): void {
    const { seat, record } = pickSent(stream);
    const body = { ...(record.record['benoeming'] as Fields), personeelsnummer: 'ANDERS' };
    const receipt = { status: 'A', codes: ['396'] } as const;
    const { messageId } = record;
    put(stream, seat, { kind: 'OTHER_CONTENT', messageId, receipt, record: { ...record.record, benoeming: body } });
  }

  function invalid(stream: Stream): void {
    const fault = faults[spoilt++ % faults.length] as Fault;
    let seat = boards.draw(random);
    while (fault === WITHOUT_PLACE && seat.sector !== 'VO') seat = boards.draw(random);
    spoil(stream, 'INVALID', fault, seat, boards.elsewhere(random, seat));
  }

  function unknownSchool(stream: Stream): void {
    const fault = FAULTS.find(({ code }) => code === '301') as Fault;
    spoil(stream, 'UNKNOWN_SCHOOL', fault, boards.draw(random), '');
  }

  function spoil(
    stream: Stream,
    kind: 'INVALID' | 'UNKNOWN_SCHOOL',
    fault: Fault,
    seat: Seat,
    elsewhere: string,
  ): void {
    const body = appointmentBody(seat, nextPerson(), o.today, random);
    const feedback =
      fault.status === 'A'
        ? refused(fault.code)
        : fault.refusedWith === undefined
          ? REGISTERED
          : refused(fault.refusedWith);
    const codes = fault.refusedWith === undefined ? [fault.code] : [];
    const sound = make(seat, body, {
      kind,
      receipt: { status: fault.status, codes },
      ...(fault.answeredOnly === true ? {} : { feedback }),
    });
    const spoilt = fault.spoil({ kop: sound.record['kop'] as Fields, body, seat, today: o.today, elsewhere });
    const record = { kop: spoilt.kop ?? sound.record['kop'], benoeming: spoilt.body ?? body };
    put(stream, seat, { ...sound, record });
  }

  const makers: Record<RecordKind, (stream: Stream) => void> = {
    NEW: startNew,
    CORRECTION: (stream) => followUp(stream, 'CORRECTION'),
    END: (stream) => followUp(stream, 'END'),
    SAME_AGAIN: sameAgain,
    OTHER_CONTENT: otherContent,
    INVALID: invalid,
    LATE: late,
    UNKNOWN_SCHOOL: unknownSchool,
  };
  for (let n = 0; n < o.records; n += 1) {
    const stream = streams[n % streams.length] as Stream;
    const kind = stream.sent.length === 0 ? 'NEW' : drawKind(o.mixture ?? MIXTURE, random.below(1_000_000) / 1_000_000);
    makers[kind](stream);
  }
  for (const stream of streams) for (const supplierOin of [...stream.waiting.keys()]) send(stream, supplierOin);
  return { streams: streams.map(({ deliveries }) => deliveries), size: o.records, persons: taken };
}

const ACCEPTED = { status: 'B', codes: [] } as const;
const REGISTERED = { berichtsoort: 'TERUGKOPPELING_BENOEMING' } as const;
const refused = (code: string): { berichtsoort: string; code: string } => ({
  berichtsoort: 'TERUGKOPPELING_AFKEURING',
  code,
});

function drawKind(mixture: Readonly<Record<RecordKind, number>>, fraction: number): RecordKind {
  let upTo = 0;
  for (const [kind, share] of Object.entries(mixture)) {
    upTo += share;
    if (fraction < upTo) return kind as RecordKind;
  }
  return 'NEW';
}
