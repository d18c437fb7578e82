import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { kafkajs } from './kafkajs.ts';

/** A fetch is a few MB; what unpacks to more than this is no batch of ours but a bomb. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Replaces the codec of kafkajs, which unpacks without a limit. The registry is global to the library. */
export function installGzipCodec(): void {
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.GZIP] = () => ({
    compress: (encoder: { buffer: Buffer }) => pack(encoder.buffer),
    decompress: (packed: Buffer) => unpack(packed, { maxOutputLength: MAX_UNPACKED_BYTES }),
  });
}
