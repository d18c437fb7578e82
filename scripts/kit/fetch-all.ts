import { setTimeout as delay } from 'node:timers/promises';
import type { Fields, Sender } from '../generator/records.ts';
import { CallFailed } from '../demonstration/clients.ts';
import type { IntakeConnection } from './intake-connection.ts';
import { bundlesOf } from './journal.ts';

const PAUSE_MS = 200;

/**
 * Fetches what waits for every sender, with rising numbers, until each stock is empty and `isEnough` says so, or the time
 * is over. The last bundle of each is empty, so all of it is acknowledged.
 *
 * @param number the first number; gives back the next one
 * @throws CallFailed when the intake refuses, also because the number is too low
 */
export async function fetchAll(
  intake: IntakeConnection,
  senders: readonly Sender[],
  o: { number: number; withinMs: number; isEnough: (fetched: readonly Fields[]) => boolean },
): Promise<number> {
  const deadline = Date.now() + o.withinMs;
  let { number } = o;
  for (;;) {
    for (const sender of senders) {
      for (let isEmpty = false; !isEmpty; number += 1) isEmpty = (await fetchBundle(intake, sender, number)) === 0;
    }
    if (o.isEnough(fetchedBy(intake)) || Date.now() > deadline) return number;
    await delay(PAUSE_MS);
  }
}

async function fetchBundle(intake: IntakeConnection, sender: Sender, volgnummerVerzoek: number): Promise<number> {
  const path = '/v1/terugkoppelingen/ophalen';
  const { status = 0, antwoord } = await intake.call(sender.supplierOin, 'POST', path, {
    bevoegdGezagNummer: sender.board,
    aanleverpuntnummer: sender.deliveryPoint,
    volgnummerVerzoek,
    maxAantal: 500,
  });
  if (status !== 200) throw new CallFailed('POST', intake.url + path, status, antwoord);
  return (antwoord as { berichten: unknown[] }).berichten.length;
}

/** All records that were fetched over this connection so far. */
export function fetchedBy(intake: IntakeConnection): Fields[] {
  return bundlesOf({ exchanges: intake.exchanges, showsFetching: true }).flatMap(({ records }) => records);
}
