import type { Migration } from '../migrate.ts';

/** Header block and table rows of papers; papers that were read before have none. */
export const migration0020: Migration = {
  number: 20,
  name: 'paper-structure',
  async up(db) {
    await db.schema.alterTable('papers').addColumn('header', 'text').execute();
    await db.schema.alterTable('papers').addColumn('tables', 'text').execute();
  },
};
