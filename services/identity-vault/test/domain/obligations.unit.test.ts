import { describe, expect, it } from '@jest/globals';
import { owed } from '../../src/domain/obligations.ts';
import type { Standing } from '../../src/domain/obligations.ts';

const TODAY = '2024-03-01';

function standing(fields: Partial<Standing> = {}): Standing {
  return {
    known: true,
    deceased: false,
    deathTold: false,
    pensionDay: '2024-03-02',
    pensionOwed: true,
    pensionTold: false,
    portfolio: 'OPEN',
    ...fields,
  };
}

const nothing = { death: false, pension: false };

describe('what the vault owes the register and the portfolio', () => {
  it('is nothing as long as no record was accepted', () => {
    const due = { known: false, deceased: true, pensionDay: TODAY, portfolio: 'GEEN' } as const;
    expect(owed(standing(due), TODAY)).toEqual(nothing);
  });

  it('is an open portfolio at the first accepted record', () => {
    expect(owed(standing({ portfolio: 'GEEN' }), TODAY)).toEqual({ ...nothing, portfolio: 'OPEN' });
  });

  it('is the state pension on the day and after it, once', () => {
    expect(owed(standing(), TODAY)).toEqual(nothing);
    expect(owed(standing({ pensionDay: TODAY }), TODAY).pension).toBe(true);
    expect(owed(standing({ pensionDay: '2020-01-01' }), TODAY).pension).toBe(true);
    expect(owed(standing({ pensionDay: TODAY, pensionTold: true }), TODAY)).toEqual(nothing);
  });

  it('is no state pension when every delivery already said that it was reached', () => {
    expect(owed(standing({ pensionDay: TODAY, pensionOwed: false }), TODAY)).toEqual(nothing);
  });

  it('is a death once, with a closed portfolio, and no pension any more', () => {
    expect(owed(standing({ deceased: true, pensionDay: TODAY }), TODAY)).toEqual({
      death: true,
      pension: false,
      portfolio: 'GESLOTEN',
    });
    expect(owed(standing({ deceased: true, deathTold: true, portfolio: 'GESLOTEN' }), TODAY)).toEqual(nothing);
  });

  it('closes at once the portfolio of somebody who had died before the first record was accepted', () => {
    expect(owed(standing({ deceased: true, portfolio: 'GEEN' }), TODAY).portfolio).toBe('GESLOTEN');
  });

  it.each(['GESLOTEN', 'GEWIST'] as const)('never opens again what is %s', (portfolio) => {
    expect(owed(standing({ portfolio }), TODAY)).toEqual(nothing);
    expect(owed(standing({ portfolio, deceased: true, deathTold: true }), TODAY)).toEqual(nothing);
  });
});
