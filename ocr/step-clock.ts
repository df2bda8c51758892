/** Times the steps of one page, and says which begins. */
export interface StepClock {
  time<T>(step: string, work: () => T | Promise<T>): Promise<T>;
  /** Milliseconds by step; a step that ran twice counts as one. */
  timings(): Readonly<Record<string, number>>;
}

export function startClock(onStep: (step: string) => void): StepClock {
  const timings: Record<string, number> = {};
  return {
    async time(step, work) {
      onStep(step);
      const from = performance.now();
      const result = await work();
      timings[step] = Math.round((timings[step] ?? 0) + performance.now() - from);
      return result;
    },
    timings: () => timings,
  };
}
