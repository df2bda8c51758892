import { StationError } from '../../../common/contract/errors.ts';
import type { Store } from '../../../storage/store.ts';

/**
 * Makes sure that stored files are still there, in the transaction that begins to refer to them: retention removes files
 * that no row refers to in a transaction of its own, so a row never refers to a file that it took away.
 *
 * @throws StationError page-file-missing
 */
export async function requireStored({ files }: Pick<Store, 'files'>, ...hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes) {
    if ((await files.sizeOf(sha256)) === null) throw new StationError('page-file-missing');
  }
}
