import type { Fault } from './fault.ts';
import { FAULTS_OF_DATES } from './faults-of-dates.ts';
import { FAULTS_OF_GROUNDS } from './faults-of-grounds.ts';
import { FAULTS_OF_PERSON } from './faults-of-person.ts';
import { FAULTS_OF_SCHOOL } from './faults-of-school.ts';
import { FAULTS_OF_SHAPE } from './faults-of-shape.ts';

/** Each thing a supplier can cause alone, in the order of judgement (message book section 4). */
export const FAULTS: readonly Fault[] = [
  ...FAULTS_OF_SHAPE,
  ...FAULTS_OF_PERSON,
  ...FAULTS_OF_SCHOOL,
  ...FAULTS_OF_DATES,
  ...FAULTS_OF_GROUNDS,
];
