import { createRandom } from '../../scripts/generator/random.ts';

/** A figure over the rounds. */
export interface Summary {
  readonly median: number;
  /** 90 % interval of the median. */
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
}

/** In the unit of what was measured. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

export function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

const RESAMPLES = 10_000;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Median with a bootstrap 90 % interval; says nothing about rounds that were not run. */
export function summarise(values: readonly number[]): Summary {
  const random = createRandom(90);
  const medians = Array.from({ length: RESAMPLES }, () => median(values.map(() => random.pick(values)))).sort(
    (a, b) => a - b,
  );
  const at = (share: number): number => medians[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { median: median(values), low: at(0.05), high: at(0.95), values };
}
