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
    reopen: os.delivery.reopen.use(anybody).handler(async ({ context, input }) => {
      await delivery.reopen(input.dossierId, input.reason, context.person.id);
      return { ok: true } as const;
    }),
    receipt: os.delivery.receipt.use(anybody).handler(async ({ input }) => await delivery.receipt(input.dossierId)),
  };
}
