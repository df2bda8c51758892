import { useQuery } from '@tanstack/react-query';
import type { PreflightProblem } from '../../../common/contract/verification.ts';
import { station } from '../../connection/station-client.ts';

export function preflightQuery(dossierId: string) {
  return station.verification.preflight.queryOptions({ input: { dossierId } });
}

/** What the portal would refuse a dossier for; empty until that is known. */
export function usePreflight(dossierId: string, enabled = true): readonly PreflightProblem[] {
  return useQuery({ ...preflightQuery(dossierId), enabled }).data ?? [];
}
