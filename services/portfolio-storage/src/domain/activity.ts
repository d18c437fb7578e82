/**
 * What a teacher writes down about one activity, as `Activiteit` in schemas/openapi/portfolio-storage.json describes
 * it; the schema is what judges it.
 */
export interface Activity {
  readonly soort: string;
  readonly leervorm?: string;
  readonly titel: string;
  readonly aanbieder?: string;
  /** YYYY-MM-DD */
  readonly datumBegin: string;
  readonly datumEind?: string;
  /** Hours, in quarters. */
  readonly urenTotaal: number;
  readonly urenContact?: number;
  readonly categorie: string;
  readonly reflectie?: string;
}

/** Place (JSON Pointer) and rule of what a schema cannot say. */
export interface ActivityFault {
  readonly veld: string;
  readonly regel: 'NIET_VOOR_BEGIN' | 'HOOGSTENS_TOTAAL';
}

export function faultsOf(activity: Activity): ActivityFault[] {
  const faults: ActivityFault[] = [];
  if (activity.datumEind !== undefined && activity.datumEind < activity.datumBegin) {
    faults.push({ veld: '/datumEind', regel: 'NIET_VOOR_BEGIN' });
  }
  if (activity.urenContact !== undefined && activity.urenContact > activity.urenTotaal) {
    faults.push({ veld: '/urenContact', regel: 'HOOGSTENS_TOTAAL' });
  }
  return faults;
}
