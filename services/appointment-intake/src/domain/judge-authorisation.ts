import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';

/**
 * Stage AUTORISATIE: the OIN of the token is the one the record names (the supplier when there is one, else the sender)
 * and may deliver: it holds a mandate for this board and delivery point, and the board is in a phase to deliver.
 */
export function judgeAuthorisation(kop: Kop, callerOin: string, mayDeliver: boolean): Finding[] {
  const named = kop.oinLeverancier ?? kop.oinVerzender;
  if (named === callerOin && mayDeliver) return [];
  const waarden = { bevoegd_gezag: kop.bevoegdGezagNummer, aanleverpunt: kop.aanleverpuntnummer };
  return [{ code: '366', veld: '/kop/aanleverpuntnummer', waarden }];
}
