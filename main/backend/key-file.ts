/** The shells' way to the database key where the machine has no keyring; only the backend may touch storage. */
export { loadOrCreateKeyFile } from '../../storage/database/key-file.ts';
