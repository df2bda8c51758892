import type { Kysely } from 'kysely';
import { AccountReader } from './accounts/reader.ts';
import { AccountWriter } from './accounts/writer.ts';
import { AuditReader } from './audit/reader.ts';
import { AuditWriter } from './audit/writer.ts';
import type { Schema } from './database/schema.ts';
import { DeliveryReader } from './deliveries/reader.ts';
import { DeliveryWriter } from './deliveries/writer.ts';
import { DossierReader } from './dossiers/reader.ts';
import { DossierWriter } from './dossiers/writer.ts';
import type { DiskSpace } from './files/measure-space.ts';
import type { PageFiles } from './files/page-files.ts';
import { FileUseReader } from './files/use-reader.ts';
import { FindingReader } from './findings/reader.ts';
import { FindingWriter } from './findings/writer.ts';
import { JobReader } from './jobs/reader.ts';
import { JobWriter } from './jobs/writer.ts';
import { PaperReader } from './papers/reader.ts';
import { PaperWriter } from './papers/writer.ts';
import { SettingReader } from './settings/reader.ts';
import { SettingWriter } from './settings/writer.ts';
import { ValidationReader } from './validations/reader.ts';
import { ValidationWriter } from './validations/writer.ts';

export interface StoreReaders {
  readonly accounts: AccountReader;
  readonly audit: AuditReader;
  readonly deliveries: DeliveryReader;
  readonly dossiers: DossierReader;
  readonly fileUses: FileUseReader;
  readonly findings: FindingReader;
  readonly jobs: JobReader;
  readonly papers: PaperReader;
  readonly settings: SettingReader;
  readonly validations: ValidationReader;
}

export interface StoreWriters {
  readonly accounts: AccountWriter;
  readonly audit: AuditWriter;
  readonly deliveries: DeliveryWriter;
  readonly dossiers: DossierWriter;
  readonly findings: FindingWriter;
  readonly jobs: JobWriter;
  readonly papers: PaperWriter;
  readonly settings: SettingWriter;
  readonly validations: ValidationWriter;
}

/** What happens in it happens whole or not at all, and is on disk when it is over. */
export interface StoreTransaction {
  /** Sees what this transaction wrote. */
  readonly read: StoreReaders;
  readonly write: StoreWriters;
  /** Runs once the transaction is durable, never when it failed: for telling others. Must not throw. */
  afterCommit(action: () => void): void;
}

/** What opening the data folder found and did. */
export interface OpenReport {
  readonly at: string;
  /** The last run ended in order, or there was none. When not, every page of the database was looked at. */
  readonly clean: boolean;
  /** The database's log after a stop that was not orderly: `cut` lost its half-written end, `lost` is gone whole. */
  readonly log: 'whole' | 'cut' | 'lost';
  /** Number of the newest migration before this opening; null when none was to be done. */
  readonly migratedFrom: number | null;
  /** File in the data folder that holds the database as it was before the migration. */
  readonly keptBeforeMigrating: string | null;
}

/** Everything the station keeps. */
export interface Store {
  readonly opened: OpenReport;
  /** Sees what is committed; never waits for a transaction. Two reads may see two states. */
  readonly read: StoreReaders;
  /** All that the work reads is of one moment: for views made of several reads. Inside one start no other. */
  snapshot<T>(work: (read: StoreReaders) => Promise<T>): Promise<T>;
  readonly files: PageFiles;
  /** Room on the disk that holds all this. */
  space(): Promise<DiskSpace>;
  /** Folder for work in progress, emptied at every start. */
  readonly workDir: string;
  /**
   * Transactions run one after another. Inside one use its own readers, and start no other.
   *
   * @throws StationError disk-full when it could not be written; nothing of it stays then
   */
  transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
  /**
   * Writes a copy of the database as it stands at one moment, encrypted with the same key and synced; transactions go on
   * meanwhile.
   *
   * @param to must not exist; its folder must
   */
  copyDatabase(to: string): Promise<void>;
  /**
   * Looks through the whole database, pages, indexes and references, while it is in use.
   *
   * @throws StationError database-damaged with what SQLite found
   */
  proveDatabase(): Promise<void>;
  /** Waits for running transactions. */
  close(): Promise<void>;
}

export function createReaders(db: Kysely<Schema>): StoreReaders {
  return {
    accounts: new AccountReader(db),
    audit: new AuditReader(db),
    deliveries: new DeliveryReader(db),
    dossiers: new DossierReader(db),
    fileUses: new FileUseReader(db),
    findings: new FindingReader(db),
    jobs: new JobReader(db),
    papers: new PaperReader(db),
    settings: new SettingReader(db),
    validations: new ValidationReader(db),
  };
}

export function createWriters(db: Kysely<Schema>): StoreWriters {
  return {
    accounts: new AccountWriter(db),
    audit: new AuditWriter(db),
    deliveries: new DeliveryWriter(db),
    dossiers: new DossierWriter(db),
    findings: new FindingWriter(db),
    jobs: new JobWriter(db),
    papers: new PaperWriter(db),
    settings: new SettingWriter(db),
    validations: new ValidationWriter(db),
  };
}
