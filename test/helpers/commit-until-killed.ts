import { openStore } from '../../storage/open-store.ts';
import { FIXTURE_KEY } from './fixture-key.ts';

// Counts up in the station of the folder given, one transaction a number, and prints each number once it is durable.
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('usage: commit-until-killed.ts DATA_DIR');
const store = await openStore({ dataDir, databaseKey: FIXTURE_KEY, now: () => new Date() });
for (let count = 1; ; count += 1) {
  await store.transaction(async ({ write }) => await write.settings.set('count', count));
  console.log(count);
}
