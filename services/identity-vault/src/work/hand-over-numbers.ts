import { SealError } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { findPersonsWithFormerNumber } from '../sql/find-persons-with-former-number.ts';
import type { PersonWithFormerNumber } from '../sql/find-persons-with-former-number.ts';
import type { VaultParts } from './vault-parts.ts';

export type HandedOver =
  | {
      readonly registratieId: RegisterId;
      readonly burgerservicenummer: string;
      /** The number before that one, when it ever changed. */
      readonly vorigBurgerservicenummer?: string;
      readonly geslachtsnaam?: string;
      readonly voorvoegsel?: string;
      readonly voornamen?: string;
    }
  | { readonly registratieId: RegisterId; readonly onbekend: true };

/**
 * Number and name behind register ids, for what intake hands over to a board (records 14 and 15). Names come from the
 * BRP, of others from what accepted records told; of somebody who asked for secrecy none are given. The processing-log
 * lines are committed before the answer.
 *
 * Somebody whose row does not open is unknown, and the log tells of it: he must not hold up what everybody else of a
 * board is told. When of several none opens it is the key that is wrong, and the call fails.
 *
 * @returns one per id, in the order asked
 */
export async function handOverNumbers(
  parts: VaultParts,
  registerIds: readonly RegisterId[],
  onBehalfOf: string,
): Promise<HandedOver[]> {
  const asked = [...new Set(registerIds)];
  if (asked.length === 0) return [];
  const rows = await findPersonsWithFormerNumber(parts.database, asked);
  const at = parts.clock.now();
  const persons = readable(parts, rows);
  const lines = asked.map((subject) =>
    processingRecord({ activity: 'NUMMER_UITGEVEN', at, onBehalfOf, subject, domain: 'register' }),
  );
  parts.outbox.committed(await parts.database.transaction((tx) => parts.outbox.add(tx, lines)));
  return registerIds.map((registratieId) => persons.get(registratieId) ?? { registratieId, onbekend: true });
}

/** @throws SealError when of several rows none opens */
function readable(parts: VaultParts, rows: readonly PersonWithFormerNumber[]): Map<RegisterId, HandedOver> {
  const persons = new Map<RegisterId, HandedOver>();
  let broken: SealError | undefined;
  for (const row of rows) {
    try {
      persons.set(row.asked, handedOver(parts, row));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      broken = error;
    }
  }
  if (broken === undefined) return persons;
  if (rows.length > 1 && persons.size === 0) throw broken;
  parts.log.warn('PERSONS_UNREADABLE', { count: rows.length - persons.size });
  return persons;
}

function handedOver({ seals }: VaultParts, row: PersonWithFormerNumber): HandedOver {
  const { asked, person, former } = row;
  const { lookup, citizenNumber, brp, told } = person;
  const facts = brp && seals.openBrp(lookup, brp);
  const outside = facts === undefined && told !== undefined ? seals.openTold(lookup, told).nietIngezetene : undefined;
  const name = facts?.geheim === true ? undefined : (facts ?? outside);
  return {
    registratieId: asked,
    burgerservicenummer: seals.openNumber(lookup, citizenNumber),
    ...(former && { vorigBurgerservicenummer: seals.openNumber(former.lookup, former.citizenNumber) }),
    ...(name && {
      geslachtsnaam: name.geslachtsnaam,
      ...(name.voorvoegsel !== undefined && { voorvoegsel: name.voorvoegsel }),
      voornamen: name.voornamen,
    }),
  };
}
