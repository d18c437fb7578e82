import type { Fault } from './fault.ts';
import { body, kop, without } from './spoil.ts';

/** Stages SCHEMA and AUTORISATIE: the head, who may send it, the shape of the body. */
export const FAULTS_OF_SHAPE: readonly Fault[] = [
  {
    code: '359',
    veld: '/kop/berichtenboekVersie',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ berichtenboekVersie: '2.0' }),
  },
  {
    code: '740',
    veld: '/kop/oinVerzender',
    status: 'A',
    answeredOnly: true,
    spoil: (sound) => ({ kop: without(sound.kop, 'oinVerzender') }),
  },
  {
    code: '741',
    veld: '/kop/ontvangendeInstantie',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ ontvangendeInstantie: 'BRON' }),
  },
  {
    code: '742',
    veld: '/kop/datumTijdBedrijfsdocument',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ datumTijdBedrijfsdocument: 'gisteren' }),
  },
  {
    code: '743',
    veld: '/kop/verzendendeInstantie',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ verzendendeInstantie: '00001' }),
  },
  {
    code: '366',
    veld: '/kop/aanleverpuntnummer',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ aanleverpuntnummer: '77' }),
  },
  { code: '359', veld: '/benoeming', status: 'A', spoil: body(() => ({ salarisschaal: 'LB' })) },
  {
    code: '740',
    veld: '/benoeming/soortBetrekking',
    status: 'A',
    spoil: (sound) => ({ body: without(sound.body, 'soortBetrekking') }),
  },
  { code: '741', veld: '/benoeming/sector', status: 'A', spoil: body(() => ({ sector: 'HBO' })) },
  {
    code: '742',
    veld: '/benoeming/benoemingvolgnummer',
    status: 'A',
    spoil: body(() => ({ benoemingvolgnummer: 'nr 1' })),
  },
  { code: '743', veld: '/benoeming/perioden', status: 'A', spoil: body(() => ({ perioden: [] })) },
];
