import { isPensionReached, isSamePerson } from './judge-person.ts';
import type { PersonJudgement, PersonSignal } from './judge-person.ts';
import { earliestDay } from './partial-date.ts';
import type { PersonFacts, ToldFacts } from './person-facts.ts';
import type { StatePensionAge } from './state-pension.ts';

/** The new person of record 3. */
export interface NewPerson extends ToldFacts {
  readonly burgerservicenummer: string;
}

/** What the vault knows behind one of the two numbers. */
export interface KeyHolder {
  /** At least one record of this person was accepted. */
  readonly known: boolean;
  readonly facts: PersonFacts;
}

const NEW_NUMBER = '/nieuwePersoon/burgerservicenummer';

/** The new number is taken: its person is known, or it is promised to somebody else. */
export const NUMBER_TAKEN: PersonSignal = { code: '793', veld: NEW_NUMBER };

/**
 * Stage PERSOON of record 3 (message book, section 4), for the old and the new person:
 *
 * - old: 843; 752 when birth date or sex do not fit; 793 when they are in the BRP, which then decides about number, birth
 *   date and sex; outside it 752 also when the vault does not know them. 753 is not judged: somebody who is not known gets
 *   752;
 * - new: 843; 752 when birth date or sex do not fit the BRP; 753 when outside the BRP and without the block; 793 when
 *   known already, also when it is the old person's own number; 771.
 *
 * Whether somebody is known says that some board delivered him. So it is told only where the answer turns on it: of the
 * old person not when the BRP has him, and of the new one not when the record is refused for the old one.
 */
export function judgeKeyChange(
  change: { readonly old: ToldFacts; readonly next: NewPerson },
  holders: { readonly old: KeyHolder; readonly next: KeyHolder },
  receiptDay: string,
  pensionAges: readonly StatePensionAge[],
): PersonJudgement {
  const ofOld = judgeOld(change.old, holders.old, receiptDay);
  const next = ofOld.length === 0 ? holders.next : asStranger(holders.next);
  const signals = [...ofOld, ...judgeNext(change.next, next, receiptDay)];
  return {
    signals,
    rejected: signals.some(({ code }) => code !== '771'),
    pensionReached: isPensionReached(change.old, holders.old.facts, receiptDay, pensionAges),
  };
}

/** As if no board had delivered him: what the BRP has of him is all there is. */
function asStranger({ facts: { brp } }: KeyHolder): KeyHolder {
  return { known: false, facts: brp === undefined ? {} : { brp } };
}

function judgeOld(person: ToldFacts, { known, facts }: KeyHolder, receiptDay: string): PersonSignal[] {
  const signals: PersonSignal[] = [];
  const reference = facts.brp ?? facts.told;
  const mayBe = known || facts.brp !== undefined;
  const fits = mayBe && (reference === undefined || isSamePerson(person, reference));
  if (isInFuture(person, receiptDay)) signals.push({ code: '843', veld: '/persoon/geboortedatum' });
  else if (!fits) signals.push({ code: '752', veld: '/persoon/geboortedatum' });
  if (facts.brp !== undefined) {
    signals.push({ code: '793', veld: '/persoon/burgerservicenummer' });
    if (person.nietIngezetene !== undefined) signals.push({ code: '771', veld: '/persoon/nietIngezetene' });
  }
  return signals;
}

function judgeNext(person: NewPerson, { known, facts }: KeyHolder, receiptDay: string): PersonSignal[] {
  const signals: PersonSignal[] = [];
  const reference = facts.brp ?? facts.told;
  if (isInFuture(person, receiptDay)) signals.push({ code: '843', veld: '/nieuwePersoon/geboortedatum' });
  // Of a known number nothing is told but that it is known.
  else if (!known && reference !== undefined && !isSamePerson(person, reference)) {
    signals.push({ code: '752', veld: '/nieuwePersoon/geboortedatum' });
  }
  if (!known && facts.brp === undefined && person.nietIngezetene === undefined) {
    signals.push({ code: '753', veld: NEW_NUMBER });
  }
  if (known) signals.push(NUMBER_TAKEN);
  else if (facts.brp !== undefined && person.nietIngezetene !== undefined) {
    signals.push({ code: '771', veld: '/nieuwePersoon/nietIngezetene' });
  }
  return signals;
}

function isInFuture({ geboortedatum }: ToldFacts, receiptDay: string): boolean {
  return earliestDay(geboortedatum) > receiptDay;
}
