/** Parts of a day at the counter in which a station can die; kills are spread evenly over them. */
export const PHASES = ['start', 'capture', 'reading', 'verification', 'queueing', 'sending'] as const;
export type Phase = (typeof PHASES)[number];

/** Where in a phase the power goes. */
export const MOMENTS = {
  start: ['starting'],
  capture: ['upload-half', 'upload-sent', 'upload-answered', 'open-called'],
  reading: ['file-taken', 'reading-seen'],
  verification: ['submit-called', 'submit-answered', 'confirm-called', 'return-called'],
  queueing: ['approve-called', 'approve-answered'],
  sending: [
    'upload-asked',
    'upload-answered-by-portal',
    'part-begun',
    'part-half',
    'part-answered',
    'finalise-asked',
    'finalise-answered',
    'dossier-asked',
    'dossier-answered',
    'read-back-asked',
    'read-back-answered',
  ],
} as const satisfies Readonly<Record<Phase, readonly string[]>>;

export type Moment = (typeof MOMENTS)[Phase][number];

/** Waits for one moment; everything that passes a moment says so here. */
export class MomentWatch {
  #armed: { readonly moment: Moment; readonly strike: () => void } | null = null;

  /** @returns true when the moment came, false when `patience` ended first. The strike runs within the moment. */
  async await(moment: Moment, strike: () => void, patience: AbortSignal): Promise<boolean> {
    return await new Promise((resolve) => {
      const giveUp = (): void => {
        this.#armed = null;
        resolve(false);
      };
      if (patience.aborted) return giveUp();
      patience.addEventListener('abort', giveUp, { once: true });
      this.#armed = {
        moment,
        strike: () => {
          patience.removeEventListener('abort', giveUp);
          strike();
          resolve(true);
        },
      };
    });
  }

  passed(moment: Moment): void {
    if (this.#armed?.moment !== moment) return;
    const { strike } = this.#armed;
    this.#armed = null;
    strike();
  }
}
