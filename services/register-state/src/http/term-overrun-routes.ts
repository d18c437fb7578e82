import type { FastifyInstance } from 'fastify';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { addMonths } from '../domain/calendar.ts';
import { teachingOf } from '../domain/teaching.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { selectTermOverruns } from '../sql/select-term-overruns.ts';
import type { OverrunPlace, TermOverrun } from '../sql/select-term-overruns.ts';
import { BOARD_DAY, checkReferenceDay } from './board-day.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const ENTRIES_PER_PAGE = 100;
const UUID = new RegExp(REGISTRATION_PARAMS.properties.registratieId.pattern);

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    peildatum: BOARD_DAY.properties.peildatum,
    bevoegdGezagNummer: BOARD_DAY.properties.bevoegdGezagNummer,
    cursor: { type: 'string', maxLength: 1_000, pattern: '^[A-Za-z0-9_-]+$' },
  },
} as const;

interface OverrunView {
  readonly registratieId: string;
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly benoemingsgrondslag: string;
  readonly onderwijs: Onderwijs;
  readonly uiterlijkeDatum: string;
  readonly status: 'TERMIJN_VERSTREKEN' | 'BEEINDIGD';
  /** First day on which it stood so. */
  readonly sinds: string;
  /** Records 17 that the board was sent of this entry, up to the day that was asked for. */
  readonly herinneringen: readonly { readonly soort: 'NADERT' | 'VERSTREKEN'; readonly datum: string }[];
}

/**
 * GET /v1/termijnoverschrijdingen: for the inspectorate, anteroom entries over their term on a day, and those that their
 * term ended in the year before it (register's law, section 5). A day in the past is answered from the steps that were
 * recorded: what came later changes nothing of it, but what was destroyed is gone.
 */
export function registerTermOverrunRoutes(
  app: FastifyInstance,
  o: { readonly database: Database; readonly outbox: Outbox; readonly clock: Clock },
): void {
  app.get<{ Querystring: { peildatum?: string; bevoegdGezagNummer?: string; cursor?: string } }>(
    '/v1/termijnoverschrijdingen',
    { config: seenBy('termijnoverschrijdingen'), schema: { querystring: QUERY } },
    async (request) => {
      const { peildatum, bevoegdGezagNummer, cursor } = request.query;
      const day = dayAsked(peildatum, o.clock.today());
      const page = await selectTermOverruns(o.database, {
        day,
        endedSince: addMonths(day, -12),
        board: bevoegdGezagNummer ?? null,
        after: cursor === undefined ? null : placeFrom(cursor),
        limit: ENTRIES_PER_PAGE,
      });
      await confirmRead(o, request, {
        activity: 'TERMIJNOVERSCHRIJDINGEN_INZIEN',
        persons: page.rows.map(({ registerId }) => registerId),
      });
      const last = page.rows.at(-1);
      return {
        overschrijdingen: page.rows.map((row) => overrunView(row, day)),
        ...(page.hasMore && last !== undefined ? { cursor: cursorAfter(last) } : {}),
      };
    },
  );
}

function dayAsked(day: string | undefined, today: string): string {
  if (day === undefined) return today;
  checkReferenceDay(day);
  if (day > today) throw platformProblem('ongeldig-verzoek', { detail: 'De peildatum ligt in de toekomst.' });
  return day;
}

function overrunView({ steps, ...place }: TermOverrun, day: string): OverrunView {
  const known = steps.filter((step) => step.day <= day);
  const stood = known.findLast(({ until }) => until === undefined || until >= day);
  if (stood === undefined) throw new Error('an entry of the page did not stand on the day');
  return {
    registratieId: place.registerId,
    bevoegdGezagNummer: place.board,
    benoemingvolgnummer: place.number,
    benoemingsgrondslag: place.ground,
    onderwijs: teachingOf(place.teaching),
    uiterlijkeDatum: stood.latestDay,
    status: stood.kind === 'BEEINDIGD' ? 'BEEINDIGD' : 'TERMIJN_VERSTREKEN',
    sinds: stood.day,
    herinneringen: known.flatMap(({ kind, day: datum, isTold }) =>
      isTold === true && kind !== 'BEEINDIGD' ? [{ soort: kind, datum }] : [],
    ),
  };
}

function cursorAfter({ board, registerId, number, ground, teaching }: OverrunPlace): string {
  return Buffer.from(JSON.stringify([board, registerId, number, ground, teaching])).toString('base64url');
}

function placeFrom(cursor: string): OverrunPlace {
  const [board, registerId, number, ground, teaching] = textsFrom(cursor);
  const isWhole = board !== undefined && number !== undefined && ground !== undefined && teaching !== undefined;
  if (isWhole && registerId !== undefined && UUID.test(registerId)) {
    return { board, registerId, number, ground, teaching };
  }
  throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
}

function textsFrom(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    // PostgreSQL has no text with a null character.
    const isText = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');
    return Array.isArray(parts) && parts.every(isText) ? parts : [];
  } catch {
    return [];
  }
}
