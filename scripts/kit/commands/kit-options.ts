import { randomInt } from 'node:crypto';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { call } from '../../demonstration/clients.ts';
import { UsageError, type CommandLine } from '../../lrr/command.ts';
import type { Platform } from '../../lrr/open-platform.ts';
import { connectIntake, tokenSource, type IntakeConnection } from '../intake-connection.ts';
import { DEFAULT_BOARDS, DEFAULT_OIN, DEFAULT_POINT, DEFAULT_TRIAL_BOARD } from '../kit-seats.ts';
import { makePlan } from '../make-plan.ts';
import type { Plan } from '../plan-types.ts';

export const planOptions = {
  seed: { type: 'string' },
  today: { type: 'string' },
  board: { type: 'string', multiple: true },
  'trial-board': { type: 'string' },
  point: { type: 'string' },
  oin: { type: 'string' },
  only: { type: 'string', multiple: true },
} as const;

export const intakeOptions = {
  intake: { type: 'string' },
  token: { type: 'string' },
  'token-command': { type: 'string' },
} as const;

type Values = CommandLine['values'];

export const textOf = (values: Values, name: string): string | undefined => values[name] as string | undefined;
export const textsOf = (values: Values, name: string): readonly string[] | undefined =>
  values[name] as string[] | undefined;

/** @throws UsageError */
export function numberOf(values: Values, name: string): number | undefined {
  const text = textOf(values, name);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${name} is een geheel getal van 1 tot 999999999`);
  return Number(text);
}

export const seedOf = (values: Values): number => numberOf(values, 'seed') ?? randomInt(1, 1_000_000);

/** --today, else the day of the sandbox when that is who is played against, else today. */
export async function dayOf(platform: Platform, values: Values): Promise<string> {
  const given = textOf(values, 'today');
  if (given !== undefined) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) throw new UsageError('--today is een datum: JJJJ-MM-DD');
    return given;
  }
  if (isLocal(values)) {
    try {
      return (await call<{ datum: string }>('GET', `${platform.endpoints.sandbox}/datum`)).datum;
    } catch {
      // Nothing runs here: files can be made all the same.
    }
  }
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
}

/** The platform that npm start runs, whose sandbox gives tokens, mandates and phases. */
export const isLocal = (values: Values): boolean => values['intake'] === undefined;

/** @throws UsageError */
export async function planFrom(platform: Platform, values: Values): Promise<Plan> {
  const trialBoard = textOf(values, 'trial-board') ?? (isLocal(values) ? DEFAULT_TRIAL_BOARD : undefined);
  const only = textsOf(values, 'only');
  const plan = makePlan({
    seed: seedOf(values),
    today: await dayOf(platform, values),
    lists: loadCodeLists(),
    boards: textsOf(values, 'board') ?? DEFAULT_BOARDS,
    deliveryPoint: pointOf(values),
    supplierOin: oinOf(values),
    hasWorld: isLocal(values),
    ...(trialBoard !== undefined && { trialBoard }),
    ...(only && { only }),
  });
  if (plan.scenarios.length === 0) {
    throw new UsageError(
      'Er is geen scenario te maken: kies met --board een bestuur met open scholen uit de codelijst.',
    );
  }
  return plan;
}

export function pointOf(values: Values): string {
  const point = textOf(values, 'point') ?? DEFAULT_POINT;
  if (!/^\d{2}$/.test(point)) throw new UsageError('--point is een aanleverpuntnummer van twee cijfers');
  return point;
}

export function oinOf(values: Values): string {
  const oin = textOf(values, 'oin') ?? DEFAULT_OIN;
  if (!/^[0-9]{8}[0-9A-Z]{12}$/.test(oin)) throw new UsageError('--oin is een OIN van twintig tekens');
  return oin;
}

export function intakeFrom(platform: Platform, values: Values): IntakeConnection {
  const [url, token, command] = ['intake', 'token', 'token-command'].map((name) => textOf(values, name));
  if (url !== undefined && token === undefined && command === undefined) {
    throw new UsageError('Zeg bij --intake ook met --token of --token-command waar het token vandaan komt');
  }
  return connectIntake({
    url: (url ?? platform.endpoints.intake).replace(/\/+$/, ''),
    tokenFor: tokenSource(platform, { token, command }),
  });
}

/** Rises with the clock, so that it is higher than that of any run before. */
export const nextFetchNumber = (values: Values): number =>
  numberOf(values, 'fetch-from') ?? Math.floor(Date.now() / 1000) - 1_700_000_000;
