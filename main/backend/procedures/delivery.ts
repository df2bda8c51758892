import { ROLES } from '../../../common/contract/session.ts';
import type { Station } from '../station.ts';
import { allow, type Implementer } from './implementer.ts';

export function deliveryProcedures(os: Implementer, station: Station) {
  const { delivery } = station;
  const anybody = allow(station, ROLES);
  return {
    overview: os.delivery.overview.use(anybody).handler(async () => await delivery.overview()),
    list: os.delivery.list.use(anybody).handler(async () => await delivery.list()),
    sendNow: os.delivery.sendNow.use(anybody).handler(async () => await delivery.sendNow()),
    pause: os.delivery.pause.use(anybody).handler(async () => await delivery.pause()),
    resume: os.delivery.resume.use(anybody).handler(async () => await delivery.resume()),
    setSendAt: os.delivery.setSendAt.use(anybody).handler(async ({ input }) => await delivery.setSendAt(input.sendAt)),
    retry: os.delivery.retry.use(anybody).handler(async ({ context, input }) => {
      await delivery.retry(input.dossierId, context.person.id);
      return { ok: true } as const;
    }),
    setPlan: os.delivery.setPlan.use(anybody).handler(async ({ input }) => await delivery.setPlan(input)),
    hold: os.delivery.hold.use(anybody).handler(async ({ context, input }) => {
      await delivery.hold(input.dossierId, input.reason, context.person.id);
      return { ok: true } as const;
    }),
    release: os.delivery.release.use(anybody).handler(async ({ context, input }) => {
      await delivery.release(input.dossierId, context.person.id);
      return { ok: true } as const;
    }),
    handOver: os.delivery.handOver.use(anybody).handler(async ({ context, input }) => {
      await delivery.handOver(input.dossierId, input.note, context.person.id);
      return { ok: true } as const;
    }),
    putFirst: os.delivery.putFirst.use(anybody).handler(async ({ context, input }) => {
      await delivery.putFirst(input.dossierId, context.person.id);
      return { ok: true } as const;
    }),
    replace: os.delivery.replace
      .use(allow(station, ['supervisor', 'administrator']))
      .handler(async ({ context, input }) => {
        await delivery.replace(input.dossierId, input.reason, context.person.id);
        return { ok: true } as const;
      }),
    exportSent: os.delivery.exportSent
      .use(anybody)
      .handler(async ({ input }) => await delivery.exportSent(input.from, input.until)),
    reopen: os.delivery.reopen.use(anybody).handler(async ({ context, input }) => {
      await delivery.reopen(input.dossierId, input.reason, context.person.id);
      return { ok: true } as const;
    }),
    receipt: os.delivery.receipt.use(anybody).handler(async ({ input }) => await delivery.receipt(input.dossierId)),
  };
}
