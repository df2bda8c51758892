/** What issue and design ask of the reader, beside what was measured; pure. */
export interface Target {
  readonly figure: string;
  readonly value: number | undefined;
  /** `percent`: value is a share of 1. */
  readonly form: 'percent' | 'ratio' | 'fraction' | 'count' | 'mb' | 'ms';
  readonly atLeast?: number;
  readonly atMost?: number;
  /** The goal beyond the goal. */
  readonly stretch?: number;
  /** What the figure rests on, e.g. 37/37. */
  readonly basis?: string;
}

export type Verdict = 'met' | 'stretch met' | 'missed' | 'not measured' | 'no goal';

export function judge({ value, atLeast, atMost, stretch }: Target): Verdict {
  if (value === undefined) return 'not measured';
  if (atLeast === undefined && atMost === undefined) return 'no goal';
  const met = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  if (!met) return 'missed';
  return stretch !== undefined && value >= stretch ? 'stretch met' : 'met';
}

export function formatTargetValue({ value, form }: Pick<Target, 'value' | 'form'>): string {
  if (value === undefined) return '–';
  switch (form) {
    case 'percent':
      return `${(value * 100).toFixed(1)} %`;
    case 'fraction':
      return value.toFixed(4);
    case 'ratio':
      return `${value.toFixed(2)} ×`;
    case 'count':
      return String(value);
    case 'mb':
      return `${Math.round(value)} MB`;
    case 'ms':
      return `${Math.round(value)} ms`;
  }
}

/** `≥ 99.5 % · stretch 98 %` */
export function formatGoal(target: Target): string {
  const format = (value: number): string => formatTargetValue({ value, form: target.form });
  const goal =
    target.atLeast === undefined
      ? target.atMost === undefined
        ? ''
        : `≤ ${format(target.atMost)}`
      : `≥ ${format(target.atLeast)}`;
  return target.stretch === undefined ? goal : `${goal}, stretch ${format(target.stretch)}`;
}
