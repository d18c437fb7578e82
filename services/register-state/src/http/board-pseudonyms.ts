import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface BoardPseudonyms {
  /** The UUID under which this board, and no other, knows the person. */
  of(registerId: string, board: string): string;
  /** Something that a board can hand back but not read: where its list goes on, which names a register id. */
  sealCursor(board: string, content: unknown): string;
  /** Undefined when it was not given to this board, or is no cursor at all. */
  openCursor(board: string, cursor: string): unknown;
}

/** @param key 32 bytes in hex; another key is another pseudonym for everybody */
export function createBoardPseudonyms(key: string): BoardPseudonyms {
  const secret = Buffer.from(key, 'hex');
  const cursorKey = createHmac('sha256', secret).update('cursor').digest();
  return {
    of(registerId, board) {
      const digest = createHmac('sha256', secret).update(`persoon ${board} ${registerId}`).digest().subarray(0, 16);
      // Layout of a UUID version 8 (RFC 9562): free bits of our own making.
      digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
      digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
      const hex = digest.toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    },
    sealCursor(board, content) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cursorKey, nonce).setAAD(Buffer.from(board));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    openCursor(board, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', cursorKey, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(board))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const text =
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
        return JSON.parse(text) as unknown;
      } catch {
        return undefined;
      }
    },
  };
}
