import { call, tokenFor, type Endpoints } from './clients.ts';
import { messageIdOf } from './records.ts';
import type { BoardSeat, DemonstrationPlan, PlannedRecord } from './plan-types.ts';

interface WireSignal {
  readonly code: string;
  readonly ernst: 'A' | 'S';
  readonly veld: string;
  readonly tekst: string;
}

/** The members of a receipt (message book section 5) that the demonstration looks at. */
export interface SeenReceipt {
  readonly ontvangstId?: string;
  readonly identificatiecodeBedrijfsdocument?: string;
  readonly statusMelding: 'B' | 'A';
  readonly signalen: readonly WireSignal[];
}

export interface SeenFeedback {
  readonly kop: { readonly berichtsoort: string; readonly verwijstNaar?: string };
  readonly signals: readonly WireSignal[];
}

const RECORDS_PER_REQUEST = 50;

/** Gives every supplier its mandates, through the sandbox as a school's contract manager would. */
export async function giveMandates(endpoints: Endpoints, seats: readonly BoardSeat[]): Promise<void> {
  const body = seats.map((seat) => ({
    oin: seat.supplierOin,
    bevoegdGezagNummer: seat.board,
    aanleverpuntnummer: seat.deliveryPoint,
  }));
  await call('POST', `${endpoints.sandbox}/mandaten`, { body });
}

/** Delivers round by round, per supplier in requests of 50; gives each record its receipt, in the order planned. */
export async function deliverAll(
  endpoints: Endpoints,
  plan: DemonstrationPlan,
): Promise<Map<PlannedRecord, SeenReceipt>> {
  const receipts = new Map<PlannedRecord, SeenReceipt>();
  for (const [number, round] of plan.rounds.entries()) {
    for (const [oin, records] of Map.groupBy(round, (record) => record.seat.supplierOin)) {
      const token = await tokenFor(endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
      for (let from = 0; from < records.length; from += RECORDS_PER_REQUEST) {
        const part = records.slice(from, from + RECORDS_PER_REQUEST);
        const answer = await call<{ ontvangstbevestigingen: SeenReceipt[] }>(
          'POST',
          `${endpoints.intake}/v1/leveringen`,
          {
            token,
            body: {
              leveringId: messageIdOf('levering', String(number), oin, part[0]?.messageId ?? '', String(from)),
              berichten: part.map((record) => record.record),
            },
          },
        );
        for (const [index, record] of part.entries()) {
          const receipt = answer.ontvangstbevestigingen[index];
          if (receipt === undefined) throw new Error(`no receipt at place ${index} of a delivery of ${part.length}`);
          receipts.set(record, receipt);
        }
      }
    }
  }
  return receipts;
}

/** Fetches the stock of every seat with the fetch protocol (message book section 6) until `enough` says so. */
export async function fetchFeedback(
  endpoints: Endpoints,
  seats: readonly BoardSeat[],
  enough: (fetched: readonly SeenFeedback[]) => boolean,
  withinMs: number,
): Promise<SeenFeedback[]> {
  const fetched: SeenFeedback[] = [];
  const requestNumbers = new Map<BoardSeat, number>();
  const deadline = Date.now() + withinMs;
  while (!enough(fetched) && Date.now() < deadline) {
    for (const seat of seats) {
      const number = (requestNumbers.get(seat) ?? 0) + 1;
      requestNumbers.set(seat, number);
      fetched.push(...(await fetchBundle(endpoints, seat, number)));
    }
    if (!enough(fetched)) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return fetched;
}

async function fetchBundle(endpoints: Endpoints, seat: BoardSeat, number: number): Promise<SeenFeedback[]> {
  const token = await tokenFor(endpoints, 'urn:lrr:aanlevering', {
    scope: ['aanleveren'],
    claims: { oin: seat.supplierOin },
  });
  const { berichten } = await call<{ berichten: Record<string, unknown>[] }>(
    'POST',
    `${endpoints.intake}/v1/terugkoppelingen/ophalen`,
    {
      token,
      body: {
        bevoegdGezagNummer: seat.board,
        aanleverpuntnummer: seat.deliveryPoint,
        volgnummerVerzoek: number,
        maxAantal: 500,
      },
    },
  );
  return berichten.map((bericht) => {
    const kop = bericht['kop'] as SeenFeedback['kop'];
    const body = Object.entries(bericht).find(([name]) => name !== 'kop')?.[1] as { signalen?: WireSignal[] };
    return { kop, signals: body.signalen ?? [] };
  });
}
