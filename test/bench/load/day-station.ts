import { randomUUID } from 'node:crypto';
import type { FieldReading } from '../../../common/domain/reading.ts';
import type { BulkFile } from './bulk-reader.ts';
import { deliverAll, type OpenStation, openStation } from './deliver.ts';

// A station in a process of its own: takes in a day's dossiers of 20 pages, has them verified and sends them. Prints a
// line of JSON after every tenth dossier of each phase: how far it is and its memory.
const [dataDir, portalUrl, wanted] = process.argv.slice(2);
if (dataDir === undefined || portalUrl === undefined || wanted === undefined) {
  throw new Error('usage: day-station.ts DATA_DIR PORTAL DOSSIERS');
}
const count = Number(wanted);
const start = performance.now();

export interface DayLine {
  readonly phase: 'captured' | 'verified' | 'delivered';
  readonly done: number;
  readonly seconds: number;
  readonly memoryMb: number;
  /** What the program holds on to: its heap once everything else was thrown away. */
  readonly liveMb: number;
}

function say(phase: DayLine['phase'], done: number): void {
  const seconds = (performance.now() - start) / 1000;
  const memoryMb = process.memoryUsage.rss() / 2 ** 20;
  globalThis.gc?.();
  const line: DayLine = { phase, done, seconds, memoryMb, liveMb: process.memoryUsage().heapUsed / 2 ** 20 };
  console.log(JSON.stringify(line));
}

function field(value: string): FieldReading {
  return { value, raw: value, confidence: 0.995, source: 'ocr', page: 0, box: [10, 20, 300, 40] };
}

function papersOf(serial: number): readonly BulkFile[] {
  const person = {
    citizenId: field(`001185${String(900_000 + serial)}`),
    fullName: field('NGUYỄN THỊ HẰNG'),
    dateOfBirth: field('1985-03-02'),
    gender: field('Nữ'),
  };
  const request = { request: field('Đăng ký thường trú'), signedOn: field('2026-11-20') };
  const birth = { certificateNumber: field('12/2015'), fullName: field('TRẦN MINH KHÔI'), gender: field('Nam') };
  return [
    { salt: randomUUID(), pages: 1, documents: [{ type: 'citizen-card', fields: person }] },
    { salt: randomUUID(), pages: 2, documents: [{ type: 'residence-change-form', fields: { ...person, ...request } }] },
    { salt: randomUUID(), pages: 17, documents: [{ type: 'birth-certificate', fields: birth }] },
  ];
}

async function capture({ backend, clerk }: OpenStation, serial: number): Promise<string> {
  const stop = new AbortController();
  const events = await clerk.station.events(undefined, { signal: stop.signal });
  const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
  for (const file of papersOf(serial)) {
    const body = JSON.stringify(file);
    const headers = { 'x-file-name': 'giay.jpg' };
    const url = `http://station/assets/dossiers/${id}/files`;
    const answer = await backend.serveAsset(new Request(url, { method: 'POST', headers, body }), { client: 'hanh' });
    if (answer.status !== 201) throw new Error(`not taken: ${answer.status}`);
  }
  for await (const event of events) {
    if (event.kind !== 'dossier' || event.dossierId !== id) continue;
    const { files } = await clerk.intake.get({ dossierId: id });
    if (files.length === 3 && files.every((file) => file.state === 'read')) break;
  }
  stop.abort();
  const dossier = await clerk.intake.get({ dossierId: id });
  for (const finding of dossier.findings.filter((one) => one.resolved === null)) {
    await clerk.intake.resolveFinding({ dossierId: id, findingId: finding.id, note: 'bench' });
  }
  await clerk.intake.sendToVerification({ dossierId: id });
  return id;
}

async function verify({ supervisor }: OpenStation, dossierId: string): Promise<void> {
  const { papers } = await supervisor.verification.get({ dossierId });
  for (const paper of papers) {
    for (const { key, doubtful } of paper.fields) {
      if (doubtful) await supervisor.verification.confirmField({ dossierId, paperId: paper.id, key });
    }
  }
  await supervisor.verification.approve({ dossierId });
}

const station = await openStation(dataDir, portalUrl);
const ids: string[] = [];
for (let serial = 1; serial <= count; serial += 1) {
  ids.push(await capture(station, serial));
  if (serial % 10 === 0) say('captured', serial);
}
for (const [index, id] of ids.entries()) {
  await verify(station, id);
  if ((index + 1) % 10 === 0) say('verified', index + 1);
}
let told = 0;
await deliverAll(station, (delivered) => {
  if (delivered < told + 10) return;
  told = delivered;
  say('delivered', delivered);
});
say('delivered', count);
await station.backend.close();
process.exit(0);
