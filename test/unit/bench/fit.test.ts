import { describe, expect, it } from 'vitest';
import { type Example, fitWeights } from '../../bench/fit.ts';

const BOUNDS = [
  [-10, 10],
  [-10, 10],
] as const;

function examples(feature: number, right: number, wrong: number): Example[] {
  const of = (count: number, isRight: boolean): Example[] =>
    Array.from({ length: count }, () => ({ features: [1, feature], right: isRight }));
  return [...of(right, true), ...of(wrong, false)];
}

describe('fitted weights', () => {
  it('give each group of examples its share', () => {
    const [base, extra] = fitWeights([...examples(0, 90, 10), ...examples(1, 50, 50)], {
      prior: [0, 0],
      ridge: 0.001,
      bounds: BOUNDS,
    });
    expect(base).toBeCloseTo(Math.log(9), 1);
    expect(base! + extra!).toBeCloseTo(0, 1);
  });

  it('stay where they were without examples, and near it with few', () => {
    expect(fitWeights([], { prior: [3, -2], ridge: 2, bounds: BOUNDS })).toEqual([3, -2]);
    const [base, extra] = fitWeights(examples(0, 3, 1), { prior: [3, -2], ridge: 2, bounds: BOUNDS });
    expect(base).toBeGreaterThan(2.5);
    expect(base).toBeLessThan(3);
    expect(extra).toBe(-2);
  });

  it('keep to their bounds', () => {
    const bounds = [
      [0, 2],
      [-9, 0],
    ] as const;
    const [base, extra] = fitWeights([...examples(0, 100, 0), ...examples(1, 100, 0)], {
      prior: [1, -1],
      ridge: 0.01,
      bounds,
    });
    expect(base).toBe(2);
    expect(extra).toBeLessThanOrEqual(0);
  });
});
