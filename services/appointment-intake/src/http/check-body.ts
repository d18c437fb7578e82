import type { ShapeCheck, ShapeError } from '../../../../schemas/message-book/v1/validators.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** Parses at the edge: a body that passes has the shape of `Body`. @throws Problem 400 naming places and rules, no values */
export function checkBody<Body>(body: unknown, check: ShapeCheck): Body {
  const errors = check(body);
  if (errors.length === 0) return body as Body;
  throw platformProblem('ongeldig-verzoek', { extra: { deel: 'inhoud', fouten: errors.slice(0, 20).map(faultOf) } });
}

function faultOf({ keyword, instancePath, params }: ShapeError): { veld: string; regel: string } {
  const missing: unknown = params['missingProperty'];
  return { veld: typeof missing === 'string' ? `${instancePath}/${missing}` : instancePath, regel: keyword };
}
