import { describe, expect, it } from 'vitest';
import { type AblationRow, ablationTable, compare, totalsOf, verdictOn } from '../../bench/ablation.ts';
import type { FieldOutcome, FieldScore } from '../../bench/metrics.ts';

const field = (outcome: FieldOutcome): FieldScore => ({
  type: 'other',
  key: 'fullName',
  kind: 'personName',
  outcome,
});
const file = (hits: number, outcomes: readonly FieldOutcome[], cpuMs: number, pages = 1) => ({
  words: { hits, truth: 10, read: 10 },
  fields: outcomes.map(field),
  cpuMs,
  pages,
});

describe('ablation', () => {
  it('adds words, fields and CPU time over files', () => {
    const totals = totalsOf([file(10, ['right', 'wrong'], 100), file(8, ['missing', 'invented'], 500, 2)]);
    expect(totals).toEqual({ wordF1: 0.9, exact: { right: 1, total: 3 }, wrong: 2, cpuMs: 200 });
  });

  it('says what a step brings and costs, by what is lost and saved without it', () => {
    const full = totalsOf([file(10, ['right', 'right'], 100)]);
    const without = totalsOf([file(9, ['right', 'wrong'], 70)]);
    const row = compare('rules', full, without);
    expect(row).toMatchObject({ step: 'rules', fields: 1, wrong: 1, cpuMs: 30 });
    expect(row.wordF1).toBeCloseTo(0.1);
    expect(ablationTable(full, [row])).toContain('| rules | +0.1000 | +1 | +1 | +30 | stays |');
  });

  it('condemns only what costs and brings nothing', () => {
    const row: AblationRow = { step: 'x', wordF1: 0, fields: 0, wrong: 0, cpuMs: 0 };
    expect(verdictOn(row)).toBe('free');
    expect(verdictOn({ ...row, cpuMs: 50 })).toBe('brings nothing here');
    expect(verdictOn({ ...row, cpuMs: 50, wordF1: 0.002 })).toBe('stays');
    expect(verdictOn({ ...row, cpuMs: 50, fields: 1 })).toBe('stays');
    expect(verdictOn({ ...row, wordF1: -0.01 })).toBe('harms here');
    expect(verdictOn({ ...row, wordF1: 0.01, fields: -2 })).toBe('harms here');
  });
});
