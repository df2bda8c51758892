import { dossierDetail } from '../services/dossiers/detail-view.ts';
import { listDossiers } from '../services/dossiers/list-dossiers.ts';
import { acceptFinding } from '../services/verification/accept-finding.ts';
import { approveDossier, preflightDossier, returnDossier } from '../services/verification/decide.ts';
import { confirmField, correctField } from '../services/verification/verify-fields.ts';
import type { Station } from '../station.ts';
import { allow, type Implementer } from './implementer.ts';

export function verificationProcedures(os: Implementer, station: Station) {
  const { context: services, pdfs } = station;
  const supervisor = allow(station, ['supervisor']);
  return {
    queue: os.verification.queue
      .use(supervisor)
      .handler(async ({ context }) => await listDossiers(services, context.person, ['verifying'], 'oldest-first')),
    get: os.verification.get
      .use(supervisor)
      .handler(async ({ context, input }) => await dossierDetail(services, context.person, input.dossierId)),
    confirmField: os.verification.confirmField.use(supervisor).handler(async ({ context, input }) => {
      await confirmField(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    correctField: os.verification.correctField.use(supervisor).handler(async ({ context, input }) => {
      await correctField(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    preflight: os.verification.preflight
      .use(supervisor)
      .handler(async ({ input }) => [...(await preflightDossier(services, pdfs, input.dossierId))]),
    acceptFinding: os.verification.acceptFinding.use(supervisor).handler(async ({ context, input }) => {
      await acceptFinding(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    approve: os.verification.approve.use(supervisor).handler(async ({ context, input }) => {
      await approveDossier(services, pdfs, context.person, input.dossierId);
      return { ok: true } as const;
    }),
    returnDossier: os.verification.returnDossier.use(supervisor).handler(async ({ context, input }) => {
      await returnDossier(services, context.person, input);
      return { ok: true } as const;
    }),
  };
}
