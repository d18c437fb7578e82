const amsterdam = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Calendar day (Europe/Amsterdam) of a statement; a plain day is taken as it is. */
export function statementDay(opgegevenOp: string): string {
  return opgegevenOp.length === 10 ? opgegevenOp : amsterdam.format(new Date(opgegevenOp));
}
