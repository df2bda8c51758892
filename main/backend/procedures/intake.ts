import { dossierDetail } from '../services/dossiers/detail-view.ts';
import { listDossiers } from '../services/dossiers/list-dossiers.ts';
import { addFile } from '../services/intake/add-file.ts';
import { dismissFile } from '../services/intake/dismiss-file.ts';
import { resolveFinding, setField } from '../services/intake/edit-fields.ts';
import { assignComponent, changePaperType, excuseComponent, removePaper } from '../services/intake/edit-papers.ts';
import { resumeDossier, sendToVerification, withdrawDossier } from '../services/intake/hand-over.ts';
import { openDossier } from '../services/intake/open-dossier.ts';
import { listSamples, openSample } from '../services/intake/samples.ts';
import type { Station } from '../station.ts';
import { allow, type Implementer } from './implementer.ts';

export function intakeProcedures(os: Implementer, station: Station) {
  const { context: services, disk, pdfs, samplesDir } = station;
  const clerk = allow(station, ['clerk']);
  return {
    open: os.intake.open.use(clerk).handler(async ({ context, input }) => {
      const id = await openDossier(services, context.person, input.procedureCode);
      return await dossierDetail(services, context.person, id);
    }),
    list: os.intake.list
      .use(clerk)
      .handler(
        async ({ context }) => await listDossiers(services, context.person, ['capturing', 'returned'], 'newest-first'),
      ),
    get: os.intake.get
      .use(clerk)
      .handler(async ({ context, input }) => await dossierDetail(services, context.person, input.dossierId)),
    samples: os.intake.samples.use(clerk).handler(async () => [...(await listSamples(samplesDir))]),
    addSample: os.intake.addSample.use(clerk).handler(async ({ context, input }) => {
      const { dossierId, file: name } = input;
      const content = await openSample(samplesDir, name);
      const { fileId } = await addFile(services, disk, context.person, {
        dossierId,
        name,
        content,
        expectedBytes: 0,
      });
      return { fileId };
    }),
    assignComponent: os.intake.assignComponent.use(clerk).handler(async ({ context, input }) => {
      await assignComponent(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    excuseComponent: os.intake.excuseComponent.use(clerk).handler(async ({ context, input }) => {
      await excuseComponent(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    removePaper: os.intake.removePaper.use(clerk).handler(async ({ context, input }) => {
      await removePaper(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    dismissFile: os.intake.dismissFile.use(clerk).handler(async ({ context, input }) => {
      await dismissFile(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    changePaperType: os.intake.changePaperType.use(clerk).handler(async ({ context, input }) => {
      await changePaperType(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    setField: os.intake.setField.use(clerk).handler(async ({ context, input }) => {
      await setField(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    resolveFinding: os.intake.resolveFinding.use(clerk).handler(async ({ context, input }) => {
      await resolveFinding(services, context.person, input);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    sendToVerification: os.intake.sendToVerification.use(clerk).handler(async ({ context, input }) => {
      await sendToVerification(services, context.person, input.dossierId);
      pdfs.prepare(input.dossierId);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    resume: os.intake.resume.use(clerk).handler(async ({ context, input }) => {
      await resumeDossier(services, context.person, input.dossierId);
      return await dossierDetail(services, context.person, input.dossierId);
    }),
    withdraw: os.intake.withdraw.use(clerk).handler(async ({ context, input }) => {
      await withdrawDossier(services, context.person, input);
      return { ok: true } as const;
    }),
  };
}
