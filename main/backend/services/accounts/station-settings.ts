import { z } from 'zod';
import { StationError } from '../../../../common/contract/errors.ts';
import type { Person, StationInfo } from '../../../../common/contract/session.ts';
import { composeDossierCode } from '../../../../common/domain/dossier-code.ts';
import { PDF_RASTERS } from '../../../../common/domain/pdf-raster.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { type StationSettings, TRAINING_STATION } from './training-accounts.ts';

const KEY = 'station';
const settings = z.object({
  name: z.string(),
  agencyName: z.string(),
  agencyCode: z.string(),
  pdfRaster: z.enum(PDF_RASTERS).optional(),
});

/** Who this station is. One that nobody has named yet goes by the training station's words. */
export async function readStationSettings(read: StoreReaders): Promise<StationSettings> {
  return settings.catch(TRAINING_STATION).parse(await read.settings.find(KEY));
}

export async function readStationInfo(
  { store }: ServiceContext,
  fixed: Pick<StationInfo, 'training' | 'version'>,
): Promise<StationInfo> {
  return { ...(await readStationSettings(store.read)), ...fixed };
}

/** @throws StationError request-invalid when no dossier code can be made with the agency code */
export async function saveStationSettings(
  { store, clock }: ServiceContext,
  person: Person,
  value: StationSettings,
): Promise<void> {
  if (!isAgencyCode(value.agencyCode)) throw new StationError('request-invalid', 'agencyCode');
  await store.transaction(async ({ write }) => {
    await write.settings.set(KEY, value);
    await write.audit.add({ at: stamp(clock), byId: person.id, event: 'save-settings' });
  });
}

function isAgencyCode(unit: string): boolean {
  try {
    composeDossierCode({ unit, date: '2026-01-01', serial: 1 });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
