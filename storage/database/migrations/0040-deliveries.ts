import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * Deliveries that people can act on: hold, hand over, put first; the message as it stood when the dossier was queued, so
 * that nothing that changes later gives one dossier code two contents; an order that no clock can turn round.
 */
export const migration0040: Migration = {
  number: 40,
  name: 'deliveries',
  up: async (db) => {
    for (const column of ['sequence', 'priority', 'replaces']) {
      await db.schema
        .alterTable('deliveries')
        .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
    }
    for (const column of [
      'asked_at',
      'deadline',
      'held_reason',
      'handed_over_at',
      'handed_over_note',
      'message',
      'message_sent_at',
      'delivered_at',
    ]) {
      await db.schema.alterTable('deliveries').addColumn(column, 'text').execute();
    }
    await sql`update deliveries set sequence = (
      select count(*) from deliveries as earlier
      where earlier.queued_at < deliveries.queued_at
        or (earlier.queued_at = deliveries.queued_at and earlier.dossier_id <= deliveries.dossier_id))`.execute(db);
    // The portal's time is in Vietnam's zone and by its clock; lists of a day go by the station's own.
    await sql`update deliveries set delivered_at = strftime('%Y-%m-%dT%H:%M:%fZ', accepted_at)
      where state = 'delivered'`.execute(db);
  },
};
