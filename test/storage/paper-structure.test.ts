import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FieldReading } from '../../common/domain/reading.ts';
import { openDatabase } from '../../storage/database/open-database.ts';
import { openStore } from '../../storage/open-store.ts';
import type { PaperRecord } from '../../storage/papers/records.ts';
import { queueDossier } from '../helpers/queued-dossier.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const KEY = new Uint8Array(32).fill(7);
const now = (): Date => new Date('2026-11-20T01:00:00Z');
const AT = now().toISOString();

function read(value: string): FieldReading {
  return { value, raw: value, confidence: 0.9, source: 'ocr', page: 1, box: [1, 2, 3, 4] };
}

describe('header block and rows of a paper', () => {
  it('come back as they were written, and are none where none were', async () => {
    const store = await openStore({ dataDir: await temporaryFolder(), databaseKey: KEY, now });
    onTestFinished(async () => await store.close());
    const { id } = await queueDossier(store, { serial: 1, files: [new Uint8Array([1])], at: AT });
    const [plain] = await store.read.papers.papers(id);
    expect([plain?.header, plain?.tables]).toEqual([null, null]);
    const rich: PaperRecord = {
      ...(plain as PaperRecord),
      id: randomUUID(),
      position: 1,
      header: { agency: read('UBND XÃ HOẰNG LỘC'), issuedOn: read('2026-02-02') },
      tables: { members: [{ fullName: read('Nguyễn Quỳnh Trâm') }, {}] },
    };
    await store.transaction(async ({ write }) => await write.papers.insertPaper(rich));
    expect((await store.read.papers.papers(id))[1]).toEqual(rich);
  });

  it('are added to a station of an earlier version without touching its papers', async () => {
    const dataDir = await temporaryFolder();
    const before = await openStore({ dataDir, databaseKey: KEY, now });
    const { id } = await queueDossier(before, { serial: 1, files: [new Uint8Array([1])], at: AT });
    const papers = await before.read.papers.papers(id);
    await before.close();
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: KEY, now });
    for (const column of ['header', 'tables']) {
      await sql`alter table papers drop column ${sql.id(column)}`.execute(database.writing);
    }
    await sql`delete from migrations where number = 20`.execute(database.writing);
    await database.close();
    const after = await openStore({ dataDir, databaseKey: KEY, now });
    onTestFinished(async () => await after.close());
    expect(await after.read.papers.papers(id)).toEqual(papers);
  });
});
