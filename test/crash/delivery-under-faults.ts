import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { appointment, fullGround, messageIdOf, temporaryGround } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { call, tokenFor, type Endpoints } from '../../scripts/demonstration/clients.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';

/** One record of the campaign with the key facts the checker needs. */
export interface CampaignRecord {
  readonly messageId: string;
  readonly seat: BoardSeat;
  readonly person: BrpPerson;
  readonly standvolgnummer: number;
  readonly record: Readonly<Record<string, unknown>>;
}

export interface Receipt {
  readonly ontvangstId: string;
  readonly identificatiecodeBedrijfsdocument: string;
  readonly statusMelding: 'B' | 'A';
  readonly signalen: readonly { readonly code: string }[];
}

/** What the client itself knows: every record sent, and every receipt it got for it, in order. */
export interface Journal {
  readonly sent: readonly CampaignRecord[];
  readonly receipts: ReadonlyMap<string, readonly Receipt[]>;
  readonly failedCalls: number;
}

/**
 * Records for `persons` teachers, two snapshots each, and one in five of them sent a second time later on.
 * Every one of them is sound, so that each has to have exactly one effect.
 */
export function campaignRecords(o: {
  readonly seed: string;
  readonly today: string;
  readonly persons: readonly BrpPerson[];
}): CampaignRecord[] {
  const seats = boardSeats();
  const noon = Date.parse(`${addDays(o.today, -1)}T12:00:00Z`);
  const snapshots = [1, 2].flatMap((standvolgnummer) =>
    o.persons.map((person, index): CampaignRecord => {
      const seat = seats[index % seats.length]!;
      const begin = addDays(o.today, -20 - (index % 50));
      const ground = index % 4 === 0 ? temporaryGround(seat) : fullGround(seat);
      const body = {
        ...appointment(seat, person, begin, [ground]),
        standvolgnummer,
        ...(standvolgnummer === 2 ? { datumEindeBenoeming: addDays(o.today, 100 + (index % 50)) } : {}),
      };
      const messageId = messageIdOf(o.seed, person.burgerservicenummer, String(standvolgnummer));
      const at = new Date(noon + standvolgnummer * 600_000 + index);
      const record = { kop: head(seat, messageId, 'AANLEVEREN_BENOEMING', at), benoeming: body };
      return { messageId, seat, person, standvolgnummer, record };
    }),
  );
  const resent = snapshots.filter((_, index) => index % 5 === 0);
  return [...snapshots, ...resent];
}

/**
 * Delivers as a supplier's system does: requests of 100, again and again with the same delivery id while there is no
 * answer. Several requests are under way at once; the second snapshot of a person goes out after the first is answered.
 */
export async function deliverUnderFaults(
  endpoints: Endpoints,
  records: readonly CampaignRecord[],
  o: { readonly seed: string; readonly onRequest?: (number: number) => Promise<void> | void },
): Promise<Journal> {
  const receipts = new Map<string, Receipt[]>();
  let failedCalls = 0;
  let number = 0;
  for (let from = 0; from < records.length; from += 100) {
    const part = records.slice(from, from + 100);
    const bySupplier = [...Map.groupBy(part, (record) => record.seat.supplierOin)];
    await Promise.all(
      bySupplier.map(async ([oin, own]) => {
        number += 1;
        await o.onRequest?.(number);
        const leveringId = messageIdOf(o.seed, 'levering', oin, String(from));
        const { answer, failures } = await untilAnswered(endpoints, oin, leveringId, own);
        failedCalls += failures;
        for (const receipt of answer) {
          const id = receipt.identificatiecodeBedrijfsdocument;
          receipts.set(id, [...(receipts.get(id) ?? []), receipt]);
        }
      }),
    );
  }
  return { sent: records, receipts, failedCalls };
}

async function untilAnswered(
  endpoints: Endpoints,
  oin: string,
  leveringId: string,
  records: readonly CampaignRecord[],
): Promise<{ answer: Receipt[]; failures: number }> {
  const deadline = Date.now() + 120_000;
  for (let failures = 0; ; failures += 1) {
    try {
      const token = await tokenFor(endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
      const answer = await call<{ ontvangstbevestigingen: Receipt[] }>('POST', `${endpoints.intake}/v1/leveringen`, {
        token,
        body: { leveringId, berichten: records.map(({ record }) => record) },
      });
      return { answer: answer.ontvangstbevestigingen, failures };
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
