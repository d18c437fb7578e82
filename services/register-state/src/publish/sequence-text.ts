/** `sequence` of a CloudEvent and `volgnummer` of a state: ten digits, so that their order as text is that of the numbers. */
export function sequenceText(sequence: number): string {
  return String(sequence).padStart(10, '0');
}
