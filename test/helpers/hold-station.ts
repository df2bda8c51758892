import { openStore } from '../../storage/open-store.ts';

// Opens the station in the folder given and holds it until the process is ended.
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('usage: hold-station.ts DATA_DIR');
await openStore({ dataDir, databaseKey: new Uint8Array(32).fill(7), now: () => new Date() });
console.log('held');
setInterval(() => undefined, 60_000);
