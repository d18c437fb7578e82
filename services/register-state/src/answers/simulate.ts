import type {
  OpdrachtVerzoekRegistratieoverzicht,
  RegistratieoverzichtPaginaIntern,
} from '../../../../schemas/message-book/v1/generated.ts';
import { describeFailure } from '../../../_platform/src/consumer/describe-failure.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import type { PersonCommand } from '../apply/logged-command.ts';
import { COMMAND_CONSUMER } from '../command-handler.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import { confirmLookups } from '../lookups/confirm-read.ts';
import type { ReadParts } from '../lookups/confirm-read.ts';
import { checkOverviewRequest } from '../messages/overview-request-message.ts';
import { readPersonCommand } from '../messages/read-command.ts';
import { eventContent } from '../publish/compose-records.ts';
import { feedbackBody } from '../publish/feedback-record.ts';
import { selectLogEnds } from '../sql/select-log-ends.ts';
import { overviewLookup, overviewPages } from './answer-overview.ts';
import { judgeApart } from './judge-apart.ts';
import { toldToBoard } from './told-to-board.ts';

/** What would become of one command. */
export type SimulatedOutcome =
  | {
      readonly terugkoppeling: { readonly berichtsoort: string; readonly inhoud: object };
      readonly gebeurtenissen: readonly { readonly type: string; readonly data: object }[];
    }
  /** Reason why it would be parked. */
  | { readonly fout: string };

type Reading =
  | { readonly kind: 'person'; readonly command: PersonCommand }
  | { readonly kind: 'overview'; readonly wire: OpdrachtVerzoekRegistratieoverzicht }
  | { readonly kind: 'unreadable'; readonly fout: string };

export interface SimulationParts extends ReadParts {
  readonly database: Database;
  readonly lists: Pick<JudgingLists, 'newest'>;
  readonly partitions: number;
}

/**
 * What deliveries would do: the law of the real thing on the state of this moment, each command by itself. All of it is
 * read in one read-only transaction, so that nothing can be written and all outcomes rest on the same state. An overview is
 * a look at everybody it shows, tried or not: that it took place is written before it leaves, as it is of a real one.
 */
export async function simulate(
  values: readonly Readonly<Record<string, unknown>>[],
  parts: SimulationParts,
  traceparent?: string,
): Promise<SimulatedOutcome[]> {
  const { database, lists, partitions } = parts;
  const readings = values.map(read);
  const shown: { readonly board: string; readonly page: RegistratieoverzichtPaginaIntern }[] = [];
  const tried = await database.readSnapshot(async (db) => {
    const newest = await lists.newest(db);
    const commands = readings.flatMap((reading) => (reading.kind === 'person' ? [reading.command] : []));
    const judgeOne = await judgeApart(db, commands, newest);
    const ends = await selectLogEnds(db, COMMAND_CONSUMER);
    const outcomes: SimulatedOutcome[] = [];
    for (const reading of readings) {
      switch (reading.kind) {
        case 'person': {
          const end = ends.get(partitionOf(Buffer.from(reading.command.registerId), partitions));
          const judgeNow = (): SimulatedOutcome =>
            outcomeOf(reading.command, judgeOne(reading.command, end ?? { recordedAt: null, day: null }));
          outcomes.push(orFault(judgeNow));
          break;
        }
        case 'overview': {
          const [page] = await overviewPages(db, reading.wire, newest);
          if (page !== undefined) shown.push({ board: reading.wire.bron.bevoegdGezagNummer, page });
          outcomes.push(overviewOutcome(page));
          break;
        }
        case 'unreadable':
          outcomes.push({ fout: reading.fout });
      }
    }
    return outcomes;
  });
  // One per board, however many overviews it tries in one request: 500 of them would be lines by the ten thousand.
  const perBoard = [...Map.groupBy(shown, ({ board }) => board)];
  const lookups = perBoard.map(([board, own]) => {
    const pages = own.map(({ page }) => page);
    return { ...overviewLookup(board, pages), traceparent };
  });
  await confirmLookups(parts, lookups);
  return tried;
}

/** A command that comes in a request has no record around it: no bytes to keep, no place in a topic. */
function read(value: Readonly<Record<string, unknown>>): Reading {
  try {
    if (value['soort'] === 'VERZOEK_REGISTRATIEOVERZICHT')
      return { kind: 'overview', wire: checkOverviewRequest(value) };
    const { registerId, wire, command } = readPersonCommand(value);
    const nothing = Buffer.alloc(0);
    return { kind: 'person', command: { registerId, wire, command, text: nothing, contentHash: nothing } };
  } catch (error) {
    return { kind: 'unreadable', fout: faultOf(error) };
  }
}

function outcomeOf(
  { wire }: PersonCommand,
  { answer, events }: ReturnType<Awaited<ReturnType<typeof judgeApart>>>,
): SimulatedOutcome {
  const feedback = answer?.terugkoppeling;
  // Only what a board delivers is answered, and only that is simulated.
  if (feedback === undefined || !('bevoegdGezagNummer' in wire.bron)) return { fout: 'KIND_UNKNOWN' };
  const [inhoud = {}] = Object.values(feedbackBody({ wire }, feedback));
  return {
    terugkoppeling: { berichtsoort: feedback.berichtsoort, inhoud },
    gebeurtenissen: toldToBoard(events, wire.bron.bevoegdGezagNummer).map((event) => eventContent({ wire }, event)),
  };
}

function overviewOutcome(inhoud: object = {}): SimulatedOutcome {
  return { terugkoppeling: { berichtsoort: 'TERUGKOPPELING_REGISTRATIEOVERZICHT', inhoud }, gebeurtenissen: [] };
}

function orFault(judgeNow: () => SimulatedOutcome): SimulatedOutcome {
  try {
    return judgeNow();
  } catch (error) {
    return { fout: faultOf(error) };
  }
}

function faultOf(error: unknown): string {
  return describeFailure(COMMAND_CONSUMER, error).reason;
}
