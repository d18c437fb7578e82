import opdracht from '../../../../schemas/message-book/v1/opdracht.schema.json' with { type: 'json' };
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import type {
  AdviesBezwaar,
  BehandelingBezwaar,
  BeslissingOpBezwaar,
  Beroep,
  Besluit,
  Bezwaar,
  OpdrachtAdviesBezwaar,
  OpdrachtBehandelingBezwaar,
  OpdrachtBeroep,
  OpdrachtBeslissingOpBezwaar,
  OpdrachtBesluit,
  OpdrachtBezwaar,
  OpdrachtUitspraak,
  OpdrachtVerzoekBesluit,
  Uitspraak,
} from '../../../../schemas/message-book/v1/generated.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Reader } from '../lookups/reader.ts';
import type { ProcessingActivity } from '../messages/processing-record.ts';
import { bodySchema } from './body-schema.ts';
import type { Resource } from './who-sees-what.ts';

export type StepCommand =
  | OpdrachtVerzoekBesluit
  | OpdrachtBesluit
  | OpdrachtBezwaar
  | OpdrachtBehandelingBezwaar
  | OpdrachtAdviesBezwaar
  | OpdrachtBeslissingOpBezwaar
  | OpdrachtBeroep
  | OpdrachtUitspraak;

/** Kind and content of a step's command, without the request that it is about. */
type StepContent = StepCommand extends infer C
  ? C extends StepCommand
    ? { readonly soort: C['soort']; readonly inhoud: Omit<C['inhoud'], 'correctieverzoekId'> }
    : never
  : never;

export interface CorrectionStepRoute {
  /** Last part of the path. */
  readonly path: string;
  readonly resource: Resource;
  readonly activity: ProcessingActivity;
  readonly body: object;
  /** @throws 400 for what this sender may not say */
  readonly content: (body: never, o: { readonly reader: Reader; readonly today: string }) => StepContent;
}

interface DecisionRequestBody {
  readonly toelichting?: string;
}
type ObjectionBody = Pick<Bezwaar, 'toelichting' | 'terPostOp'> & Partial<Bezwaar>;

const { Besluit: decision, Bezwaar: objection, BehandelingBezwaar: handling } = opdracht.$defs;
const { AdviesBezwaar: advice, BeslissingOpBezwaar: review, Beroep: appeal, Uitspraak: ruling } = opdracht.$defs;

/** The steps after a board's answer, each with its own path below /v1/correcties/{correctieverzoekId}. */
export const CORRECTION_STEPS: readonly CorrectionStepRoute[] = [
  {
    path: 'besluitverzoek',
    resource: 'besluitverzoek',
    activity: 'BESLUIT_VRAGEN',
    body: bodySchema({
      type: 'object',
      additionalProperties: false,
      properties: { toelichting: types.$defs.Toelichting1000 },
    }),
    content: ({ toelichting }: DecisionRequestBody, { today: gevraagdOp }) => ({
      soort: 'VERZOEK_BESLUIT',
      inhoud: { gevraagdOp, ...(toelichting === undefined ? {} : { toelichting }) },
    }),
  },
  {
    path: 'besluit',
    resource: 'besluit',
    activity: 'BESLUIT_NEMEN',
    body: bodySchema(decision),
    content: (besluit: Besluit) => ({ soort: 'BESLUIT', inhoud: { besluit } }),
  },
  {
    path: 'bezwaar',
    resource: 'bezwaar',
    activity: 'BEZWAAR_MAKEN',
    body: bodySchema({ ...objection, required: ['toelichting'] }),
    content: (body: ObjectionBody, { reader, today }) => ({
      soort: 'BEZWAAR',
      inhoud: { bezwaar: reader.role === 'BEHEER' ? onPaper(body) : sent(body, reader, today) },
    }),
  },
  {
    path: 'behandeling',
    resource: 'bezwaarbehandeling',
    activity: 'BEZWAAR_BEHANDELEN',
    body: bodySchema(handling),
    content: (behandeling: BehandelingBezwaar) => ({ soort: 'BEHANDELING_BEZWAAR', inhoud: { behandeling } }),
  },
  {
    path: 'advies',
    resource: 'bezwaaradvies',
    activity: 'BEZWAAR_BEHANDELEN',
    body: bodySchema(advice),
    content: (advies: AdviesBezwaar) => ({ soort: 'ADVIES_BEZWAAR', inhoud: { advies } }),
  },
  {
    path: 'beslissing-op-bezwaar',
    resource: 'beslissingOpBezwaar',
    activity: 'BESLUIT_NEMEN',
    body: bodySchema(review),
    content: (beslissing: BeslissingOpBezwaar) => ({ soort: 'BESLISSING_OP_BEZWAAR', inhoud: { beslissing } }),
  },
  {
    path: 'beroep',
    resource: 'beroep',
    activity: 'BEROEP_VASTLEGGEN',
    body: bodySchema(appeal),
    content: (beroep: Beroep) => ({ soort: 'BEROEP', inhoud: { beroep } }),
  },
  {
    path: 'uitspraak',
    resource: 'uitspraak',
    activity: 'BEROEP_VASTLEGGEN',
    body: bodySchema(ruling),
    content: (uitspraak: Uitspraak) => ({ soort: 'UITSPRAAK', inhoud: { uitspraak } }),
  },
];

/** Who objects here himself is known by his token, and received on the day he sends it. */
function sent(body: ObjectionBody, { role }: Reader, today: string): Bezwaar {
  for (const member of ['indiener', 'ontvangenOp', 'terPostOp'] as const) {
    if (body[member] !== undefined) throw wrongMember(member, 'alleen het beheer vult dit in, van een brief');
  }
  return { indiener: role === 'BESTUUR' ? 'BESTUUR' : 'LERAAR', ontvangenOp: today, toelichting: body.toelichting };
}

function onPaper({ indiener, ontvangenOp, terPostOp, toelichting }: ObjectionBody): Bezwaar {
  if (indiener === undefined) throw wrongMember('indiener', 'verplicht');
  if (ontvangenOp === undefined) throw wrongMember('ontvangenOp', 'verplicht');
  return { indiener, ontvangenOp, toelichting, ...(terPostOp === undefined ? {} : { terPostOp }) };
}

function wrongMember(member: string, regel: string): Error {
  return platformProblem('ongeldig-verzoek', { extra: { fouten: [{ veld: `/${member}`, regel }] } });
}
