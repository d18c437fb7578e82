const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1] as const;

/**
 * The test of a burgerservicenummer: nine digits, (9a+8b+7c+6d+5e+4f+3g+2h−i) mod 11 = 0, and not all zeros
 * (message book, section 2).
 */
export function isCitizenNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false;
  const sum = WEIGHTS.reduce<number>((total, weight, at) => total + weight * Number(text[at]), 0);
  return sum % 11 === 0;
}
