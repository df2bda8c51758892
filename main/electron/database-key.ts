import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import Store from 'electron-store';
import { StationError } from '../../common/contract/errors.ts';
import { loadOrCreateKeyFile } from '../backend/key-file.ts';

interface KeyStore {
  /** base64 of the key as encrypted by the operating system's keyring. */
  readonly databaseKey?: string;
}

/**
 * The raw database key of a data folder. It is kept encrypted by the operating system's keyring; where there is none, in
 * a file that its owner alone can read, and a line says so. A key that is there already is used as it is kept.
 *
 * @throws StationError database-key-wrong when the keyring no longer opens it, or others may read the file
 */
export async function databaseKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'station.key');
  if (existsSync(file)) return loadOrCreateKeyFile(file);
  const store = new Store<KeyStore>({ cwd: dataDir, name: 'station-key', clearInvalidConfig: false });
  const kept = store.get('databaseKey');
  if (kept !== undefined) return unlock(kept);
  if (!hasKeyring()) {
    console.error('Máy không có kho khóa: khóa dữ liệu nằm trong tệp station.key. (No keyring: the key is in a file.)');
    return loadOrCreateKeyFile(file);
  }
  const key = randomBytes(32);
  store.set('databaseKey', safeStorage.encryptString(key.toString('base64')).toString('base64'));
  return new Uint8Array(key);
}

function unlock(kept: string): Uint8Array {
  try {
    return new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(kept, 'base64')), 'base64'));
  } catch (error) {
    throw new StationError('database-key-wrong', 'the keyring of this account does not open it', { cause: error });
  }
}

/** On Linux without a keyring Electron "encrypts" with a password that everybody knows; that is no keeping. */
function hasKeyring(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  // Older than Electron 26, where it can't be asked.
  if (typeof safeStorage.getSelectedStorageBackend !== 'function') return false;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}
