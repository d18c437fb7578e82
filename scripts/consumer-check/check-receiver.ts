import { checks, type CheckOptions } from './checks.ts';
import { receiverUnderTest, type Patience, type ReceiverUnderTest } from './receiver-under-test.ts';

export interface CheckedPoint {
  readonly id: string;
  readonly titel: string;
  readonly uitkomst: 'GOED' | 'FOUT' | 'NIET_GETOETST';
  readonly bevinding?: string;
  readonly herstel?: string;
}

export interface CheckReport {
  readonly url: string;
  readonly goed: number;
  readonly fout: number;
  readonly nietGetoetst: number;
  /** Whether the receiver could be asked what it counted. */
  readonly geteld: boolean;
  readonly langzaamsteAntwoordMs: number;
  /** Events that were taken only when they were sent again. */
  readonly pasNaHerhaling: number;
  readonly toetsen: readonly CheckedPoint[];
}

/**
 * Sends events of nobody to a receiver, right ones and wrong ones, and tells of each point whether it does what a
 * consumer must. When it does not even take a good one, the rest says nothing and is left out.
 */
export async function checkReceiver(
  o: { readonly url: URL; readonly secret: string; readonly countUrl?: URL | undefined },
  { slowMs, ...patience }: CheckOptions & Patience = { slowMs: 5_000, retryAfterMs: 500, countWithinMs: 5_000 },
): Promise<CheckReport> {
  const receiver = receiverUnderTest({ ...o, countUrl: o.countUrl, patience });
  const before = await receiver.count();
  const points: CheckedPoint[] = [];
  for (const check of checks) {
    const { id, titel, herstel } = check;
    if (points[0]?.uitkomst === 'FOUT') {
      points.push({ id, titel, uitkomst: 'NIET_GETOETST' });
      continue;
    }
    const bevinding = await check.run(receiver, { slowMs });
    points.push(
      bevinding === undefined ? { id, titel, uitkomst: 'GOED' } : { id, titel, uitkomst: 'FOUT', bevinding, herstel },
    );
  }
  const of = (uitkomst: CheckedPoint['uitkomst']): number => points.filter((one) => one.uitkomst === uitkomst).length;
  if (points[0]?.uitkomst === 'GOED') points.push(await checkTotal(receiver, before));
  return {
    url: o.url.href,
    goed: of('GOED'),
    fout: of('FOUT'),
    nietGetoetst: of('NIET_GETOETST'),
    geteld: before !== undefined,
    langzaamsteAntwoordMs: receiver.slowestMs,
    pasNaHerhaling: receiver.retried,
    toetsen: points,
  };
}

/** What was answered with 2xx was taken: all of it, and each once, also when some of it is worked on later. */
async function checkTotal(receiver: ReceiverUnderTest, before: number | undefined): Promise<CheckedPoint> {
  const id = 'ALLES_GETELD';
  const titel = 'Heeft elke gebeurtenis die hij aannam verwerkt, en elke eenmaal';
  if (before === undefined) return { id, titel, uitkomst: 'NIET_GETOETST' };
  const expected = receiver.taken.size;
  const added = ((await receiver.countUntil(before + expected)) ?? before) - before;
  if (added === expected) return { id, titel, uitkomst: 'GOED' };
  return {
    id,
    titel,
    uitkomst: 'FOUT',
    bevinding: `hij nam er ${String(expected)} aan en telde er ${String(added)}`,
    herstel: 'Antwoord pas met 2xx als de gebeurtenis is bewaard; wat daarna misgaat, bezorgen wij niet opnieuw.',
  };
}
