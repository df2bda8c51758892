import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { StubCitizen } from './citizens.ts';

const sampleCitizens = z.array(
  z.object({
    citizenId: z.string().regex(/^\d{12}$/),
    oldId: z.string().optional(),
    fullName: z.string(),
    dateOfBirth: z.string(),
    gender: z.enum(['Nam', 'Nữ']),
    ethnicity: z.string().optional(),
    hometown: z.string().optional(),
    residence: z.string(),
    status: z.enum(['living', 'deceased', 'cancelled']).optional(),
  }),
);

/**
 * The people on the sample papers, from `citizens.json` beside them; nobody when that file is not there.
 *
 * @param samplesDir default: the project's own samples
 */
export async function readSampleCitizens(
  samplesDir: string = fileURLToPath(new URL('../samples/', import.meta.url)),
): Promise<readonly StubCitizen[]> {
  const text = await readFile(join(samplesDir, 'citizens.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return sampleCitizens
    .parse(JSON.parse(text))
    .map(({ residence, fullName, oldId, ethnicity, hometown, ...person }) => ({
      citizenId: person.citizenId,
      fullName: fullName.normalize('NFC').toUpperCase(),
      dateOfBirth: person.dateOfBirth,
      gender: person.gender,
      address: residence,
      status: person.status ?? 'living',
      oldId: oldId === undefined || oldId === '' ? null : oldId,
      ...(ethnicity === undefined ? {} : { ethnicity }),
      ...(hometown === undefined ? {} : { hometown }),
    }));
}
