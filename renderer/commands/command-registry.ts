import type { Command } from './command.ts';

interface Layer {
  readonly commands: readonly Command[];
  /** While it is there, only its own commands answer. */
  readonly modal: boolean;
}

/** Commands of what is on screen now; what came last answers first. */
export class CommandRegistry {
  readonly #layers = new Map<string, Layer>();
  readonly #listeners = new Set<() => void>();

  /** Sets the commands of one part of the screen; the part keeps its place among the layers. */
  put(id: string, layer: Layer): void {
    this.#layers.set(id, layer);
  }

  remove(id: string): void {
    this.#layers.delete(id);
    this.#changed();
  }

  added(): void {
    this.#changed();
  }

  /** Commands that answer now, the most particular first. */
  answering(): readonly Command[] {
    const layers = [...this.#layers.values()].reverse();
    const modal = layers.find((layer) => layer.modal);
    return modal === undefined ? layers.flatMap((layer) => layer.commands) : modal.commands;
  }

  /** Commands of the screen, whatever stands over it: what palette and key map show. */
  ofScreen(): readonly Command[] {
    return [...this.#layers.values()].reverse().flatMap((layer) => (layer.modal ? [] : layer.commands));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
