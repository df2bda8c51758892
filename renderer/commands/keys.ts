import type { Command } from './command.ts';

/** What of a keyboard event decides; any KeyboardEvent has it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly keyCode?: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
}

/** Where the focus is when a key is pressed. */
export type FocusPlace =
  /** Nothing that uses keys. */
  | 'page'
  /** A text field that a person is typing in. */
  | 'text'
  /** A text field whose whole value is still as it was offered; a lone `?` is no part of any value. */
  | 'untouched-text'
  /** A button, link, menu entry or the like: Enter, Space and arrows are its own. */
  | 'control';

interface Chord {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

/** `Ctrl+Shift+K` taken apart; the key is lower-cased. */
export function parseChord(text: string): Chord {
  const parts = text === '+' ? ['+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  return {
    ctrl: modifiers.has('ctrl'),
    alt: modifiers.has('alt'),
    shift: modifiers.has('shift'),
    key: key.toLowerCase(),
  };
}

/**
 * True while an input method composes: the key belongs to it, whatever it looks like (UI Events, section 4.3.3; 229 is
 * what Chromium reports for keys that an input method took).
 */
export function isComposing(press: KeyPress): boolean {
  return press.isComposing || press.keyCode === 229 || press.key === 'Process' || press.key === 'Dead';
}

/**
 * Whether a press is a chord. Digits are told by their place on the keyboard: the Vietnamese layout puts ă â ê ô there.
 * Symbols such as `?` are told by what they print, so Shift isn't looked at.
 */
export function matchesChord(press: KeyPress, text: string): boolean {
  const chord = parseChord(text);
  if (chord.ctrl !== (press.ctrlKey || press.metaKey) || chord.alt !== press.altKey) return false;
  if (/^\d$/.test(chord.key)) {
    return (
      chord.shift === press.shiftKey && (press.code === `Digit${chord.key}` || press.code === `Numpad${chord.key}`)
    );
  }
  if (isSymbol(chord.key)) return press.key === chord.key;
  return chord.shift === press.shiftKey && keyName(press) === chord.key;
}

/** The first command that a press means, in the order given; undefined when none. */
export function pickCommand(commands: readonly Command[], press: KeyPress, place: FocusPlace): Command | undefined {
  if (isComposing(press)) return undefined;
  return commands.find(
    (command) =>
      command.keys.some((chord) => matchesChord(press, chord) && mayFire(chord, place, command.inText === true)) &&
      command.when(),
  );
}

/** Keys as they stand on a keyboard, for people: `Ctrl+K` → ['Ctrl', 'K'], `Alt+ArrowUp` → ['Alt', '↑']. */
export function keyCaps(text: string): readonly string[] {
  const parts = text === '+' ? ['+'] : text.split('+');
  return parts.map((part) => CAPS[part.toLowerCase()] ?? part);
}

const CAPS: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  ' ': 'Space',
  space: 'Space',
};

function mayFire(text: string, place: FocusPlace, inText: boolean): boolean {
  const chord = parseChord(text);
  if (chord.ctrl || chord.alt || /^f\d{1,2}$/.test(chord.key)) return true;
  if (place === 'page') return true;
  if (place === 'control') return isSymbol(chord.key);
  return inText || (place === 'untouched-text' && isSymbol(chord.key));
}

function isSymbol(key: string): boolean {
  return key.length === 1 && !/[\p{L}\p{N} ]/u.test(key);
}

function keyName(press: KeyPress): string {
  return press.key === ' ' ? 'space' : press.key.toLowerCase();
}
