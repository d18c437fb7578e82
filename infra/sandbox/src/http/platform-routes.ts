import type { FastifyInstance } from 'fastify';
import { platformProblem } from '../../../../services/_platform/src/http/platform-problem.ts';
import type { ServiceClient } from '../../../../services/_platform/src/http/service-client.ts';
import { UpstreamError } from '../../../../services/_platform/src/http/upstream-error.ts';
import type { Issuer } from '../issuer.ts';
import { CITIZEN_NUMBER, list, MANDATE, object } from './wire-schemas.ts';

interface Mandate {
  oin: string;
  bevoegdGezagNummer: string;
  aanleverpuntnummer: string;
}

/** Calls at once; more would only wait at intake. */
const MANDATES_AT_ONCE = 8;

/** What the sandbox does in the platform for whoever tries it: give mandates, look up the ids of a person. */
export function registerPlatformRoutes(
  app: FastifyInstance,
  o: { intake: Pick<ServiceClient, 'put'>; vault: Pick<ServiceClient, 'post'>; issuer: Issuer },
): void {
  const config = { access: { public: true } } as const;

  app.post<{ Body: Mandate[] }>('/mandaten', { config, schema: { body: list(MANDATE) } }, async ({ body }) => {
    const token = await o.issuer.sign({
      audience: 'urn:lrr:aanlevering',
      scopes: ['beheer'],
      claims: { sub: 'sandbox' },
      expiresInSeconds: 300,
    });
    await inTurns(body, (mandate) => giveMandate(o.intake, mandate, token));
    return { aantal: body.length };
  });

  app.post<{ Body: { burgerservicenummer: string } }>(
    '/herkennen',
    { config, schema: { body: object({ burgerservicenummer: CITIZEN_NUMBER }) } },
    async ({ body }) => {
      try {
        return await o.vault.post<unknown>('/v1/sandbox/herkennen', body);
      } catch (error) {
        if (!(error instanceof UpstreamError) || error.status !== 404) throw error;
        throw platformProblem('niet-gevonden', { detail: 'De kluis kent deze persoon niet.', cause: error });
      }
    },
  );
}

async function giveMandate(intake: Pick<ServiceClient, 'put'>, mandate: Mandate, token: string): Promise<void> {
  const path = [mandate.oin, mandate.bevoegdGezagNummer, mandate.aanleverpuntnummer].join('/');
  await intake.put(`/v1/mandaten/${path}`, undefined, { authorization: `Bearer ${token}` });
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: MANDATES_AT_ONCE }, worker));
}
