import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database, Queryable, Transaction } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { TargetFault } from '../../../_platform/src/webhooks/target-fault.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import { readerOf } from '../lookups/reader.ts';
import { beginReplay } from '../sql/begin-replay.ts';
import { insertSubscription } from '../sql/insert-subscription.ts';
import { lockConsumer } from '../sql/lock-consumer.ts';
import { lockOwnSubscription } from '../sql/lock-own-subscription.ts';
import { selectFeedEnd } from '../sql/select-feed-end.ts';
import { selectSubscriptions, type SubscriptionRow } from '../sql/select-subscriptions.ts';
import { EVENT_TYPE, eventNamesFrom, POSITION, refuseUnknownPosition } from './feed-query.ts';
import { NO_QUERY, REGISTRATION_PARAMS } from './registration-routes.ts';
import { deliveryView, subscriptionView } from './subscription-view.ts';
import { seenBy } from './who-sees-what.ts';

const MOST_SUBSCRIPTIONS = 10;

interface Call {
  Params: { id: string };
}

const params = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: REGISTRATION_PARAMS.properties.registratieId },
} as const;
const NEW_SUBSCRIPTION = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: { type: 'string', minLength: 1, maxLength: 2000 },
    types: { type: 'array', items: EVENT_TYPE, minItems: 1, maxItems: 100 },
    na: POSITION,
  },
} as const;
const NEW_REPLAY = {
  type: 'object',
  additionalProperties: false,
  required: ['vanaf'],
  properties: { vanaf: POSITION, tot: POSITION },
} as const;
const path = '/v1/abonnementen';

const FAULTS: Readonly<Record<TargetFault, string>> = {
  NOT_A_URL: 'De url is geen geldig adres.',
  NOT_HTTPS: 'De url begint niet met https.',
  HAS_CREDENTIALS: 'De url bevat een gebruikersnaam of wachtwoord.',
  HAS_FRAGMENT: 'De url bevat een deel achter #.',
  NOT_PUBLIC: 'De url wijst niet naar een openbaar adres.',
};

/**
 * Webhooks of a consumer: each event of the feed from a position on, filtered by kind and by nothing else. A subscription
 * is known by its id and belongs to the `afnemerId` of the token that made it; to others it does not exist.
 */
