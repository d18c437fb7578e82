/**
 * L1: what it costs on this machine to take in the same requests and do nothing with them. Fastify, JSON.parse, Ajv on
 * every record; answers 202. Listens on a free port of loopback and writes its
 * address as its first line.
 */
import Fastify from 'fastify';
import { shapeCheck } from '../../schemas/message-book/v1/validators.ts';

const checkKop = shapeCheck('kop');
const checkBody = shapeCheck('benoeming');
const app = Fastify({ bodyLimit: 4 * 1024 * 1024 });

app.post<{ Body: { leveringId: string; berichten: { kop?: unknown; benoeming?: unknown }[] } }>(
  '/v1/leveringen',
  async ({ body }, reply) => {
    let faults = 0;
    for (const { kop, benoeming } of body.berichten) faults += checkKop(kop).length + checkBody(benoeming).length;
    await reply.code(202).send({ leveringId: body.leveringId, faults });
  },
);

console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => void app.close());
