import type {
  Levering,
  Ontvangstbevestiging,
  Opdracht,
  Terugkoppeling,
} from '../../../../schemas/message-book/v1/generated.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import { handOver, personsToFillIn } from '../messages/hand-over.ts';
import type { StoredReceipt } from '../sql/receipt-rows.ts';
import { withSomeRegisterId } from './answer-questions.ts';
import type { AskNumbers } from './ask-numbers.ts';
import type { Sender } from './arrival.ts';
import type { AskRegister, TrialOutcome } from './ask-register.ts';
import { keyOf } from './look-up.ts';
import type { RecordToStore } from './store-records.ts';
import { momentNow, openRecords, takeInRecords, type IntakeParts } from './take-in-delivery.ts';

export interface SimulationParts extends IntakeParts {
  readonly askRegister: AskRegister;
  readonly askNumbers: AskNumbers;
}

/** What one record would do: message book section 8. */
export interface Simulation {
  readonly ontvangstbevestiging: Ontvangstbevestiging;
  /** Absent when nothing would be stored, and when the register would park the record by a fault of ours. */
  readonly verwachteTerugkoppeling?: { readonly berichtsoort: string; readonly inhoud: object };
  readonly gebeurtenissen?: readonly { readonly type: string; readonly data: object }[];
}

/**
 * The way of a delivery with another end: what would be stored is shown instead. Judgement is the same code with the same
 * questions; only the vault is asked on trial, and what comes out of the register is asked of it. Each record is taken by
 * itself: the second of two about one appointment does not see the first.
 */
export async function simulateDelivery(
  delivery: Levering,
  sender: Sender,
  parts: SimulationParts,
): Promise<Simulation[]> {
  const wouldStore = new Map<string, RecordToStore>();
  const judging: IntakeParts = {
    ...parts,
    askVault: async (questions, day) => (await parts.tryVault(questions, day)).map(withSomeRegisterId),
    store: {
      submit: ({ records }) => {
        const receipts = new Map<string, StoredReceipt>();
        for (const record of records) {
          wouldStore.set(record.receipt.receipt_id, record);
          receipts.set(keyOf(record.receipt.message_id, record.receipt.sender), record.receipt);
        }
        return Promise.resolve({ outcome: 'STORED', receipts });
      },
    },
  };
  const moment = momentNow(parts.clock);
  const opened = await openRecords(delivery.berichten, moment, judging);
  const { oin } = sender;
  const trial = { oin, delivery_id: delivery.leveringId, received_at: moment.at, attempt: newId(), records: 0 };
  const receipts = await takeInRecords({ delivery: trial, firstOrdinal: 0, opened, moment }, sender, judging);
  return withEffects(receipts, wouldStore, parts);
}

async function withEffects(
  receipts: readonly Ontvangstbevestiging[],
  wouldStore: Map<string, RecordToStore>,
  parts: SimulationParts,
): Promise<Simulation[]> {
  // Of two records with one id the second would only be answered, and has no effects of its own.
  const effects = receipts.map(({ ontvangstId = '' }) => {
    const record = wouldStore.get(ontvangstId);
    wouldStore.delete(ontvangstId);
    return record;
  });
  const commands = effects.flatMap((record) => (record?.command === undefined ? [] : [commandIn(record.command)]));
  const outcomes = (await parts.askRegister(commands)).values();
  const simulations: Simulation[] = [];
  for (const [index, ontvangstbevestiging] of receipts.entries()) {
    const record = effects[index];
    const outcome = record?.command === undefined ? undefined : outcomes.next().value;
    if (outcome !== undefined) {
      simulations.push({ ontvangstbevestiging, ...(await effectsOf(outcome, parts)) });
    } else if (record?.feedback !== undefined) {
      const verwachteTerugkoppeling = feedbackShown(record.feedback.record as Terugkoppeling);
      simulations.push({ ontvangstbevestiging, verwachteTerugkoppeling });
    } else {
      simulations.push({ ontvangstbevestiging });
    }
  }
  return simulations;
}

function commandIn({ value }: OutboxRow): Opdracht {
  return JSON.parse(String(value)) as Opdracht;
}

async function effectsOf(
  outcome: TrialOutcome,
  { askNumbers, log }: SimulationParts,
): Promise<Omit<Simulation, 'ontvangstbevestiging'>> {
  if ('fout' in outcome) {
    log.warn('SIMULATION_FAULT', {});
    return {};
  }
  const { terugkoppeling, gebeurtenissen } = outcome;
  if (terugkoppeling.berichtsoort !== 'TERUGKOPPELING_REGISTRATIEOVERZICHT') {
    return { verwachteTerugkoppeling: terugkoppeling, gebeurtenissen };
  }
  const inside = { registratieoverzicht: terugkoppeling.inhoud } as unknown as Terugkoppeling;
  const told = handOver(inside, await askNumbers(personsToFillIn(inside)));
  const inhoud = (told as { registratieoverzicht: object }).registratieoverzicht;
  return { verwachteTerugkoppeling: { berichtsoort: terugkoppeling.berichtsoort, inhoud }, gebeurtenissen };
}

/** A feedback record without its head: its other member is its body. */
function feedbackShown({ kop, ...body }: Terugkoppeling): { berichtsoort: string; inhoud: object } {
  const [inhoud = {}] = Object.values(body) as object[];
  return { berichtsoort: kop.berichtsoort, inhoud };
}
