import { ROLES } from '../../../common/contract/session.ts';
import type { Station } from '../station.ts';
import { allow, type Implementer } from './implementer.ts';

export function jobProcedures(os: Implementer, station: Station) {
  const { jobs } = station;
  const anybody = allow(station, ROLES);
  return {
    list: os.jobs.list.use(anybody).handler(async () => await jobs.list()),
    tryNow: os.jobs.tryNow.use(anybody).handler(async ({ context, input }) => {
      await jobs.tryNow(input.jobId, context.person);
      return { ok: true } as const;
    }),
    hold: os.jobs.hold.use(anybody).handler(async ({ context, input }) => {
      await jobs.hold(input.jobId, input.reason, context.person);
      return { ok: true } as const;
    }),
    release: os.jobs.release.use(anybody).handler(async ({ context, input }) => {
      await jobs.release(input.jobId, context.person);
      return { ok: true } as const;
    }),
    handOver: os.jobs.handOver.use(anybody).handler(async ({ context, input }) => {
      await jobs.handOver(input.jobId, input.note, context.person);
      return { ok: true } as const;
    }),
  };
}
