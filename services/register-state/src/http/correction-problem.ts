import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { Problem } from '../../../_platform/src/http/problem.ts';
import type { CorrectionRefusal } from '../domain/decide-corrections.ts';

/** How a request for correction that the law refuses is answered, when that is seen beforehand. */
export function correctionProblem(refusal: CorrectionRefusal): Problem {
  switch (refusal.kind) {
    case 'GEEN_BENOEMING':
      return platformProblem('niet-gevonden', { detail: 'Deze benoeming is er niet.' });
    case 'OVERLEDEN':
      return platformProblem('conflict', { detail: 'Deze registratie wordt niet meer verbeterd.' });
    case 'BRP':
      return new Problem({
        status: 422,
        type: 'gegevens-van-de-gemeente',
        title: 'Deze gegevens verbetert uw gemeente',
        detail: 'Wie u bent, weten wij uit de Basisregistratie Personen. Vraag uw gemeente om die te verbeteren.',
        extra: { fouten: faultAt(refusal.index, 'brp') },
      });
    case 'GEEN_VELD':
      return platformProblem('ongeldig-verzoek', {
        detail: 'Dit veld staat niet in de benoeming.',
        extra: { fouten: faultAt(refusal.index, 'bestaat') },
      });
    case 'LOOPT_AL':
      return platformProblem('conflict', {
        detail: 'Uw bestuur heeft uw eerdere verzoek over dit veld nog niet beantwoord.',
        extra: { fouten: faultAt(refusal.index, 'loopt al') },
      });
  }
}

function faultAt(index: number, regel: string) {
  return [{ veld: `/velden/${index}`, regel }];
}
