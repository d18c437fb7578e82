import type { GroundRow } from '../../../schemas/code-lists/rows.ts';
import { appointment, fullGround, temporaryGround } from '../../demonstration/records.ts';
import type { Fields } from '../../generator/records.ts';
import type { Scenario } from '../plan-types.ts';
import type { ScenarioBook, ScenarioMaker } from '../scenario-book.ts';
import { groundAt, registered } from './expectations.ts';
import { oneScenario, type Scene } from './one-scenario.ts';

const PLACES = { L: 'LERARENREGISTER', V: 'VOORPORTAAL', X: 'GEEN' } as const;
/** Length of each former link of a chain. */
const LINK_DAYS = 20;

/** One scenario for each ground of the code list, in each sector it exists for. */
export const everyGround: ScenarioMaker = (book) =>
  book.lists.grounds
    .filter((row) => row.geldigVan <= book.today && (row.geldigTot === undefined || row.geldigTot >= book.today))
    .flatMap((row) => oneGround(book, row));

function oneGround(book: ScenarioBook, row: GroundRow): Scenario[] {
  const chain = chainOf(row, book.lists.grounds);
  const place = {
    L: 'krijgt een plek in het register',
    V: 'staat in het voorportaal; het onderwijs is verplicht',
    X: 'geeft geen plek (melding 613)',
  }[row.bestemming];
  const before =
    chain.length > 1 ? ` Het is een verlenging: ${chain.slice(0, -1).join(', ')} gaat er zonder gat aan vooraf.` : '';
  return oneScenario(
    book,
    {
      id: `grondslag-${row.sector.toLowerCase()}-${row.code}`,
      titel: `Grondslag ${row.code} (${row.sector}): ${row.omschrijving}`,
      uitleg: `Deze grondslag ${place}.${before}`,
      sector: row.sector,
    },
    (scene) => {
      const notices = row.bestemming === 'X' ? ([`613@${groundAt(0)}`] as const) : [];
      return [
        scene.deliver(
          `Lever een benoeming aan op grondslag ${row.code}.`,
          bodyOf(scene, row, chain),
          registered(
            chain.map((code) => [code, PLACES[row.bestemming]]),
            notices,
          ),
          notices,
        ),
      ];
    },
  );
}

/** Base ground first. */
function chainOf(row: GroundRow, grounds: readonly GroundRow[]): string[] {
  const former = grounds.find(({ code, sector }) => code === row.verlengt && sector === row.sector);
  return former === undefined ? [row.code] : [...chainOf(former, grounds), row.code];
}

function bodyOf({ seat, person, day }: Scene, row: GroundRow, chain: readonly string[]): Fields {
  const base = row.bestemming === 'V' ? temporaryGround(seat) : fullGround(seat);
  const begin = beginOf(row, day, chain.length);
  const perioden = chain.map((benoemingsgrondslag, index) => ({
    datumBegin: day(begin + index * LINK_DAYS),
    ...(index < chain.length - 1 && { datumEind: day(begin + (index + 1) * LINK_DAYS - 1) }),
    grondslagen: [{ ...base, benoemingsgrondslag }],
  }));
  return { ...appointment(seat, person, day(begin), []), perioden };
}

/**
 * Days from today. The term of one school year nears its end for half of every year, and would then give notice 608: such
 * a ground begins with the next school year, which no day of delivery is near the end of.
 */
function beginOf(row: GroundRow, day: Scene['day'], links: number): number {
  if (row.maxEenheid !== 'SCHOOLJAAR' || row.maxDuur !== 1) return -LINK_DAYS * links;
  const today = day(0);
  const thisYear = `${today.slice(0, 4)}-08-01`;
  const next = today < thisYear ? thisYear : `${Number(today.slice(0, 4)) + 1}-08-01`;
  return Math.round((Date.parse(next) - Date.parse(today)) / 86_400_000);
}
