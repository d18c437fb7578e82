/**
 * The numbers of persons in the message book (section 2). Both tests weigh the first eight digits 9 to 2; they differ in
 * what the ninth must be. No number passes both.
 */

/** (9a+8b+7c+6d+5e+4f+3g+2h−i) mod 11 = 0, and not all zeros. */
export function isBurgerservicenummer(nineDigits: string): boolean {
  return nineDigits !== '000000000' && (weightedSum(nineDigits) - lastDigit(nineDigits)) % 11 === 0;
}

/** (9a+…+2h) mod 11 = i+5. */
export function isOnderwijsnummer(nineDigits: string): boolean {
  return weightedSum(nineDigits) % 11 === lastDigit(nineDigits) + 5;
}

/**
 * Whether a text holds a valid burgerservicenummer: nine digits that stand by themselves, also as people write them
 * (1234.56.789 or 123 456 789). It would be stored and published otherwise, so free text with one is refused.
 */
export function tellsCitizenNumber(text: string): boolean {
  const candidates = text.matchAll(
    /(?<![0-9])(?:[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3})(?![0-9])/g,
  );
  return [...candidates].some(([written]) => isBurgerservicenummer(written.replaceAll(/[^0-9]/g, '')));
}

function weightedSum(nineDigits: string): number {
  let sum = 0;
  for (let place = 0; place < 8; place += 1) sum += (9 - place) * (nineDigits.charCodeAt(place) - 48);
  return sum;
}

function lastDigit(nineDigits: string): number {
  return nineDigits.charCodeAt(8) - 48;
}
