import { createContext, type ReactNode, useContext, useEffect, useId, useState } from 'react';
import type { Command } from './command.ts';
import { CommandRegistry } from './command-registry.ts';
import { focusPlaceOf } from './focus-place.ts';
import { pickCommand } from './keys.ts';

const Registry = createContext<CommandRegistry | null>(null);

/** Gives the screens one registry and has the keyboard look into it. */
export function CommandProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [registry] = useState(() => new CommandRegistry());
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const command = pickCommand(registry.answering(), event, focusPlaceOf(event.target));
      if (command === undefined) return;
      event.preventDefault();
      if (!event.repeat || REPEATABLE.test(event.key)) command.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [registry]);
  return <Registry.Provider value={registry}>{children}</Registry.Provider>;
}

/** A held key repeats only where going on and on is what is meant. */
const REPEATABLE = /^(Arrow|Page|\+|-)/;

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(Registry);
  if (registry === null) throw new Error('commands are used outside CommandProvider');
  return registry;
}

/** Makes commands answer while the calling part is on screen; `modal` silences all others meanwhile. */
export function useCommands(commands: readonly Command[], options: { readonly modal?: boolean } = {}): void {
  const registry = useCommandRegistry();
  const id = useId();
  const modal = options.modal ?? false;
  useEffect(() => registry.put(id, { commands, modal }));
  useEffect(() => {
    registry.added();
    return () => registry.remove(id);
  }, [registry, id]);
}
