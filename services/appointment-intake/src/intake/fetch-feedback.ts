import type { KeyObject } from 'node:crypto';
import type { BundelTerugkoppelingen, VerzoekTerugkoppelingen } from '../../../../schemas/message-book/v1/generated.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import { unavailable } from '../../../_platform/src/http/platform-problem.ts';
import { handOver, personsToFillIn, type KnownPersons, type PersonAtHandOver } from '../messages/hand-over.ts';
import { chooseBundle } from '../sql/choose-bundle.ts';
import { lockDeliveryPoint, type DeliveryPointRow } from '../sql/lock-delivery-point.ts';
import { readFeedback } from '../sql/read-feedback.ts';
import { takeBundle } from '../sql/take-bundle.ts';
import type { AskNumbers } from './ask-numbers.ts';
import { openPersons, sealPersons, type BundlePlace } from './seal-persons.ts';

export interface FetchParts {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly askNumbers: AskNumbers;
  /** Key of the numbers and names that are kept with a bundle. */
  readonly bundleKey: KeyObject;
}

/** A bundle of 500 records of the largest size would be an answer of 130 MB: bundles are also cut by bytes. */
const maxBundleBytes = 4 * 1024 * 1024;

/** The persons of a bundle are asked for before it is made; when others fetch at that moment, other records may be next. */
const maxAttempts = 5;

type Bundle = Pick<DeliveryPointRow, 'bundle_rows' | 'remaining' | 'sealed_persons'>;
type Attempt = Bundle | 'NUMBER_TOO_LOW' | { readonly missing: readonly string[] };

/**
 * The fetch protocol, message book section 6. A higher number than the last drops the former bundle and makes the next;
 * the same number gives the former bundle again, whatever maxAantal; a lower one is refused. The row of the delivery point
 * is locked for the length of it, so two fetchers at once get one bundle, or two that follow each other.
 *
 * A bundle is a list of row numbers, because rows can be committed in another order than their numbers: a record that
 * commits late simply goes into a later bundle. The answer can get lost and the process can die at any place: before the
 * commit nothing happened, after it the same number gives the same bundle.
 *
 * Records 14 and 15 name persons by register id. A bundle is made only when the vault has told the numbers of everybody in
 * it, and what it told is kept with the bundle, sealed: so the vault being away changes nothing here, and the same number
 * gives the same bundle whatever the vault says by then. The vault is asked outside the transaction.
 */
export async function fetchFeedback(
  asked: VerzoekTerugkoppelingen,
  parts: FetchParts,
): Promise<BundelTerugkoppelingen | 'NUMBER_TOO_LOW'> {
  const known = new Map<string, PersonAtHandOver>();
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const bundle = await parts.database.transaction((tx) => nextBundle(tx, asked, known, parts));
    if (bundle === 'NUMBER_TOO_LOW') return bundle;
    if (!('missing' in bundle)) return answer(asked, bundle, parts);
    for (const [id, person] of await parts.askNumbers(bundle.missing)) known.set(id, person);
  }
  throw unavailable(1, { detail: 'Anderen haalden tegelijk op. Probeer het opnieuw met hetzelfde volgnummer.' });
}

async function nextBundle(
  tx: Transaction,
  asked: VerzoekTerugkoppelingen,
  known: KnownPersons,
  { clock, bundleKey }: FetchParts,
): Promise<Attempt> {
  const { board, deliveryPoint, request } = placeOf(asked);
  const former = await lockDeliveryPoint(tx, board, deliveryPoint);
  if (former.last_request === request) return former;
  if (former.last_request !== null && request < former.last_request) return 'NUMBER_TOO_LOW';

  const chosen = await chooseBundle(tx, board, deliveryPoint, { records: asked.maxAantal, bytes: maxBundleBytes });
  const ids = new Set(chosen.flatMap((row) => row.persons));
  const missing = [...ids].filter((id) => !known.has(id));
  if (missing.length > 0) return { missing };

  const rows = chosen.map(({ number }) => number);
  const persons = new Map([...known].filter(([id]) => ids.has(id)));
  const sealedPersons = persons.size === 0 ? null : sealPersons(persons, placeOf(asked), bundleKey);
  const handedOutAt = clock.now().toISOString();
  const remaining = await takeBundle(tx, { board, deliveryPoint, request, rows, handedOutAt, sealedPersons });
  return { bundle_rows: rows, remaining, sealed_persons: sealedPersons };
}

async function answer(
  asked: VerzoekTerugkoppelingen,
  { bundle_rows: rows, remaining, sealed_persons: sealed }: Bundle,
  { database, askNumbers, bundleKey }: FetchParts,
): Promise<BundelTerugkoppelingen> {
  const records = rows.length === 0 ? [] : await readFeedback(database, rows);
  const kept = sealed === null ? undefined : openPersons(sealed, placeOf(asked), bundleKey);
  // Sealed with a former key: better numbers as of today than a bundle that can never be handed out again.
  const persons = kept ?? (await askNumbers([...new Set(records.flatMap(personsToFillIn))]));
  const berichten = records.map((record) => handOver(record, persons));
  return { volgnummerVerzoek: asked.volgnummerVerzoek, berichten, restant: remaining };
}

function placeOf(asked: VerzoekTerugkoppelingen): BundlePlace {
  return {
    board: asked.bevoegdGezagNummer,
    deliveryPoint: asked.aanleverpuntnummer,
    request: asked.volgnummerVerzoek,
  };
}
