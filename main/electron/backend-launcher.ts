import type { MessagePortMain } from 'electron';
import type { FromBackend, ToBackend } from './messages.ts';

/** A started backend process, whatever it runs on. */
export interface BackendProcess {
  send(message: ToBackend): void;
  onMessage(listener: (message: FromBackend) => void): void;
  /** Called once, also when it was killed or could not be started. */
  onExit(listener: () => void): void;
  /** Gives it a window's line; the port is no longer ours. */
  connect(port: MessagePortMain, client: string): void;
  kill(): void;
}

export interface BackendLauncher {
  /** False where the backend can start its reader processes itself. */
  readonly readersByShell: boolean;
  launch(): BackendProcess;
}
