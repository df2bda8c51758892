import type { FocusPlace } from './keys.ts';

const CONTROLS =
  'a[href], button, select, summary, [role="button"], [role="menuitem"], [role="menuitemradio"], [role="option"], [role="radio"], [role="switch"], [role="tab"]';
const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'range', 'color']);

/** Tells by the focused element which keys are spoken for. */
export function focusPlaceOf(target: EventTarget | null): FocusPlace {
  if (!(target instanceof Element)) return 'page';
  if (target instanceof HTMLTextAreaElement) return 'text';
  if (target instanceof HTMLInputElement) {
    if (NOT_TEXT.has(target.type)) return 'control';
    return target.dataset.untouched === 'true' ? 'untouched-text' : 'text';
  }
  if (target instanceof HTMLElement && target.isContentEditable) return 'text';
  return target.closest(CONTROLS) === null ? 'page' : 'control';
}
