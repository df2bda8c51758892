import { join } from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from '../../storage/database/migrate.ts';
import { MIGRATIONS } from '../../storage/database/migrations.ts';
import { openSqlite } from '../../storage/database/open-sqlite.ts';
import { openStore } from '../../storage/open-store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TEST_KEY } from '../helpers/test-station.ts';

const AT = '2026-11-01T02:00:00.000Z';
const now = (): Date => new Date('2026-11-20T02:00:00.000Z');

/** A station of the version before jobs for everything: a file half read, a question asked, a dossier delivered. */
async function earlierStation(): Promise<string> {
  const dataDir = await temporaryFolder();
  const database: SqliteDatabase = openSqlite({ path: join(dataDir, 'station.db'), key: TEST_KEY, queryOnly: false });
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  await migrate(
    db,
    MIGRATIONS.filter(({ number }) => number < 30),
    now,
  );
  await sql`insert into accounts (id, username, display_name, role, password_hash, active, created_at)
    values ('c', 'hanh', 'Hạnh', 'clerk', 'none', 1, ${AT})`.execute(db);
  for (const [id, state] of [
    ['d1', 'capturing'],
    ['d2', 'delivered'],
  ]) {
    await sql`insert into dossiers (id, code, procedure_code, state, captured_by, created_at, updated_at, open_findings, doubtful_fields)
      values (${id}, ${id}, '1.004222', ${state}, 'c', ${AT}, ${AT}, 0, 0)`.execute(db);
  }
  for (const [id, state] of [
    ['f1', 'reading'],
    ['f2', 'read'],
  ]) {
    await sql`insert into files (id, dossier_id, name, sha256, bytes, state, added_by, added_at)
      values (${id}, 'd1', 'x', ${id}, 1, ${state}, 'c', ${AT})`.execute(db);
  }
  await sql`insert into validations (id, dossier_id, citizen_id, full_name, source, present, state, requested_at, differences)
    values ('v1', 'd1', '001194900093', 'X', 'qr', 1, 'waiting', ${AT}, '[]')`.execute(db);
  await sql`insert into jobs (id, kind, key, payload, state, attempts, not_before, created_at, updated_at)
    values ('j1', 'population-check', 'population-check:v1', '{"validationId":"v1"}', 'waiting', 3, ${AT}, ${AT}, ${AT})`.execute(
    db,
  );
  await db.destroy();
  return dataDir;
}

it('what an earlier version left undone outside the jobs table gets its job', async () => {
  const store = await openStore({ dataDir: await earlierStation(), databaseKey: TEST_KEY, now });
  const { jobs } = store.read;
  expect(await jobs.findByKey('population-check:v1')).toMatchObject({ dossierId: 'd1', attempts: 3, state: 'waiting' });
  expect(await jobs.findByKey('read-file:f1')).toMatchObject({
    kind: 'read-file',
    state: 'waiting',
    dossierId: 'd1',
    payload: { fileId: 'f1' },
    notBefore: AT,
  });
  expect(await jobs.findByKey('read-file:f2')).toBeNull();
  expect(await jobs.findByKey('purge-dossier:d2')).toMatchObject({
    dossierId: 'd2',
    payload: { dossierId: 'd2', receivedAt: AT },
    notBefore: '2026-12-01T02:00:00.000Z',
  });
  await store.close();
});
