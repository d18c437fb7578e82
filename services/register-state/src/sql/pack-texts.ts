/** JSON texts of many rows behind one another, to be cut apart again in SQL by start (from 1) and length in bytes. */
export interface PackedTexts {
  readonly bytes: Buffer;
  /** Per row the place of its text; null when it has none. */
  readonly places: readonly ({ readonly start: number; readonly length: number } | null)[];
}

/**
 * Large texts go to the server as one run of bytes beside the JSON parameter: inside it every quote of theirs would be
 * escaped by us and unescaped by the server, and the text parsed once more. Of the server's time for 20,000 rows of
 * 1.4 kB this takes a third away.
 */
export function packTexts(texts: readonly (Buffer | null)[]): PackedTexts {
  let start = 1;
  const places = texts.map((text) => {
    if (text === null) return null;
    const place = { start, length: text.length };
    start += text.length;
    return place;
  });
  return { bytes: Buffer.concat(texts.filter((text) => text !== null)), places };
}
