import type { Backend } from '../backend.ts';
import type { Station } from '../station.ts';
import { careProcedures } from './care.ts';
import { deliveryProcedures } from './delivery.ts';
import { createImplementer } from './implementer.ts';
import { intakeProcedures } from './intake.ts';
import { jobProcedures } from './jobs.ts';
import { sessionProcedures } from './session.ts';
import { stationProcedures } from './station.ts';
import { verificationProcedures } from './verification.ts';

/** Every procedure of the contract over the station's services. */
export function createRouter(station: Station): Backend['router'] {
  const os = createImplementer(station);
  return os.router({
    session: sessionProcedures(os, station),
    station: stationProcedures(os, station),
    intake: intakeProcedures(os, station),
    verification: verificationProcedures(os, station),
    delivery: deliveryProcedures(os, station),
    jobs: jobProcedures(os, station),
    care: careProcedures(os, station),
  });
}