export function registerSubscriptionRoutes(
  app: FastifyInstance,
  o: { readonly database: Database; readonly desk: WebhookDesk; readonly wake: () => void },
): void {
  const { database, desk } = o;
  const schema = { params, querystring: NO_QUERY };

  /** Runs while the subscription is locked. @throws 404 */
  const withOwn = <T>(request: FastifyRequest<Call>, work: (tx: Transaction, own: SubscriptionRow) => Promise<T>) =>
    database.transaction(async (tx) => {
      const own = await lockOwnSubscription(tx, consumerOf(request), request.params.id);
      if (own === undefined) throw noSubscription();
      return work(tx, own);
    });
  const show = async (db: Queryable, request: FastifyRequest, id: string): Promise<object> => {
    const [own] = await selectSubscriptions(db, consumerOf(request), id);
    const shown = own && (await desk.show(db, id));
    if (own === undefined || shown === undefined) throw noSubscription();
    return subscriptionView(own, shown.subscription);
  };

  app.post<{ Body: { url: string; types?: string[]; na?: string } }>(
    path,
    { config: seenBy('abonnementMaken'), schema: { querystring: NO_QUERY, body: NEW_SUBSCRIPTION } },
    async (request, reply) => {
      const { url, types, na } = request.body;
      const fault = desk.targetFault(url);
      if (fault !== undefined) {
        const fouten = [{ veld: '/url', regel: fault }];
        throw platformProblem('ongeldig-verzoek', { detail: FAULTS[fault], extra: { deel: 'inhoud', fouten } });
      }
      const names = types === undefined ? null : eventNamesFrom(types, '/types');
      const consumerId = consumerOf(request);
      const { id, secret } = await database.transaction(async (tx) => {
        const { last_position: last } = await selectFeedEnd(tx, 0);
        refuseUnknownPosition(Number(na ?? last), last, '/na');
        await lockConsumer(tx, consumerId);
        if ((await selectSubscriptions(tx, consumerId)).length >= MOST_SUBSCRIPTIONS) throw tooMany();
        const made = await desk.subscribe(tx, url);
        await insertSubscription(tx, { id: made.id, consumerId, types: names, position: Number(na ?? last) });
        return made;
      });
      o.wake();
      reply.code(201).header('location', `${path}/${id}`).header('cache-control', 'no-store');
      return { ...(await show(database, request, id)), geheim: secret };
    },
  );

  app.get(path, { config: seenBy('abonnementen'), schema: { querystring: NO_QUERY } }, async (request) => {
    const own = await selectSubscriptions(database, consumerOf(request));
    const shown = await Promise.all(own.map(({ id }) => desk.show(database, id)));
    return {
      abonnementen: own.flatMap((one, index) => {
        const webhook = shown[index]?.subscription;
        return webhook === undefined ? [] : [subscriptionView(one, webhook)];
      }),
    };
  });

  app.get<Call>(`${path}/:id`, { config: seenBy('abonnement'), schema }, async (request) =>
    show(database, request, request.params.id),
  );

  app.delete<Call>(`${path}/:id`, { config: seenBy('abonnementOpheffen'), schema }, async (request, reply) => {
    await withOwn(request, (tx, { id }) => desk.unsubscribe(tx, id));
    return reply.code(204).send();
  });

  app.get<Call>(`${path}/:id/afleveringen`, { config: seenBy('afleveringen'), schema }, async (request) => {
    const { id } = request.params;
    await show(database, request, id);
    return { afleveringen: (await desk.answers(database, id)).map(deliveryView) };
  });

  app.post<Call>(`${path}/:id/geheimen`, { config: seenBy('abonnementGeheim'), schema }, async (request, reply) => {
    const rotated = await withOwn(request, (tx, { id }) => desk.rotate(tx, id));
    if (rotated === undefined) throw noSubscription();
    reply.code(201).header('cache-control', 'no-store');
    return { geheim: rotated.secret, vorigGeheimGeldigTot: rotated.formerUntil };
  });

  app.post<Call>(`${path}/:id/hervattingen`, { config: seenBy('abonnementHervatten'), schema }, async (request) => {
    await withOwn(request, async (tx, { id }) => {
      if (!(await desk.resume(tx, id))) throw notStopped();
    });
    o.wake();
    return show(database, request, request.params.id);
  });

  app.post<Call & { Body: { vanaf: string; tot?: string } }>(
    `${path}/:id/herhalingen`,
    { config: seenBy('abonnementHerhalen'), schema: { ...schema, body: NEW_REPLAY } },
    async (request, reply) => {
      const { vanaf, tot } = request.body;
      await withOwn(request, async (tx, own) => {
        const [from, until] = [Number(vanaf), Number(tot ?? own.position)];
        refuseReplay({ from, until, own });
        if ((await desk.show(tx, own.id))?.subscription.reason === 'GONE') throw ended();
        await beginReplay(tx, own.id, from, until);
      });
      o.wake();
      reply.code(202);
      return show(database, request, request.params.id);
    },
  );
}

function consumerOf({ caller }: Pick<FastifyRequest, 'caller'>): string {
  return readerOf(caller).organisation ?? '';
}

function refuseReplay({ from, until, own }: { from: number; until: number; own: SubscriptionRow }): void {
  const wrong = (veld: string, detail: string) =>
    platformProblem('ongeldig-verzoek', { detail, extra: { fouten: [{ veld, regel: 'POSITIE_ONBEKEND' }] } });
  const { position } = own;
  if (from < 1 || from > position) {
    throw wrong('/vanaf', `Kies een positie van 1 tot en met ${String(position)}: wat daarna komt, is nog onderweg.`);
  }
  if (until < from || until > position) {
    throw wrong('/tot', `Kies een positie van ${String(from)} tot en met ${String(position)}.`);
  }
  if (own.replay_from !== null) {
    throw platformProblem('conflict', { detail: 'Er loopt al een herhaling. Wacht tot die klaar is.' });
  }
}

function noSubscription(): Error {
  return platformProblem('niet-gevonden', { detail: 'Dit abonnement is er niet.' });
}

function tooMany(): Error {
  return platformProblem('conflict', {
    detail: `Een afnemer heeft hoogstens ${String(MOST_SUBSCRIPTIONS)} abonnementen. Hef er eerst een op.`,
  });
}

function notStopped(): Error {
  return platformProblem('conflict', {
    detail:
      'Hervatten kan alleen een abonnement dat is stilgelegd. Een beëindigd abonnement begint u opnieuw, met `na` de positie tot ' +
      'waar u alles hebt verwerkt: wat nog klaarstond, is vervallen.',
  });
}

function ended(): Error {
  return platformProblem('conflict', {
    detail: 'Dit abonnement is beëindigd: de ontvanger antwoordde met 410. Maak een nieuw abonnement.',
  });
}
