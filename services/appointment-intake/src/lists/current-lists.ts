import { hash } from 'node:crypto';
import { codeListNames, type CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import type { Row } from '../../../../schemas/code-lists/read-list.ts';
import type { RunningClock } from '../../../_platform/src/clock/clock.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { judgementLists, type JudgementLists, type ListRows } from '../domain/judgement-lists.ts';
import { areCommandsWaiting } from '../sql/are-commands-waiting.ts';
import { findListHeads, type ListHead } from '../sql/find-list-heads.ts';
import { findToldListVersions } from '../sql/find-told-list-versions.ts';
import { readListRows } from '../sql/read-list-rows.ts';
import { activateDueVersions, type ActivationParts } from './activate-versions.ts';

/** One list as it is judged with now. */
export interface CurrentList {
  readonly version: number;
  /** D. */
  readonly effectiveFrom: string;
  readonly rows: readonly Row[];
  /** Follows from its versions, active and planned. */
  readonly tag: string;
  readonly planned: readonly { readonly version: number; readonly effectiveFrom: string }[];
}

/** All lists of one moment; replaced as a whole, never changed. */
export interface CurrentLists {
  /** Follows from all versions, active and planned. */
  readonly tag: string;
  readonly lists: ReadonlyMap<CodeListName, CurrentList>;
  readonly judgement: JudgementLists;
}

export interface ListWatch {
  /** Take it once per request: what is judged together is judged with one version. */
  current(): CurrentLists;
  /** Looks at once instead of at the next second. Never throws: the next look mends it. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 1_000;
/** While commands are on their way to Kafka, which takes milliseconds. */
const lookAgainMs = 30;

/**
 * Keeps the code lists of this process those of the database: looks every second and at every new day, makes versions
 * active whose day has come, and swaps the lists in memory in one assignment.
 *
 * A version that the register is told about is judged with only when Kafka has acknowledged the telling in every
 * partition. So no command that was judged with a new ground gets to a register that does not know it yet; and while
 * Kafka is away, the former version holds on.
 */
export async function watchLists(
  parts: ActivationParts & { readonly clock: RunningClock; readonly log: Logger },
): Promise<ListWatch> {
  const { database, clock, log } = parts;
  let held = await loadLists(undefined, await headsAtStart());

  /** Another process may have died between making a version active and telling the register. */
  async function headsAtStart(): Promise<ListHead[]> {
    const planned = (await findListHeads(database)).filter((head) => !head.is_active);
    return [...(await findToldListVersions(database)), ...planned];
  }

  async function loadLists(former: CurrentLists | undefined, heads: readonly ListHead[]): Promise<CurrentLists> {
    const lists = new Map<CodeListName, CurrentList>();
    for (const name of codeListNames) {
      const head = heads.find((version) => version.name === name && version.is_active);
      if (head === undefined) throw new Error(`There is no version of the code list ${name}`);
      const known = former?.lists.get(name);
      const rows = known?.version === head.version ? known.rows : await rowsOf(head);
      const ofList = heads.filter((version) => version.name === name);
      const planned = ofList
        .filter((version) => !version.is_active)
        .map((version) => ({ version: version.version, effectiveFrom: version.effective_from }));
      lists.set(name, {
        version: head.version,
        effectiveFrom: head.effective_from,
        rows,
        tag: listsTag(ofList),
        planned,
      });
    }
    return { tag: listsTag(heads), lists, judgement: judgementLists(listRows(lists)) };
  }

  async function rowsOf({ name, version }: ListHead): Promise<readonly Row[]> {
    const found = await readListRows(database, name, version);
    if (found === undefined) throw new Error(`Version ${version} of the code list ${name} has gone`);
    return found.rows;
  }

  /** @returns whether a version waits for Kafka */
  async function lookOnce(): Promise<boolean> {
    let heads = await findListHeads(database);
    const today = clock.today();
    if (heads.some((head) => !head.is_active && head.effective_from <= today)) {
      const count = await activateDueVersions(parts);
      log.info('LIST_VERSIONS_ACTIVATED', { count, day: today });
      heads = await findListHeads(database);
    }
    if (listsTag(heads) === held.tag) return false;
    const told = heads
      .filter((head) => head.is_active && held.lists.get(head.name as CodeListName)?.version !== head.version)
      .flatMap((head) => head.command_ids);
    if (told.length > 0 && (await areCommandsWaiting(database, told))) return true;
    held = await loadLists(held, heads);
    for (const { name, version } of heads.filter((head) => head.is_active)) {
      log.debug('LIST_VERSION_IN_USE', { name, number: version });
    }
    return false;
  }

  let running: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;
  let againMs = lookAgainMs;
  const look = (): Promise<void> => {
    running = running.then(async () => {
      clearTimeout(again);
      try {
        if (await lookOnce()) {
          again = setTimeout(() => void look(), againMs).unref();
          againMs = Math.min(2 * againMs, lookEveryMs);
        } else {
          againMs = lookAgainMs;
        }
      } catch (error) {
        log.warn('LISTS_NOT_LOOKED_AT', { error });
      }
    });
    return running;
  };
  await look();
  let isDue = true;
  const timer = setInterval(() => {
    // A look that hangs on a slow database is not followed by a queue of others.
    if (!isDue) return;
    isDue = false;
    void look().then(() => (isDue = true));
  }, lookEveryMs);
  timer.unref();
  const forgetDays = clock.onNewDay(() => void look());

  return {
    current: () => held,
    look,
    stop: async () => {
      clearInterval(timer);
      forgetDays();
      await running;
      clearTimeout(again);
    },
  };
}

/**
 * Whether a list stands as this process still shows it, but for planned versions whose day has come meanwhile. Between
 * that and Kafka's word the database is ahead of what anybody can have seen; nobody's change is lost by it.
 */
export function hasOnlyMovedOn(shown: CurrentList, heads: readonly ListHead[]): boolean {
  const [active, ...planned] = heads.map(({ version }) => version);
  const seen = [shown.version, ...shown.planned.map(({ version }) => version)];
  const place = active === undefined ? -1 : seen.indexOf(active);
  return place >= 0 && seen.slice(place + 1).join() === planned.join();
}

/** Follows from the versions that count now or later: any change of them gives another tag. */
export function listsTag(heads: readonly ListHead[]): string {
  const versions = heads.map(({ name, version, is_active: isActive }) => `${name} ${version} ${isActive}`);
  return hash('sha256', versions.join('\n'), 'base64url').slice(0, 27);
}

function listRows(lists: ReadonlyMap<CodeListName, CurrentList>): ListRows {
  const rows = (name: CodeListName): readonly unknown[] => lists.get(name)?.rows ?? [];
  return {
    grounds: rows('benoemingsgrondslagen'),
    subjects: rows('vakken'),
    activities: rows('onderwijsactiviteiten'),
    vocationalFields: rows('mbo_vakgebieden'),
    institutions: rows('instellingen'),
  } as ListRows;
}
