import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { installGzipCodec } from '../../src/messaging/kafkajs/gzip-codec.ts';
import { kafkajs } from '../../src/messaging/kafkajs/kafkajs.ts';

interface Codec {
  compress(encoder: { buffer: Buffer }): Promise<Buffer>;
  decompress(packed: Buffer): Promise<Buffer>;
}

describe('the gzip codec', () => {
  installGzipCodec();
  const codec = (kafkajs.CompressionCodecs[kafkajs.CompressionTypes.GZIP] as () => Codec)();

  it('unpacks what it packed', async () => {
    const buffer = Buffer.from('records');
    expect(await codec.decompress(await codec.compress({ buffer }))).toEqual(buffer);
  });

  it('refuses what unpacks to more than a fetch can hold', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
    await expect(codec.decompress(bomb)).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
  });
});
