import { type Kysely, sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Everything that the first version keeps. */
export const migration0010: Migration = {
  number: 10,
  name: 'first',
  async up(db) {
    await createPeople(db);
    await createDossiers(db);
    await createPapers(db);
    await createFindings(db);
    await createDelivery(db);
    await createAudit(db);
  },
};

type Db = Kysely<unknown>;

async function createPeople(db: Db): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('username', 'text', (c) => c.notNull().unique())
    .addColumn('display_name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}

async function createDossiers(db: Db): Promise<void> {
  await db.schema
    .createTable('dossiers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('procedure_code', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('captured_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('return_reason', 'text')
    .addColumn('citizen_name', 'text')
    .addColumn('citizen_id', 'text')
    .addColumn('open_findings', 'integer', (c) => c.notNull())
    .addColumn('doubtful_fields', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('dossiers_by_state').on('dossiers').columns(['state', 'created_at']).execute();
  await db.schema.createIndex('dossiers_by_update').on('dossiers').column('updated_at').execute();
  await db.schema
    .createTable('dossier_serials')
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('last', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('dossier_serials_key', ['unit', 'day'])
    .execute();
  await db.schema
    .createTable('excuses')
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('dossiers.id'))
    .addColumn('component_code', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('excuses_key', ['dossier_id', 'component_code'])
    .execute();
}

async function createPapers(db: Db): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('dossiers.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('pages_total', 'integer')
    .addColumn('error_code', 'text')
    .addColumn('error_detail', 'text')
    .addColumn('added_by', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('files_once_a_dossier', ['dossier_id', 'sha256'])
    .execute();
  await db.schema.createIndex('files_by_state').on('files').column('state').execute();
  await db.schema
    .createTable('pages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('dossiers.id'))
    .addColumn('file_id', 'text', (c) => c.notNull().references('files.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('dpi', 'real')
    .addColumn('rotation', 'integer')
    .addColumn('skew_degrees', 'real')
    .addColumn('blank', 'integer', (c) => c.notNull())
    .addColumn('confidence', 'real')
    .addColumn('read_ms', 'real')
    .addColumn('read_at', 'text')
    .addColumn('findings', 'text', (c) => c.notNull())
    .addColumn('reading', 'text')
    .addColumn('upright_sha256', 'text')
    .addColumn('preview_sha256', 'text')
    .addUniqueConstraint('pages_once_a_file', ['file_id', 'position'])
    .execute();
  await db.schema.createIndex('pages_by_dossier').on('pages').column('dossier_id').execute();
  await db.schema.createIndex('pages_by_read_at').on('pages').column('read_at').execute();
  await db.schema
    .createTable('papers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('dossiers.id'))
    .addColumn('file_id', 'text', (c) => c.notNull().references('files.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('type_confidence', 'real', (c) => c.notNull())
    .addColumn('component_code', 'text')
    .addColumn('findings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addColumn('pdf_sha256', 'text')
    .addColumn('pdf_bytes', 'integer')
    .addColumn('pdf_title', 'text')
    .addUniqueConstraint('papers_once_a_file', ['file_id', 'position'])
    .execute();
  await db.schema.createIndex('papers_by_dossier').on('papers').column('dossier_id').execute();
  await db.schema
    .createTable('paper_pages')
    .addColumn('paper_id', 'text', (c) => c.notNull().references('papers.id'))
    .addColumn('page_id', 'text', (c) => c.notNull().references('pages.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('paper_pages_key', ['paper_id', 'position'])
    .execute();
  await db.schema
    .createTable('fields')
    .addColumn('paper_id', 'text', (c) => c.notNull().references('papers.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('value', 'text')
    .addColumn('raw', 'text')
    .addColumn('confidence', 'real', (c) => c.notNull())
    .addColumn('source', 'text')
    .addColumn('page_id', 'text', (c) => c.references('pages.id'))
    .addColumn('box', 'text')
    .addColumn('candidates', 'text', (c) => c.notNull())
    .addColumn('confirmed_by', 'text', (c) => c.references('accounts.id'))
    .addColumn('confirmed_at', 'text')
    .addPrimaryKeyConstraint('fields_key', ['paper_id', 'key'])
    .execute();
}

async function createFindings(db: Db): Promise<void> {
  await db.schema
    .createTable('findings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('dossiers.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('message_en', 'text', (c) => c.notNull())
    .addColumn('paper_id', 'text', (c) => c.references('papers.id'))
    .addColumn('page_id', 'text', (c) => c.references('pages.id'))
    .addColumn('field', 'text')
    .addColumn('compared', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('present', 'integer', (c) => c.notNull())
    .addColumn('resolved_by', 'text', (c) => c.references('accounts.id'))
    .addColumn('resolved_at', 'text')
    .addColumn('resolved_note', 'text')
    .addUniqueConstraint('findings_once_a_dossier', ['dossier_id', 'key'])
    .execute();
  await db.schema
    .createTable('validations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('dossiers.id'))
    .addColumn('citizen_id', 'text', (c) => c.notNull())
    .addColumn('full_name', 'text', (c) => c.notNull())
    .addColumn('date_of_birth', 'text')
    .addColumn('gender', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('present', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('checked_at', 'text')
    .addColumn('error_code', 'text')
    .addColumn('error_detail', 'text')
    .addColumn('differences', 'text', (c) => c.notNull())
    .addUniqueConstraint('validations_once_a_dossier', ['dossier_id', 'citizen_id'])
    .execute();
}

async function createDelivery(db: Db): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('dossier_id', 'text', (c) => c.primaryKey().references('dossiers.id'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('queued_at', 'text', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('bytes_sent', 'integer', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('resumed', 'integer', (c) => c.notNull())
    .addColumn('next_try_at', 'text')
    .addColumn('error_code', 'text')
    .addColumn('error_detail', 'text')
    .addColumn('receipt_number', 'text')
    .addColumn('accepted_at', 'text')
    .addColumn('receipt', 'text')
    .execute();
  await db.schema.createIndex('deliveries_by_state').on('deliveries').columns(['state', 'queued_at']).execute();
  await db.schema
    .createTable('delivery_files')
    .addColumn('dossier_id', 'text', (c) => c.notNull().references('deliveries.dossier_id'))
    .addColumn('paper_id', 'text', (c) => c.notNull().references('papers.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('component_code', 'text')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('bytes_sent', 'integer', (c) => c.notNull())
    .addColumn('upload_url', 'text')
    .addColumn('portal_sha256', 'text')
    .addPrimaryKeyConstraint('delivery_files_key', ['dossier_id', 'paper_id'])
    .execute();
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('not_before', 'text', (c) => c.notNull())
    .addColumn('last_error_code', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('jobs_due').on('jobs').columns(['kind', 'state', 'not_before']).execute();
}

async function createAudit(db: Db): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('sequence', 'integer', (c) => c.notNull().unique())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.references('accounts.id'))
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('dossier_id', 'text', (c) => c.references('dossiers.id'))
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text')
    .addColumn('reason', 'text')
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('audit_by_dossier').on('audit').columns(['dossier_id', 'sequence']).execute();
  await db.schema.createIndex('audit_by_time').on('audit').column('at').execute();
  // Append-only whatever code asks: rows can be neither changed nor removed.
  await sql`create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end`.execute(
    db,
  );
  await sql`create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end`.execute(
    db,
  );
}
