import type { Token } from './page-view.ts';

/** A label with the words that may belong to it. */
export interface Entry {
  readonly id: string;
  /** 1 = the label was read letter by letter. */
  readonly similarity: number;
  readonly label: readonly Token[];
  /** Words right of the label, up to the next label of the row. */
  readonly beside: readonly Token[];
  /** Rows under it, up to the next label or a clear break. */
  readonly below: readonly (readonly Token[])[];
}
