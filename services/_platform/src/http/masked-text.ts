/** What operators see of a text that they may not read: that it was there, and how long it is. */
export function maskedText(text: string): string {
  return `(tekst van ${text.length})`;
}
