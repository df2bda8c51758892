import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../renderer/commands/command.ts';
import { CommandRegistry } from '../../../../renderer/commands/command-registry.ts';

function command(id: string): Command {
  return { id, label: id, keys: [], when: () => true, run: () => undefined };
}

describe('CommandRegistry', () => {
  it('has the last part of the screen answer first', () => {
    const registry = new CommandRegistry();
    registry.put('shell', { commands: [command('a')], modal: false });
    registry.put('screen', { commands: [command('b')], modal: false });
    expect(registry.answering().map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('silences the screen under a window, and shows its commands all the same', () => {
    const registry = new CommandRegistry();
    registry.put('screen', { commands: [command('a')], modal: false });
    registry.put('window', { commands: [command('b')], modal: true });
    expect(registry.answering().map(({ id }) => id)).toEqual(['b']);
    expect(registry.ofScreen().map(({ id }) => id)).toEqual(['a']);
    registry.remove('window');
    expect(registry.answering().map(({ id }) => id)).toEqual(['a']);
  });

  it('replaces the commands of a part that is there already', () => {
    const registry = new CommandRegistry();
    registry.put('screen', { commands: [command('a')], modal: false });
    registry.put('screen', { commands: [command('b')], modal: false });
    expect(registry.answering().map(({ id }) => id)).toEqual(['b']);
  });
});
