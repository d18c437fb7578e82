import { describe, expect, it } from '@jest/globals';
import { qualityOf, type QualityCount } from '../../src/domain/quality.ts';
import { tallyDelivered } from '../../src/domain/tally-records.ts';

const counts = (oin: string, delivered: number, rejected: number, repairs: [days: number, count: number][] = []) =>
  [
    { oin, kind: 'GELEVERD', detail: '', count: delivered },
    { oin, kind: 'AFGEKEURD', detail: '', count: rejected },
    { oin, kind: 'SIGNAAL', detail: '603', count: rejected },
    ...repairs.map(([days, count]) => ({ oin, kind: 'HERSTELD', detail: String(days), count })),
  ] as QualityCount[];

describe('figures of a supplier', () => {
  it('are zero when nothing was delivered', () => {
    expect(qualityOf('a', [])).toEqual({ geleverd: 0, afgekeurd: 0, signalen: [], herstel: { aantal: 0 } });
  });

  it('have shares of what was delivered, and median and p90 of the days to repair', () => {
    const repairs: [number, number][] = [
      [10, 1],
      [0, 5],
      [2, 3],
      [30, 1],
    ];
    expect(qualityOf('a', counts('a', 200, 10, repairs))).toEqual({
      geleverd: 200,
      afgekeurd: 10,
      aandeelAfgekeurd: 0.05,
      signalen: [{ code: '603', aantal: 10, aandeel: 0.05 }],
      herstel: { aantal: 10, mediaanDagen: 0, p90Dagen: 10 },
    });
  });

  it('add up what the sums and the latest tallies say', () => {
    expect(qualityOf('a', [...counts('a', 10, 1), ...counts('a', 10, 2)])).toMatchObject({
      geleverd: 20,
      afgekeurd: 3,
    });
  });
});

describe('the median over suppliers', () => {
  const four = [
    ...counts('a', 100, 10, [[1, 1]]),
    ...counts('b', 100, 20, [[2, 1]]),
    ...counts('c', 100, 30, [[3, 1]]),
    ...counts('d', 100, 40, [[4, 1]]),
  ];

  it('is never shown of fewer than five', () => {
    const text = JSON.stringify(qualityOf('a', four));
    expect(text).not.toContain('ediaanAandeel');
    expect(text).not.toContain('mediaanLeveranciers');
  });

  it('is shown of five, and says nothing of amounts', () => {
    const five = [...four, ...counts('e', 1_000_000, 500_000, [[5, 1]])];
    expect(qualityOf('a', five)).toMatchObject({
      mediaanAandeelAfgekeurd: 0.3,
      signalen: [{ code: '603', aandeel: 0.1, mediaanAandeel: 0.3 }],
      herstel: { mediaanDagen: 1, mediaanLeveranciers: 3 },
    });
  });

  it('of a signal counts who never got it as zero', () => {
    const five = [...four, ...counts('e', 100, 50), { oin: 'a', kind: 'SIGNAAL', detail: '604', count: 1 } as const];
    expect(qualityOf('a', five).signalen[1]).toMatchObject({ code: '604', mediaanAandeel: 0 });
  });

  it('of the repairs needs five that repaired, whoever delivered', () => {
    const five = [...four, ...counts('e', 100, 50)];
    expect(qualityOf('a', five)).toHaveProperty('mediaanAandeelAfgekeurd');
    expect(qualityOf('a', five).herstel).not.toHaveProperty('mediaanLeveranciers');
  });

  it('of an even number is the middle of the two', () => {
    const six = [...four, ...counts('e', 100, 50), ...counts('f', 100, 60)];
    expect(qualityOf('a', six).mediaanAandeelAfgekeurd).toBe(0.35);
  });

  it('leaves out who delivered nothing', () => {
    const five = [...four, { oin: 'e', kind: 'HERSTELD', detail: '9', count: 1 } as const];
    expect(qualityOf('a', five)).not.toHaveProperty('mediaanAandeelAfgekeurd');
  });
});

describe('tallies', () => {
  const signal = (code: string, ernst: 'A' | 'S') => ({ code, ernst, veld: '', tekst: '' });
  it('count each record once, and each rejecting code once per record', () => {
    const records = [
      { oin: 'a', month: '2026-01-01', signals: [] },
      { oin: 'a', month: '2026-01-01', signals: [signal('603', 'A'), signal('603', 'A'), signal('604', 'A')] },
      { oin: 'a', month: '2026-01-01', signals: [signal('603', 'A'), signal('630', 'S')] },
      { oin: 'b', month: '2026-01-01', signals: [signal('630', 'S')] },
    ];
    const common = { oin: 'a', month: '2026-01-01' };
    expect(tallyDelivered(records)).toEqual([
      { ...common, kind: 'GELEVERD', count: 3 },
      { oin: 'b', month: '2026-01-01', kind: 'GELEVERD', count: 1 },
      { ...common, kind: 'AFGEKEURD', count: 2 },
      { ...common, kind: 'SIGNAAL', detail: '603', count: 2 },
      { ...common, kind: 'SIGNAAL', detail: '604', count: 1 },
    ]);
  });
});
