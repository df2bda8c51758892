import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Frees pictures that nobody refers to any more. They lie outside of the JavaScript heap, whose collector sees a few
 * small objects and no need to run while hundreds of megabytes hang on them.
 */
export function freeMemory(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
