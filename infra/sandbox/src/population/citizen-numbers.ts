/** Synthetic numbers begin with 99: the real register gives out none of those. Six digits and a last one follow. */
const FIRST = 99;
const MIDDLES = 1_000_000;

/** The eleven-test: (9a+8b+7c+6d+5e+4f+3g+2h−i) mod 11 = 0; 000000000 is nobody's. */
export function isCitizenNumber(text: string): boolean {
  return (
    /^[0-9]{9}$/.test(text) && text !== '000000000' && lastDigit(Number(text.slice(0, 8))) === Number(text.charAt(8))
  );
}

export function isSynthetic(citizenNumber: string): boolean {
  return citizenNumber.startsWith(String(FIRST)) && isCitizenNumber(citizenNumber);
}

/** The numbers from place `from` on (counted from 0, rising), at most `count`; fewer at the end of the population. */
export function syntheticNumbers(from: number, count: number): string[] {
  const middles = valid();
  return Array.from(middles.subarray(from, from + count), complete);
}

export function populationSize(): number {
  return valid().length;
}

let validMiddles: Uint32Array | undefined;

/** Per six digits in the middle there is one last digit that fits, unless that would have to be 10: one in eleven. */
function valid(): Uint32Array {
  if (validMiddles === undefined) {
    const found = new Uint32Array(MIDDLES);
    let length = 0;
    for (let middle = 0; middle < MIDDLES; middle++) {
      if (lastDigit(firstEight(middle)) !== 10) found[length++] = middle;
    }
    validMiddles = found.slice(0, length);
  }
  return validMiddles;
}

function firstEight(middle: number): number {
  return FIRST * MIDDLES + middle;
}

function complete(middle: number): string {
  const eight = firstEight(middle);
  return `${eight}${lastDigit(eight)}`;
}

/** What the ninth digit must be after these eight; 10 = there is none. */
function lastDigit(firstEightDigits: number): number {
  let rest = firstEightDigits;
  let sum = 0;
  for (let weight = 2; weight <= 9; weight++) {
    const digit = rest % 10;
    sum += weight * digit;
    rest = (rest - digit) / 10;
  }
  return sum % 11;
}
