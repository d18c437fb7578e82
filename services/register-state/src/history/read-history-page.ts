import type { Database } from '../../../_platform/src/database/database.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { registerId } from '../domain/ids.ts';
import { newPerson } from '../domain/person.ts';
import type { Person } from '../domain/person.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import type { NamedVersion } from '../lists/named-lists.ts';
import { selectHistoryRows } from '../sql/select-history-rows.ts';
import type { HistoryRow } from '../sql/select-history-rows.ts';
import { eventsOfDestroyedEntries } from './events-of-destroyed-entries.ts';
import type { Moment, PersonHistory } from './fold-person.ts';
import { readHistories } from './read-histories.ts';

export interface HistoryLine extends HistoryRow {
  /** Versions of the code lists it was judged with. */
  readonly lists: readonly NamedVersion[];
}

export interface HistoryPage {
  /** As he stands now. */
  readonly person: Person;
  readonly partition: number;
  readonly lines: readonly HistoryLine[];
  readonly hasMore: boolean;
}

/**
 * A page of what a person went through, oldest first: every command about him, refused ones too, and every day turn that
 * touched him. Which turns those are is folded; what is told of them is what was logged and published at the time, but
 * nothing of an anteroom entry that is destroyed: its events keep id, type and number, with data {}.
 *
 * @param o.after application number after which the page begins
 */
export async function readHistoryPage(
  database: Pick<Database, 'readSnapshot'>,
  lists: Pick<JudgingLists, 'named'>,
  registratieId: string,
  o: { readonly after: number; readonly limit: number },
): Promise<HistoryPage> {
  const id = registerId(registratieId);
  return database.readSnapshot(async (db) => {
    const person = (await loadPersons(db, [id])).get(id);
    const history = person.status.kind === 'VERNIETIGD' ? undefined : (await readHistories(db, lists, [id])).get(id);
    if (history === undefined) return { person, partition: 0, lines: [], hasMore: false };
    const { partition, versionsOf } = history;
    const numbers = telling(history).filter((number) => number > o.after);
    const rows = await selectHistoryRows(db, partition, numbers.slice(0, o.limit), id);
    const gone = eventsOfDestroyedEntries(history);
    const lines = rows.map((row) => ({
      ...row,
      events: row.events.map((event) => (gone.has(event.sequence) ? { ...event, data: {} } : event)),
      lists: versionsOf(row.listVersion),
    }));
    return { person, partition, lines, hasMore: numbers.length > o.limit };
  });
}

/** Application numbers of what there is to tell of: a turn that came for nothing is left out. */
function telling({ id, moments }: PersonHistory): number[] {
  return moments
    .filter((moment, index) => {
      const before = moments[index - 1]?.judgement.person ?? newPerson(id);
      return moment.of === 'person' || isTouching(moment, before);
    })
    .map(({ applicationNumber }) => applicationNumber);
}

function isTouching({ judgement: { person, answer } }: Moment, before: Person): boolean {
  return person !== before || answer !== null;
}
