import { commandOf } from '../messages/command.ts';
import { rejectionFeedback } from '../messages/feedback.ts';
import { receiptId } from '../messages/receipt.ts';
import type { Arrival, Part } from './arrival.ts';
import type { RecordToStore } from './store-records.ts';

/** A judged record with what follows from it; undefined when nothing of it is stored. */
export function recordToStore(
  { print, state }: Arrival,
  ofCase: RecordToStore['ofCase'],
  { moment, sender, ...part }: Part,
): RecordToStore | undefined {
  if (state.outcome !== 'REJECTED' && state.outcome !== 'ACCEPTED') return undefined;
  const { kop, signalen, record } = state;
  const isTrial = part.isTrial(kop);
  const id = receiptId(kop.verzendendeInstantie, kop.identificatiecodeBedrijfsdocument, isTrial);
  const receipt = {
    message_id: kop.identificatiecodeBedrijfsdocument,
    sender: kop.verzendendeInstantie,
    receipt_id: id,
    delivery_point: kop.aanleverpuntnummer,
    content_hash: print.contentHash,
    status: state.outcome === 'ACCEPTED' ? ('B' as const) : ('A' as const),
    signals: signalen,
    received_at: moment.at,
    ...(record === undefined ? {} : { record }),
    is_answered: state.outcome === 'REJECTED',
    is_trial: isTrial,
  };
  const origin = { receiptId: id, receivedAt: moment.at, traceparent: sender.traceparent, isTrial };
  // What is tried out is no work that waits for somebody.
  const tracked = isTrial ? {} : { ofCase };
  return state.outcome === 'ACCEPTED'
    ? { receipt, command: commandOf(state, origin), ...tracked }
    : { receipt, feedback: rejectionFeedback(kop, signalen, origin), ...tracked };
}
