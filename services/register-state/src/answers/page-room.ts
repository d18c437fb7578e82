/**
 * Bytes of JSON that a page over HTTP holds; what stands around its items comes on top. The OpenAPI document of the
 * register names it (2 MB).
 */
export const MOST_PAGE_BYTES = 2 * 1024 * 1024;

/** What there is room for in a page that is being filled. */
export interface PageRoom {
  /**
   * Takes the next item in, when there is room for it. The first always fits: an item of more than a page stands alone.
   *
   * @param json the item as it goes out
   */
  takes(json: string): boolean;
}

export function createPageRoom(mostBytes = MOST_PAGE_BYTES): PageRoom {
  let bytes = 0;
  return {
    takes: (json) => {
      const size = Buffer.byteLength(json);
      if (bytes > 0 && bytes + size > mostBytes) return false;
      bytes += size;
      return true;
    },
  };
}
