/**
 * Whether a text holds a valid burgerservicenummer: nine digits that stand by themselves, also as people write them
 * (1234.56.789 or 123 456 789). It would be stored and published otherwise.
 */
export function tellsCitizenNumber(text: string): boolean {
  const candidates = text.matchAll(
    /(?<![0-9])(?:[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3})(?![0-9])/g,
  );
  return [...candidates].some(([written]) => passesElevenTest(written.replaceAll(/[^0-9]/g, '')));
}

/** Message book, section 2. */
function passesElevenTest(number: string): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number.charAt(index)), 0);
  return sum % 11 === 0 && Number(number) !== 0;
}
