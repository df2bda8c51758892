import { ROLES } from '../../../common/contract/session.ts';
import type { Station } from '../station.ts';
import { allow, type Implementer } from './implementer.ts';

export function careProcedures(os: Implementer, station: Station) {
  const { care } = station;
  const anybody = allow(station, ROLES);
  const administrator = allow(station, ['administrator']);
  return {
    state: os.care.state.use(anybody).handler(async () => await care.state()),
    saveBackup: os.care.saveBackup
      .use(administrator)
      .handler(async ({ context, input }) => await care.saveBackup(input, context.person)),
    backUpNow: os.care.backUpNow
      .use(administrator)
      .handler(async ({ context }) => await care.backUpNow(context.person)),
    checkNow: os.care.checkNow
      .use(administrator)
      .handler(async ({ context, input }) => await care.checkNow(input.mend, context.person)),
  };
}
