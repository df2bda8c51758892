import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../renderer/commands/command.ts';
import { isComposing, type KeyPress, keyCaps, matchesChord, pickCommand } from '../../../../renderer/commands/keys.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false, ...more };
}

function command(id: string, keys: readonly string[], more: Partial<Command> = {}): Command {
  return { id, label: id, keys, when: () => true, run: () => undefined, ...more };
}

describe('matchesChord', () => {
  it('tells modifiers apart', () => {
    expect(matchesChord(press('Enter'), 'Enter')).toBe(true);
    expect(matchesChord(press('Enter', { shiftKey: true }), 'Enter')).toBe(false);
    expect(matchesChord(press('Enter', { shiftKey: true }), 'Shift+Enter')).toBe(true);
    expect(matchesChord(press('K', { ctrlKey: true }), 'Ctrl+K')).toBe(true);
    expect(matchesChord(press('k'), 'Ctrl+K')).toBe(false);
  });

  it('finds digits by their place, since the Vietnamese layout prints letters there', () => {
    expect(matchesChord(press('ă', { code: 'Digit1', altKey: true }), 'Alt+1')).toBe(true);
    expect(matchesChord(press('1', { code: 'Numpad1', altKey: true }), 'Alt+1')).toBe(true);
    expect(matchesChord(press('1', { code: 'Digit1' }), 'Alt+1')).toBe(false);
  });

  it('finds symbols by what they print, whichever keys make them', () => {
    expect(matchesChord(press('?', { shiftKey: true, code: 'Slash' }), '?')).toBe(true);
    expect(matchesChord(press('+', { shiftKey: true, code: 'Equal' }), '+')).toBe(true);
    expect(matchesChord(press('/', { code: 'Slash' }), '?')).toBe(false);
  });

  it('names Space', () => {
    expect(matchesChord(press(' '), 'Space')).toBe(true);
  });
});

describe('pickCommand', () => {
  const confirm = command('confirm', ['Enter'], { inText: true });
  const open = command('open', ['Enter']);
  const send = command('send', ['F9']);
  const pick = command('pick', ['Alt+1']);
  const keys = command('keys', ['?', 'F1']);

  it('never takes a key from an input method', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Enter', 'F9', '?', 'Alt+1', 'a'),
        fc.constantFrom('page', 'text', 'control'),
        (key, place) => {
          const all = [confirm, open, send, pick, keys];
          for (const taken of [{ isComposing: true }, { keyCode: 229 }]) {
            expect(
              pickCommand(all, press(key, { ...taken, altKey: key === 'Alt+1', code: 'Digit1' }), place as 'page'),
            ).toBeUndefined();
          }
          expect(pickCommand(all, press('Process'), place as 'page')).toBeUndefined();
        },
      ),
    );
  });

  it('leaves what can be typed to a text field', () => {
    expect(pickCommand([open], press('Enter'), 'text')).toBeUndefined();
    expect(pickCommand([keys], press('?'), 'text')).toBeUndefined();
    expect(pickCommand([command('pause', ['Space'])], press(' '), 'text')).toBeUndefined();
  });

  it('lets function keys, modified keys and commands meant for text through', () => {
    expect(pickCommand([send], press('F9'), 'text')).toBe(send);
    expect(pickCommand([pick], press('1', { altKey: true, code: 'Digit1' }), 'text')).toBe(pick);
    expect(pickCommand([confirm], press('Enter'), 'text')).toBe(confirm);
  });

  it('takes a lone ? in a field that is still as it was offered', () => {
    expect(pickCommand([keys], press('?'), 'untouched-text')).toBe(keys);
  });

  it('leaves Enter, Space and arrows to a focused control, but not function keys', () => {
    expect(pickCommand([confirm], press('Enter'), 'control')).toBeUndefined();
    expect(pickCommand([command('down', ['ArrowDown'])], press('ArrowDown'), 'control')).toBeUndefined();
    expect(pickCommand([send], press('F9'), 'control')).toBe(send);
  });

  it('passes over commands that can’t be done now', () => {
    const off = command('off', ['F9'], { when: () => false });
    expect(pickCommand([off, send], press('F9'), 'page')).toBe(send);
  });
});

describe('isComposing', () => {
  it('knows dead keys of layouts too', () => {
    expect(isComposing(press('Dead'))).toBe(true);
    expect(isComposing(press('a'))).toBe(false);
  });
});

describe('keyCaps', () => {
  it('writes keys as keyboards do', () => {
    expect(keyCaps('Ctrl+K')).toEqual(['Ctrl', 'K']);
    expect(keyCaps('Alt+ArrowLeft')).toEqual(['Alt', '←']);
    expect(keyCaps('+')).toEqual(['+']);
  });
});
