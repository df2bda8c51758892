import { randomUUID } from 'node:crypto';
import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
import { StationError } from '../../../common/contract/errors.ts';
import type { Person, Role, StationInfo } from '../../../common/contract/session.ts';
import type { StationEvent } from '../../../common/contract/station.ts';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { fillDay } from './fake-day.ts';
import { FakeDossiers } from './fake-dossiers.ts';
import { readSample } from './sample-papers.ts';

const DAY = '2026-11-21';
const TICK_MS = 350;

const ACCOUNTS: readonly (readonly [string, string, Role])[] = [
  ['hanh', 'Nguyễn Thị Hạnh', 'clerk'],
  ['binh', 'Trần Văn Bình', 'clerk'],
  ['lan', 'Lê Thị Lan', 'supervisor'],
  ['quantri', 'Quản trị trạm', 'administrator'],
];

/** All that the fake station knows. */
export class FakeStationState {
  readonly dossiers = new FakeDossiers(DAY);
  readonly people: readonly Person[] = ACCOUNTS.map(([username, displayName, role]) => ({
    id: `person-${username}`,
    username,
    displayName,
    role,
  }));
  readonly signedIn = new Map<string, Person>();
  deliveries: DeliveryRow[] = [];
  sendAt: string | null = '16:45';
  paused = false;
  running = false;
  station: StationInfo = {
    name: 'Quầy 3',
    agencyName: 'Trung tâm Phục vụ hành chính công phường Sông Hằng',
    agencyCode: 'H56.25.5',
    training: true,
    version: '0.1.0',
  };
  readonly #listeners = new Set<(event: StationEvent) => void>();

  async fillDay(): Promise<void> {
    const [hanh, binh] = this.people;
    if (hanh === undefined || binh === undefined) throw new Error('there are no clerks');
    this.deliveries = await fillDay(this.dossiers, { hanh, binh }, (time) =>
      new Date(`${DAY}T${time}+07:00`).toISOString(),
    );
  }

  person(client: string): Person {
    const person = this.signedIn.get(client);
    if (person === undefined) throw new StationError('not-signed-in');
    return person;
  }

  dossier(id: string): DossierDetail {
    const dossier = this.dossiers.all.find((each) => each.id === id);
    if (dossier === undefined) throw new StationError('dossier-not-found');
    return dossier;
  }

  /** As one person sees it. */
  view(dossier: DossierDetail, viewer: Person): DossierDetail {
    return structuredClone({ ...dossier, mine: dossier.capturedBy.id === viewer.id });
  }

  overview(): DeliveryOverview {
    const count = (...states: DeliveryRow['state'][]): number =>
      this.deliveries.filter((row) => states.includes(row.state)).length;
    const sum = (key: 'bytes' | 'bytesSent'): number => this.deliveries.reduce((total, row) => total + row[key], 0);
    return {
      delivered: count('delivered'),
      sending: count('sending'),
      waiting: count('waiting'),
      attention: count('refused', 'retrying'),
      held: count('held'),
      bytes: sum('bytes'),
      bytesSent: sum('bytesSent'),
      running: this.running,
      paused: this.paused,
      sendAt: this.sendAt,
      idleMinutes: null,
      kbitPerSecond: null,
      maxFileMB: 50,
      portal: 'connected',
      nextProbeAt: null,
      error: null,
    };
  }

  /** A file that was dropped: read in a few ticks, as the sample that its name begins like. */
  receiveFile(dossierId: string, name: string): { fileId: string; duplicate: boolean } {
    const dossier = this.dossier(dossierId);
    if (dossier.files.some((file) => file.name === name)) return { fileId: name, duplicate: true };
    const fileId = randomUUID();
    dossier.files.push({ id: fileId, name, state: 'reading', pagesTotal: null, pagesRead: 0, error: null });
    this.dossiers.settle(dossier);
    this.emit({ kind: 'dossier', dossierId });
    void this.#read(dossier, fileId, name);
    return { fileId, duplicate: false };
  }

  emit(event: StationEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: StationEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #read(dossier: DossierDetail, fileId: string, name: string): Promise<void> {
    const file = dossier.files.find((each) => each.id === fileId);
    if (file === undefined) return;
    for (const step of ['decode', 'upright', 'recognise', 'extract']) {
      this.emit({ kind: 'reading', dossierId: dossier.id, fileId, pagesRead: 0, pagesTotal: 1, step });
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    if (name.includes('hong')) {
      file.state = 'failed';
      file.error = { code: 'file-truncated' };
    } else {
      const sample = await readSample(name, { paper: randomUUID(), file: fileId });
      file.state = 'read';
      file.pagesTotal = sample.pages.length;
      file.pagesRead = sample.pages.length;
      this.dossiers.put(dossier, sample);
    }
    this.dossiers.settle(dossier);
    this.emit({ kind: 'dossier', dossierId: dossier.id });
  }
}
