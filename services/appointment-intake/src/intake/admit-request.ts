import type { ClaimedDelivery, NewDelivery } from '../sql/claim-deliveries.ts';

/** May a request put its records into this delivery? */
export type Admission =
  | 'ADMITTED'
  /** The delivery id was used for another content. */
  | 'DELIVERY_REUSED'
  /** A later request of the same sender goes on with this delivery. */
  | 'DELIVERY_TAKEN_OVER';

export interface AdmissionQuestion {
  readonly delivery: NewDelivery;
  /** The request takes in the delivery from its first record on; false for the later parts of a stream. */
  readonly isFirst: boolean;
  /** Hashes of its records by their place in the delivery. */
  readonly hashes: ReadonlyMap<number, string>;
}

/**
 * A delivery is one content for ever, however often it is sent and whether as one body or as a stream. Complete, it is
 * known by the hash over all its records. Broken off half-way, it is known record by record: a request that begins it
 * anew must hold the same records as far as they were taken, and may go on from there. A delivery of before they were
 * counted (no records, and complete) is known by its hash alone: as a stream it is judged at its end.
 *
 * @param claimed what stands under its key, locked
 * @param known hashes of the records that the delivery held at these places before
 */
export function admitRequest(
  { delivery, isFirst, hashes }: AdmissionQuestion,
  claimed: ClaimedDelivery,
  known: ReadonlyMap<number, string>,
): Admission {
  if (claimed.attempt !== delivery.attempt && !isFirst) return 'DELIVERY_TAKEN_OVER';
  const isComplete = claimed.content_hash !== null;
  if (isComplete && delivery.content_hash !== undefined) {
    return delivery.content_hash === claimed.content_hash ? 'ADMITTED' : 'DELIVERY_REUSED';
  }
  const outgrows = isComplete && claimed.records > 0 && delivery.records > claimed.records;
  const endsBefore = delivery.content_hash !== undefined && delivery.records < claimed.records;
  const differs = [...hashes].some(([place, hash]) => (known.get(place) ?? hash) !== hash);
  return outgrows || endsBefore || differs ? 'DELIVERY_REUSED' : 'ADMITTED';
}
