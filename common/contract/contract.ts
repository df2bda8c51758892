import type { ContractRouterClient } from '@orpc/contract';
import { careContract } from './care.ts';
import { deliveryContract } from './delivery.ts';
import { intakeContract } from './intake.ts';
import { jobsContract } from './jobs.ts';
import { sessionContract } from './session.ts';
import { stationContract } from './station.ts';
import { verificationContract } from './verification.ts';

/** Everything that a screen can ask of the station. One file an area; errors in errors.ts. */
export const contract = {
  session: sessionContract,
  station: stationContract,
  intake: intakeContract,
  verification: verificationContract,
  delivery: deliveryContract,
  jobs: jobsContract,
  care: careContract,
};

export type StationClient = ContractRouterClient<typeof contract>;
