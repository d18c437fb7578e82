import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import { entryKeyText } from '../domain/anteroom-entry.ts';
import { teachingKey } from '../domain/teaching.ts';
import type { PersonHistory } from './fold-person.ts';

/** As apply/event-data.ts writes it of an entry. */
interface EntryData {
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly benoemingsgrondslag: string;
  readonly onderwijs: Onderwijs;
  readonly na?: { readonly benoemingsgrondslag?: string };
}

/**
 * Sequence numbers of the events about anteroom entries that are destroyed: of those a history tells that they were, and
 * nothing else. One that is opened again under the same key after that is another.
 */
export function eventsOfDestroyedEntries({ moments }: Pick<PersonHistory, 'moments'>): ReadonlySet<number> {
  const lives = new Map<string, number[]>();
  const destroyed = new Set<number>();
  for (const { sequence, type, data } of moments.flatMap(({ judgement }) => judgement.events)) {
    if (!type.startsWith('voorportaal-')) continue;
    const { na, ...entry } = data as unknown as EntryData;
    const key = textOf(entry);
    const life = [...(lives.get(key) ?? []), sequence];
    lives.delete(key);
    if (type === 'voorportaal-vernietigd') for (const one of life) destroyed.add(one);
    // An entry that is extended may go on under another base ground.
    else lives.set(textOf({ ...entry, ...na }), life);
  }
  return destroyed;
}

function textOf({ bevoegdGezagNummer, benoemingvolgnummer, benoemingsgrondslag, onderwijs }: EntryData): string {
  return entryKeyText({
    board: bevoegdGezagNummer,
    number: benoemingvolgnummer,
    ground: benoemingsgrondslag,
    teaching: teachingKey(onderwijs),
  });
}
