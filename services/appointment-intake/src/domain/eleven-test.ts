/** Both tests weigh the first eight digits 9 to 2; they differ in what the ninth must be. No number passes both. */

/** (9a+8b+7c+6d+5e+4f+3g+2h−i) mod 11 = 0, and not all zeros. */
export function isBurgerservicenummer(nineDigits: string): boolean {
  return nineDigits !== '000000000' && (weightedSum(nineDigits) - lastDigit(nineDigits)) % 11 === 0;
}

/** (9a+…+2h) mod 11 = i+5. */
export function isOnderwijsnummer(nineDigits: string): boolean {
  return weightedSum(nineDigits) % 11 === lastDigit(nineDigits) + 5;
}

function weightedSum(nineDigits: string): number {
  let sum = 0;
  for (let place = 0; place < 8; place += 1) sum += (9 - place) * (nineDigits.charCodeAt(place) - 48);
  return sum;
}

function lastDigit(nineDigits: string): number {
  return nineDigits.charCodeAt(8) - 48;
}
