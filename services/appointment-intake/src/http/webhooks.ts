import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { TargetFault } from '../../../_platform/src/webhooks/target-fault.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import { registerWebhook } from '../intake/register-webhook.ts';
import { findMandates, type MandateKey } from '../sql/find-mandates.ts';
import { findWebhook } from '../sql/find-webhook.ts';
import { lockWebhook } from '../sql/lock-webhook.ts';
import { patterns } from './patterns.ts';
import { shownAnswer, shownWebhook } from './shown-webhook.ts';
import { callerOin, suppliers } from './supplier.ts';

interface Call {
  Params: { bevoegdGezagNummer: string; aanleverpuntnummer: string };
  Body: { url: string };
}

const params = {
  type: 'object',
  required: ['bevoegdGezagNummer', 'aanleverpuntnummer'],
  properties: {
    bevoegdGezagNummer: { type: 'string', pattern: patterns.board },
    aanleverpuntnummer: { type: 'string', pattern: patterns.deliveryPoint },
  },
};
const body = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: { url: { type: 'string', minLength: 1, maxLength: 2000 } },
};
const path = '/v1/webhooks/:bevoegdGezagNummer/:aanleverpuntnummer';
const config = { access: suppliers };

const faultTexts: Readonly<Record<TargetFault, string>> = {
  NOT_A_URL: 'De url is geen geldig adres.',
  NOT_HTTPS: 'De url begint niet met https.',
  HAS_CREDENTIALS: 'De url bevat een gebruikersnaam of wachtwoord.',
  HAS_FRAGMENT: 'De url bevat een deel achter #.',
  NOT_PUBLIC: 'De url wijst niet naar een openbaar adres.',
};

/**
 * The webhook of a supplier for a delivery point: says that feedback waits and how much, never what. Everything within
 * the caller's mandates; another supplier with a mandate for the same point has a webhook of his own.
 */
export function registerWebhooks(app: FastifyInstance, { database, desk }: { database: Database; desk: WebhookDesk }) {
  const keyOf = async (request: FastifyRequest<Call>): Promise<MandateKey> => {
    const { bevoegdGezagNummer, aanleverpuntnummer } = request.params;
    const key = { oin: callerOin(request), board: bevoegdGezagNummer, delivery_point: aanleverpuntnummer };
    if ((await findMandates(database, [key])).length > 0) return key;
    throw platformProblem('geen-toegang', { detail: 'Er is geen machtiging voor dit bestuur en aanleverpunt.' });
  };
  const idOf = async (request: FastifyRequest<Call>): Promise<string> => {
    const id = await findWebhook(database, await keyOf(request));
    if (id === undefined) throw noWebhook();
    return id;
  };

  app.put<Call>(path, { config, schema: { params, body } }, async (request, reply) => {
    const key = await keyOf(request);
    const fault = desk.targetFault(request.body.url);
    if (fault !== undefined) {
      const fouten = [{ veld: '/url', regel: fault }];
      throw platformProblem('ongeldig-verzoek', { detail: faultTexts[fault], extra: { deel: 'inhoud', fouten } });
    }
    const { secret } = await registerWebhook(database, desk, key, request.body.url);
    reply.code(secret === undefined ? 200 : 201).header('cache-control', 'no-store');
    return { ...(await show(await idOf(request))), ...(secret === undefined ? {} : { geheim: secret }) };
  });

  app.get<Call>(path, { config, schema: { params } }, async (request) => show(await idOf(request)));

  app.delete<Call>(path, { config, schema: { params } }, async (request, reply) => {
    const key = await keyOf(request);
    await database.transaction(async (tx) => {
      const id = await lockWebhook(tx, key);
      if (id === undefined) throw noWebhook();
      await desk.unsubscribe(tx, id);
    });
    return reply.code(204).send();
  });

  app.post<Call>(`${path}/geheimen`, { config, schema: { params } }, async (request, reply) => {
    const rotated = await desk.rotate(database, await idOf(request));
    if (rotated === undefined) throw noWebhook();
    reply.code(201).header('cache-control', 'no-store');
    return { geheim: rotated.secret, vorigGeheimGeldigTot: rotated.formerUntil };
  });

  app.post<Call>(`${path}/proefaanroepen`, { config, schema: { params } }, async (request) => {
    const { bevoegdGezagNummer, aanleverpuntnummer } = request.params;
    const id = await idOf(request);
    const sentAt = new Date();
    const messageId = newId();
    const ping = {
      type: 'ping',
      timestamp: sentAt.toISOString(),
      data: { bevoegdGezagNummer, aanleverpuntnummer },
    };
    const answer = await desk.tryOut(id, { id: messageId, body: JSON.stringify(ping) });
    if (answer === undefined) throw noWebhook();
    return shownAnswer({
      message_id: messageId,
      attempt: 1,
      sent_at: sentAt.toISOString(),
      outcome: answer.outcome,
      status: answer.status ?? null,
      duration_ms: answer.durationMs,
      excerpt: answer.excerpt,
    });
  });

  async function show(id: string): Promise<object> {
    const shown = await desk.show(database, id);
    if (shown === undefined) throw noWebhook();
    return shownWebhook(shown);
  }
}

function noWebhook(): Error {
  return platformProblem('niet-gevonden', { detail: 'Dit aanleverpunt heeft geen webhook.' });
}
