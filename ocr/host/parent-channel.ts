/** The line to whoever started this process. */
export interface ParentChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the starter has gone: nobody is left to work for. */
  onClose(listener: () => void): void;
}

/** What Electron's utilityProcess puts on `process`. */
interface UtilityParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Finds the line, whether the starter used child_process.fork or Electron's utilityProcess. */
export function openParentChannel(): ParentChannel {
  const port = (process as unknown as { parentPort?: UtilityParentPort }).parentPort;
  if (port !== undefined) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      onClose: () => undefined,
    };
  }
  if (process.send === undefined) throw new Error('The reader process must be started by the station.');
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.on('disconnect', listener),
  };
}
