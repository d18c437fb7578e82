import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { Problem } from '../../../_platform/src/http/problem.ts';
import type { CorrectionRefusal } from '../domain/decide-corrections.ts';
import { explanationOf } from './step-problem.ts';

/** How a request for correction that the law refuses is answered, when that is seen beforehand. */
export function correctionProblem(refusal: CorrectionRefusal): Problem {
  const detail = explanationOf({ reden: refusal.kind });
  switch (refusal.kind) {
    case 'GEEN_BENOEMING':
      return platformProblem('niet-gevonden', { detail });
    case 'OVERLEDEN':
      return platformProblem('conflict', { detail });
    case 'BRP':
      return new Problem({
        status: 422,
        type: 'gegevens-van-de-gemeente',
        title: 'Deze gegevens verbetert uw gemeente',
        detail,
        extra: { fouten: faultAt(refusal.index, 'brp') },
      });
    case 'GEEN_VELD':
      return platformProblem('ongeldig-verzoek', {
        detail,
        extra: { fouten: faultAt(refusal.index, 'bestaat') },
      });
    case 'LOOPT_AL':
      return platformProblem('conflict', {
        detail,
        extra: { fouten: faultAt(refusal.index, 'loopt al') },
      });
  }
}

function faultAt(index: number, regel: string) {
  return [{ veld: `/velden/${index}`, regel }];
}
