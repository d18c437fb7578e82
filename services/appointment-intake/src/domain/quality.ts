/** A count of the month: GELEVERD, AFGEKEURD, SIGNAAL with its code, HERSTELD with the days it took. */
export interface QualityCount {
  readonly oin: string;
  readonly kind: 'GELEVERD' | 'AFGEKEURD' | 'SIGNAAL' | 'HERSTELD';
  readonly detail: string;
  readonly count: number;
}

/** Figures of one supplier in one month; shares are of what was delivered, 0 to 1. */
export interface Quality {
  readonly geleverd: number;
  readonly afgekeurd: number;
  /** Absent when nothing was delivered. */
  readonly aandeelAfgekeurd?: number;
  readonly mediaanAandeelAfgekeurd?: number;
  /** By code. */
  readonly signalen: readonly {
    readonly code: string;
    readonly aantal: number;
    readonly aandeel?: number;
    readonly mediaanAandeel?: number;
  }[];
  readonly herstel: {
    readonly aantal: number;
    /** Absent when nothing was repaired. */
    readonly mediaanDagen?: number;
    readonly p90Dagen?: number;
    /** Of the medians of suppliers that repaired something. */
    readonly mediaanLeveranciers?: number;
  };
}

/** Of fewer suppliers a median would tell about one of them. */
export const fewestSuppliers = 5;

interface Figures {
  delivered: number;
  rejected: number;
  readonly signals: Map<string, number>;
  /** Repairs by days. */
  readonly repairs: Map<number, number>;
}

/**
 * The figures of a supplier beside the medians over all suppliers that delivered in the month, himself among them. A
 * median is left out when fewer than five suppliers are behind it; only shares and days are compared, because an amount
 * would tell who is large.
 */
export function qualityOf(oin: string, counts: readonly QualityCount[]): Quality {
  const suppliers = gather(counts);
  const own = suppliers.get(oin) ?? emptyFigures();
  const delivering = [...suppliers.values()].filter(({ delivered }) => delivered > 0);
  const shareOver = (part: (figures: Figures) => number): number | undefined =>
    medianOf(delivering.map((figures) => part(figures) / figures.delivered));
  const repairing = [...suppliers.values()].flatMap(({ repairs }) => quantile(repairs, 0.5) ?? []);
  const share = (count: number): number | undefined => (own.delivered > 0 ? rounded(count / own.delivered) : undefined);

  return {
    geleverd: own.delivered,
    afgekeurd: own.rejected,
    ...optional('aandeelAfgekeurd', share(own.rejected)),
    ...optional(
      'mediaanAandeelAfgekeurd',
      shareOver(({ rejected }) => rejected),
    ),
    signalen: [...own.signals].sort(byCode).map(([code, aantal]) => ({
      code,
      aantal,
      ...optional('aandeel', share(aantal)),
      ...optional(
        'mediaanAandeel',
        shareOver(({ signals }) => signals.get(code) ?? 0),
      ),
    })),
    herstel: {
      aantal: [...own.repairs.values()].reduce((sum, count) => sum + count, 0),
      ...optional('mediaanDagen', quantile(own.repairs, 0.5)),
      ...optional('p90Dagen', quantile(own.repairs, 0.9)),
      ...optional('mediaanLeveranciers', medianOf(repairing)),
    },
  };
}

function gather(counts: readonly QualityCount[]): Map<string, Figures> {
  const suppliers = new Map<string, Figures>();
  for (const { oin, kind, detail, count } of counts) {
    const figures = suppliers.get(oin) ?? emptyFigures();
    suppliers.set(oin, figures);
    switch (kind) {
      case 'GELEVERD':
        figures.delivered += count;
        break;
      case 'AFGEKEURD':
        figures.rejected += count;
        break;
      case 'SIGNAAL':
        figures.signals.set(detail, (figures.signals.get(detail) ?? 0) + count);
        break;
      case 'HERSTELD':
        figures.repairs.set(Number(detail), (figures.repairs.get(Number(detail)) ?? 0) + count);
    }
  }
  return suppliers;
}

function emptyFigures(): Figures {
  return { delivered: 0, rejected: 0, signals: new Map(), repairs: new Map() };
}

/** Nearest rank: the fewest days within which this part of the repairs was done. */
function quantile(repairs: ReadonlyMap<number, number>, part: number): number | undefined {
  const total = [...repairs.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [days, count] of [...repairs].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= part * total) return days;
  }
  return undefined;
}

function medianOf(values: readonly number[]): number | undefined {
  if (values.length < fewestSuppliers) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return rounded(sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function byCode([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}
