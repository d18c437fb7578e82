import { createSecretKey } from 'node:crypto';
import openapi from '../../../schemas/openapi/appointment-intake.json' with { type: 'json' };
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { certificates, hexKey, optional, url } from '../../_platform/src/config/settings.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { serviceTokensFrom } from '../../_platform/src/http/tokens-from-config.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { startParts, type ServiceParts } from '../../_platform/src/service/start-parts.ts';
import { createWebhookDesk, type WebhookDesk } from '../../_platform/src/webhooks/webhook-desk.ts';
import { createWebhookSender } from '../../_platform/src/webhooks/webhook-sender.ts';
import { registerBoardPhases } from './http/board-phases.ts';
import { registerFetchFeedback } from './http/fetch-feedback.ts';
import { registerGetCodeListVersions } from './http/get-code-list-versions.ts';
import { registerGetCodeLists } from './http/get-code-lists.ts';
import { registerGetDelivery } from './http/get-delivery.ts';
import { registerGetDocumentation } from './http/get-documentation.ts';
import { registerGetFeedback } from './http/get-feedback.ts';
import { registerGetCases } from './http/get-cases.ts';
import { registerGetQuality } from './http/get-quality.ts';
import { registerGetReceipt } from './http/get-receipt.ts';
import { registerGetSignals } from './http/get-signals.ts';
import { registerGetUnanswered } from './http/get-unanswered.ts';
import { registerMandates } from './http/mandates.ts';
import { registerPostDelivery } from './http/post-delivery.ts';
import { registerPutCodeList } from './http/put-code-list.ts';
import { registerPostSimulation } from './http/post-simulation.ts';
import { registerWebhooks } from './http/webhooks.ts';
import { createAskNumbers } from './intake/ask-numbers.ts';
import { createAskRegister } from './intake/ask-register.ts';
import { createAskVault, createFindRegisterIds } from './intake/ask-vault.ts';
import { createFindCorrections } from './intake/find-corrections.ts';
import { keepQuality } from './intake/keep-quality.ts';
import { createLookUp } from './intake/look-up.ts';
import { shareVaultCalls } from './intake/share-vault-calls.ts';
import { createRecordStore } from './intake/store-records.ts';
import { watchWaiting } from './intake/tell-waiting.ts';
import { watchUnanswered } from './intake/watch-unanswered.ts';
import { watchLists } from './lists/current-lists.ts';
import { storeFirstVersions } from './lists/store-first-versions.ts';
import { recordKinds } from './messages/record-kinds.ts';
import { takeFeedback } from './messages/take-feedback.ts';

export const settings = {
  ...platformSettings,
  VAULT_URL: url(),
  /** Asked by simulations only. */
  REGISTER_URL: url(),
  /** Key of the content hashes. A new one makes every resend of a known message look like another content. */
  INTAKE_CONTENT_KEY: hexKey(32),
  /** Key of the numbers and names that are kept with the bundle of feedback that was handed out last. */
  INTAKE_BUNDLE_KEY: hexKey(32),
  /** Key of the secrets of webhooks. With another one none of them can be signed for: all have to be rotated. */
  INTAKE_WEBHOOK_KEY: hexKey(32),
  /** Certificates of authorities (PEM) that receivers of webhooks may have theirs from, besides the well-known ones. */
  INTAKE_WEBHOOK_AUTHORITIES: optional(certificates()),
} as const;

/** Longest wait for the vault, which may ask the BRP in turn; well below the time a supplier waits for us. */
const vaultTimeoutMs = 10_000;
/** Longest wait for the register, which judges 500 records of a simulation one by one. */
const registerTimeoutMs = 20_000;

export function startIntake(context: ServiceContext<typeof settings>): Promise<RunningService> {
  return startParts(context, async (parts) => {
    const { name, config, log, metrics } = context;
    const { database, outbox, clock, own } = parts;
    const released = loadCodeLists();
    await storeFirstVersions(database, clock, released);
    const activation = { database, outbox, clock, partitions: () => parts.messaging.partitionCount('lrr.opdracht.v1') };
    const lists = own('loops', await watchLists({ ...activation, log }));
    const consumer = await parts.consume(takeFeedback);
    const vault = own(
      'connections',
      createServiceClient({
        baseUrl: config.VAULT_URL,
        tokens: serviceTokensFrom(name, config),
        timeoutMs: vaultTimeoutMs,
      }),
    );
    const register = own(
      'connections',
      createServiceClient({
        baseUrl: config.REGISTER_URL,
        tokens: serviceTokensFrom(name, config),
        timeoutMs: registerTimeoutMs,
      }),
    );
    own('loops', watchUnanswered({ database, clock, log, metrics }));
    own('loops', keepQuality({ database, clock, log }));
    const desk = openWebhooks(parts, context);

    const server = await parts.openServer({ readiness: { consumer: () => consumer.ready() }, openapi });
    const intake = {
      database,
      clock,
      contentKey: createSecretKey(config.INTAKE_CONTENT_KEY, 'hex'),
      rules: { checkKop: shapeCheck('kop'), kinds: recordKinds },
      lists: () => lists.current().judgement,
      lookUp: createLookUp(database),
      askVault: shareVaultCalls(createAskVault(vault), { patienceMs: vaultTimeoutMs }),
      tryVault: createAskVault(vault, { isTrial: true }),
      findRegisterIds: createFindRegisterIds(vault),
      findCorrections: createFindCorrections(database),
      store: createRecordStore({ database, outbox, log }),
      log,
    };
    const askNumbers = createAskNumbers(vault);
    registerPostDelivery(server, intake);
    registerPostSimulation(server, {
      ...intake,
      askRegister: createAskRegister(register),
      askNumbers,
    });
    registerGetDelivery(server, database);
    registerGetReceipt(server, database);
    registerGetCases(server, { database, clock });
    registerGetQuality(server, database);
    registerWebhooks(server, { database, desk });
    registerMandates(server, { database, clock, desk });
    registerBoardPhases(server, { database, clock });
    registerFetchFeedback(server, {
      database,
      clock,
      askNumbers,
      bundleKey: createSecretKey(config.INTAKE_BUNDLE_KEY, 'hex'),
    });
    registerGetSignals(server);
    registerGetDocumentation(server, released);
    registerGetCodeLists(server, { lists, database, clock });
    registerGetCodeListVersions(server, database);
    registerPutCodeList(server, { ...activation, lists });
    registerGetUnanswered(server, database);
    registerGetFeedback(server, database);
    registerAdminRoutes(server, { consumers: [consumer], outboxes: { [name]: outbox }, clock });
    await server.listen({ host: config.HOST, port: config.PORT });
  });
}

/** Suppliers are told that feedback waits; in sandbox mode they may live on this machine. */
function openWebhooks(
  { database, clock, faultPoints, own }: ServiceParts,
  { config, log, metrics }: ServiceContext<typeof settings>,
): WebhookDesk {
  const key = createSecretKey(config.INTAKE_WEBHOOK_KEY, 'hex');
  const { INTAKE_WEBHOOK_AUTHORITIES: extraAuthorities } = config;
  const webhooks = { database, key, local: config.SANDBOX_URL !== undefined, extraAuthorities };
  const desk = own('connections', createWebhookDesk(webhooks));
  const sender = own('relays', createWebhookSender({ ...webhooks, faultPoints, log, metrics }));
  sender.start();
  const onTold = (): void => {
    sender.wake();
  };
  own('loops', watchWaiting({ database, desk, clock, log, onTold }));
  return desk;
}
