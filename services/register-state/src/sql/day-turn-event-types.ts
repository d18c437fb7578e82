/** As the index event_log_of_day_turns names them: the planner uses it only for the same words. */
export const DAY_TURN_EVENT_TYPES = `('benoeming-begonnen', 'benoeming-beeindigd', 'persoon-slapend', 'persoon-bewaard',
  'persoon-vernietigd', 'voorportaal-ingeschreven', 'voorportaal-verlengd', 'voorportaal-termijn-nadert',
  'voorportaal-termijn-verstreken', 'voorportaal-overgedragen', 'voorportaal-beeindigd', 'voorportaal-vernietigd',
  'correctie-beantwoord', 'correctie-besloten')`;
