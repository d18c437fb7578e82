import type {
  BundelTerugkoppelingen,
  OpgehaaldeTerugkoppeling,
  VerzoekTerugkoppelingen,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { lockDeliveryPoint } from '../sql/lock-delivery-point.ts';
import { readFeedback } from '../sql/read-feedback.ts';
import { takeBundle } from '../sql/take-bundle.ts';

/** A bundle of 500 records of the largest size would be an answer of 130 MB: bundles are also cut by bytes. */
const maxBundleBytes = 4 * 1024 * 1024;

/**
 * The fetch protocol, message book section 6. A higher number than the last drops the former bundle and makes the next;
 * the same number gives the former bundle again, whatever maxAantal; a lower one is refused. The row of the delivery point
 * is locked for the length of it, so two fetchers at once get one bundle, or two that follow each other.
 *
 * A bundle is a list of row numbers, because rows can be committed in another order than their numbers: a record that
 * commits late simply goes into a later bundle. The answer can get lost and the process can die at any place: before the
 * commit nothing happened, after it the same number gives the same bundle.
 */
export async function fetchFeedback(
  database: Database,
  asked: VerzoekTerugkoppelingen,
): Promise<BundelTerugkoppelingen | 'NUMBER_TOO_LOW'> {
  const { bevoegdGezagNummer: board, aanleverpuntnummer: point, volgnummerVerzoek: request } = asked;
  const bundle = await database.transaction(async (tx) => {
    const former = await lockDeliveryPoint(tx, board, point);
    if (former.last_request === request) return former;
    if (former.last_request !== null && request < former.last_request) return 'NUMBER_TOO_LOW';
    return takeBundle(tx, board, point, request, { records: asked.maxAantal, bytes: maxBundleBytes });
  });
  if (bundle === 'NUMBER_TOO_LOW') return bundle;
  const berichten = bundle.bundle_rows.length === 0 ? [] : await readFeedback(database, bundle.bundle_rows);
  // Only records without persons are in stock so far; these have the same shape on both sides.
  return {
    volgnummerVerzoek: request,
    berichten: berichten as OpgehaaldeTerugkoppeling[],
    restant: bundle.remaining,
  };
}
