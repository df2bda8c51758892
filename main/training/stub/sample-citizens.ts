import type { StubCitizen } from '../population/citizens.ts';

export async function readSampleCitizens(): Promise<readonly StubCitizen[]> {
  return [];
}
