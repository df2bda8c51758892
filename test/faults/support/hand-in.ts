import { createHash } from 'node:crypto';
import { scriptBytes } from '../kills/paper-script.ts';
import type { StationLine } from '../kills/station-line.ts';
import { type LoneStation, until } from './lone-station.ts';

/** A file that a station acknowledged. */
export interface HandedIn {
  readonly dossierId: string;
  readonly fileId: string;
  readonly sha256: string;
}

const PERSON = {
  citizenId: '001185900117',
  fullName: 'NGUYỄN THỊ HẰNG',
  dateOfBirth: '1985-03-02',
  gender: 'Nữ',
} as const;

const PAPERS = {
  'citizen-card': PERSON,
  'residence-change-form': { ...PERSON, request: 'Đăng ký thường trú', signedOn: '2026-11-20' },
  'birth-certificate': {
    certificateNumber: '12/2015',
    fullName: 'TRẦN MINH KHÔI',
    dateOfBirth: '2015-06-01',
    gender: 'Nam',
    motherName: PERSON.fullName,
    registeredOn: '2015-06-20',
  },
} as const;

export type PaperKind = keyof typeof PAPERS;
export const PAPER_KINDS = Object.keys(PAPERS) as readonly PaperKind[];

/** Hands one paper in. @throws StationError as the station refused it */
export async function handIn(
  line: StationLine,
  dossierId: string,
  type: PaperKind,
  options: { readonly salt?: string; readonly pictureBytes?: number } = {},
): Promise<HandedIn> {
  const { salt = dossierId, pictureBytes = 20_000 } = options;
  const fields = Object.fromEntries(
    Object.entries(PAPERS[type]).map(([key, value]) => [key, { value, confidence: 0.995 }]),
  );
  const bytes = scriptBytes({ salt: `${salt} ${type}`, pages: 1, pictureBytes, papers: [{ type, fields }] });
  const { fileId } = await line.upload(dossierId, `${type}.jpg`, bytes, () => undefined);
  return { dossierId, fileId, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** A dossier from the counter to the queue; gives its id and code. */
export async function queueDossier(station: LoneStation): Promise<{ readonly id: string; readonly code: string }> {
  const { clerk, supervisor } = station;
  const { id, code } = await clerk.client.intake.open({ procedureCode: '1.004222' });
  for (const kind of PAPER_KINDS) await handIn(clerk, id, kind);
  await until(
    async () => (await clerk.client.intake.get({ dossierId: id })).blockers,
    (blockers) => blockers.length === 0,
  );
  await clerk.client.intake.sendToVerification({ dossierId: id });
  await supervisor.client.verification.approve({ dossierId: id });
  return { id, code };
}
