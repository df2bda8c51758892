import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { MIGRATIONS } from '../../storage/database/migrations.ts';
import { openDatabase } from '../../storage/database/open-database.ts';
import { FIXTURE_KEY } from './fixture-key.ts';

// `node test/helpers/make-database-fixture.ts 0030` writes test/fixtures/databases/0030.db: a small database as the
// version with that newest migration left it. Made once when a migration is new, then never changed.

const AT = '2026-11-20T01:00:00.000Z';

/** Rows as they could be written once the migration was applied, by its number; invented people only. */
const ROWS: Readonly<Record<number, (db: Kysely<unknown>) => Promise<void>>> = {
  10: async (db) => {
    await sql`insert into accounts (id, username, display_name, role, password_hash, active, created_at)
      values ('a1', 'hanh', 'Nguyễn Thị Hạnh', 'clerk', 'none', 1, ${AT})`.execute(db);
    await sql`insert into settings (key, value) values ('station', '{"name":"Quầy 3"}')`.execute(db);
    await sql`insert into dossiers (id, code, procedure_code, state, captured_by, created_at, updated_at, citizen_name,
        citizen_id, open_findings, doubtful_fields)
      values ('d1', 'H56.25.5-261120-0001', '1.004222', 'verifying', 'a1', ${AT}, ${AT}, 'ĐỖ THỊ NGUYỆT MINH',
        '001194900093', 0, 0)`.execute(db);
    await sql`insert into files (id, dossier_id, name, sha256, bytes, state, pages_total, added_by, added_at)
      values ('f1', 'd1', 'ct01.jpg', ${'ab'.repeat(32)}, 3, 'read', 1, 'a1', ${AT})`.execute(db);
    await sql`insert into pages (id, dossier_id, file_id, position, state, blank, findings)
      values ('p1', 'd1', 'f1', 0, 'read', 0, '[]')`.execute(db);
    await sql`insert into papers (id, dossier_id, file_id, position, type, type_confidence, findings, created_at)
      values ('g1', 'd1', 'f1', 0, 'other', 1, '[]', ${AT})`.execute(db);
    await sql`insert into paper_pages (paper_id, page_id, position) values ('g1', 'p1', 0)`.execute(db);
    await sql`insert into fields (paper_id, key, value, confidence, candidates)
      values ('g1', 'fullName', 'ĐỖ THỊ NGUYỆT MINH', 0.99, '[]')`.execute(db);
    await sql`insert into jobs (id, kind, key, payload, state, attempts, not_before, created_at, updated_at)
      values ('j1', 'population-check', 'v1', '{"validationId":"v1"}', 'waiting', 1, ${AT}, ${AT}, ${AT})`.execute(db);
    await sql`insert into audit (id, sequence, at, by_id, event, dossier_id, detail)
      values ('u1', 1, ${AT}, 'a1', 'open', 'd1', '{}')`.execute(db);
  },
};

const wanted = Number(process.argv[2]);
if (!MIGRATIONS.some(({ number }) => number === wanted)) {
  throw new Error(`usage: make-database-fixture.ts ${MIGRATIONS.map(({ number }) => number).join(' | ')}`);
}
const folder = await mkdtemp(join(tmpdir(), 'tram-so-hoa-'));
try {
  const path = join(folder, 'station.db');
  for (const { number } of MIGRATIONS.filter((migration) => migration.number <= wanted)) {
    const migrations = MIGRATIONS.filter((migration) => migration.number <= number);
    const database = await openDatabase({ path, key: FIXTURE_KEY, now: () => new Date(AT), migrations });
    await ROWS[number]?.(database.writing as never);
    await database.close();
  }
  const fixtures = join(import.meta.dirname, '../fixtures/databases');
  await mkdir(fixtures, { recursive: true });
  await copyFile(path, join(fixtures, `${String(wanted).padStart(4, '0')}.db`));
} finally {
  await rm(folder, { recursive: true, force: true });
}
