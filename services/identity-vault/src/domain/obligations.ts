export type PortfolioState = 'GEEN' | 'OPEN' | 'GESLOTEN' | 'GEWIST';

/** What the vault has told other domains about a person so far, and what it could tell now. */
export interface Standing {
  /** At least one record of this person was accepted by the register. */
  readonly known: boolean;
  readonly deceased: boolean;
  readonly deathTold: boolean;
  readonly pensionDay?: string;
  /** The register may believe that the state pension age is not reached: it was told so at a delivery. */
  readonly pensionOwed: boolean;
  readonly pensionTold: boolean;
  readonly portfolio: PortfolioState;
}

export interface Obligations {
  readonly death: boolean;
  readonly pension: boolean;
  readonly portfolio?: 'OPEN' | 'GESLOTEN';
}

const NOTHING: Obligations = { death: false, pension: false };

/**
 * What the vault owes the register and the portfolio. One rule serves every occasion (first accepted record, BRP
 * mutation, new day), so that an occasion that comes late, early or twice still ends in each thing being told once.
 *
 * Somebody who is not known yet is owed nothing: it falls due with the first accepted record. Death is for good: a
 * portfolio that was closed stays closed, also when the BRP takes the death back.
 */
export function owed(standing: Standing, today: string): Obligations {
  if (!standing.known) return NOTHING;
  const death = standing.deceased && !standing.deathTold;
  const pension = !standing.deceased && standing.pensionOwed && !standing.pensionTold && isReached(standing, today);
  const portfolio = portfolioOwed(standing);
  return { death, pension, ...(portfolio && { portfolio }) };
}

function isReached({ pensionDay }: Standing, today: string): boolean {
  return pensionDay !== undefined && pensionDay <= today;
}

function portfolioOwed({ portfolio, deceased }: Standing): 'OPEN' | 'GESLOTEN' | undefined {
  switch (portfolio) {
    case 'GEEN':
      return deceased ? 'GESLOTEN' : 'OPEN';
    case 'OPEN':
      return deceased ? 'GESLOTEN' : undefined;
    case 'GESLOTEN':
    case 'GEWIST':
      return undefined;
  }
}
