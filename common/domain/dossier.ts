/**
 * States of a dossier and what moves it from one to the next. Order of work: Circular 01/2023/TT-VPCP Art. 7; nothing
 * reaches the portal that a second person has not verified.
 */

export const DOSSIER_STATES = [
  'capturing',
  'verifying',
  'returned',
  'verified',
  'queued',
  'delivering',
  'delivered',
  'purged',
  'withdrawn',
] as const;
export type DossierState = (typeof DOSSIER_STATES)[number];

export const DOSSIER_EVENTS = [
  /** The clerk sends it to verification. */
  'submit',
  /** The supervisor sends it back with a reason. */
  'return',
  /** The clerk takes a returned one up again. */
  'resume',
  /** The supervisor confirms it. */
  'verify',
  /** It is put into a batch. */
  'queue',
  /** A try to deliver it begins. */
  'start-delivery',
  /** The try failed or was cut off; it waits for the next. */
  'fail-delivery',
  /** The portal refused it; it goes back to the counter with the reason. */
  'reopen',
  /** The portal's receipt is stored. */
  'confirm-delivery',
  /** Its images and personal data are removed after the time of retention. */
  'purge',
  /** The citizen takes it back, or it was opened by mistake. */
  'withdraw',
] as const;
export type DossierEvent = (typeof DOSSIER_EVENTS)[number];

export const FIRST_DOSSIER_STATE: DossierState = 'capturing';

/**
 * While a delivery runs the portal may already hold the dossier, so it can't be withdrawn until the try has ended.
 */
const TRANSITIONS: Readonly<Record<DossierState, Readonly<Partial<Record<DossierEvent, DossierState>>>>> = {
  capturing: { submit: 'verifying', withdraw: 'withdrawn' },
  verifying: { verify: 'verified', return: 'returned', withdraw: 'withdrawn' },
  returned: { resume: 'capturing', withdraw: 'withdrawn' },
  verified: { queue: 'queued', withdraw: 'withdrawn' },
  queued: { 'start-delivery': 'delivering', reopen: 'returned', withdraw: 'withdrawn' },
  delivering: { 'confirm-delivery': 'delivered', 'fail-delivery': 'queued' },
  delivered: { purge: 'purged' },
  purged: {},
  withdrawn: {},
};

/** The state after an event; null when the event means nothing in that state. */
export function nextState(state: DossierState, event: DossierEvent): DossierState | null {
  const table = TRANSITIONS[state];
  return Object.hasOwn(table, event) ? (table[event] ?? null) : null;
}

/** Events that a state answers to, in the order of DOSSIER_EVENTS. */
export function eventsFrom(state: DossierState): readonly DossierEvent[] {
  return DOSSIER_EVENTS.filter((event) => nextState(state, event) !== null);
}

/** True when nothing leads out of a state. */
export function isFinalState(state: DossierState): boolean {
  return eventsFrom(state).length === 0;
}
