/** What the vault says of a portfolio (lrr.portfoliotoegang.v1). */
export type AccessState = 'OPEN' | 'GESLOTEN' | 'GEWIST';

/** What the teacher sees. NIET_BESCHIKBAAR: no board has delivered this person yet. */
export type PortfolioState = 'NIET_BESCHIKBAAR' | 'TE_ACTIVEREN' | 'ACTIEF' | 'GESLOTEN' | 'GEWIST';

export function portfolioState(access: AccessState | undefined, isActivated: boolean): PortfolioState {
  switch (access) {
    case undefined:
      return 'NIET_BESCHIKBAAR';
    case 'OPEN':
      return isActivated ? 'ACTIEF' : 'TE_ACTIVEREN';
    case 'GESLOTEN':
    case 'GEWIST':
      return access;
  }
}
