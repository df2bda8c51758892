import { type Kysely, sql } from 'kysely';
import { StationError } from '../../common/contract/errors.ts';

/** One step of the schema. Numbers go by tens, so that a fix can be put between two that are out already. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  up(db: Kysely<unknown>): Promise<void>;
}

/** What a database says of the migrations that it has seen. */
export interface MigrationState {
  /** Highest number applied; 0 for an empty database. */
  readonly last: number;
}

/**
 * Brings a database to the newest version, each step in a transaction of its own.
 *
 * @param migrations in rising order
 * @param now instant to note with each step
 * @throws StationError database-newer when the database has seen a migration that this version doesn't know; nothing
 *   is written then
 */
export async function migrate(
  db: Kysely<unknown>,
  migrations: readonly Migration[],
  now: () => Date,
): Promise<MigrationState> {
  assertRising(migrations);
  const applied = await appliedNumbers(db);
  refuseNewer(applied, migrations);
  const pending = migrations.filter((migration) => !applied.includes(migration.number));
  for (const migration of pending) {
    await db.transaction().execute(async (trx) => {
      await sql`create table if not exists migrations (number integer primary key, name text not null, applied_at text not null)`.execute(
        trx,
      );
      await migration.up(trx);
      await sql`insert into migrations (number, name, applied_at)
        values (${migration.number}, ${migration.name}, ${now().toISOString()})`.execute(trx);
    });
  }
  return { last: migrations.at(-1)?.number ?? 0 };
}

/** @throws StationError database-newer when a migration was applied that this version doesn't know */
export function refuseNewer(applied: readonly number[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.number));
  const unknown = applied.filter((number) => !known.has(number));
  if (unknown.length > 0) throw new StationError('database-newer', `migration ${Math.max(...unknown)}`);
}

async function appliedNumbers(db: Kysely<unknown>): Promise<readonly number[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === 'migrations')) return [];
  const { rows } = await sql<{ number: number }>`select number from migrations order by number`.execute(db);
  return rows.map((row) => row.number);
}

function assertRising(migrations: readonly Migration[]): void {
  let last = 0;
  for (const { number } of migrations) {
    if (!Number.isInteger(number) || number <= last) {
      throw new RangeError(`Migration ${number} comes after ${last}: numbers must rise.`);
    }
    last = number;
  }
}
