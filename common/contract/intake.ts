import { z } from 'zod';
import { base, done, id, reason } from './base.ts';
import { documentTypeId, dossierDetail, dossierSummary } from './views.ts';

/**
 * The clerk's desk. Files come in by `POST /assets/dossiers/{id}/files` (body = bytes, header x-file-name =
 * encodeURIComponent(name)); the answer `{ fileId, duplicate }` means that the bytes are durable.
 */
export const intakeContract = {
  /** Opens a dossier under a procedure and gives it its dossier code. */
  open: base.input(z.object({ procedureCode: z.string() })).output(dossierDetail),
  /** Dossiers being captured or returned to the counter, newest first. */
  list: base.output(z.array(dossierSummary)),
  get: base.input(z.object({ dossierId: id })).output(dossierDetail),
  /** Sample papers of training mode; empty outside it. */
  samples: base.output(
    z.array(
      z.object({ file: z.string(), title: z.string(), titleEn: z.string(), type: documentTypeId, story: z.boolean() }),
    ),
  ),
  addSample: base.input(z.object({ dossierId: id, file: z.string() })).output(z.object({ fileId: z.string() })),
  /** Puts a paper under a component; null takes it from its component. */
  assignComponent: base
    .input(z.object({ dossierId: id, paperId: id, componentCode: z.string().nullable() }))
    .output(dossierDetail),
  /** Notes why a required component is not handed in; null takes the note back. */
  excuseComponent: base
    .input(z.object({ dossierId: id, componentCode: z.string(), reason: reason.nullable() }))
    .output(dossierDetail),
  /** Sets a paper aside; its pages stay stored. */
  removePaper: base.input(z.object({ dossierId: id, paperId: id })).output(dossierDetail),
  /**
   * Does without a file of which no paper was read; its bytes stay stored, and the same file handed in again is read
   * anew. Fails with file-not-found, with still-reading, and with request-invalid when papers were read from it.
   */
  dismissFile: base.input(z.object({ dossierId: id, fileId: id })).output(dossierDetail),
  changePaperType: base.input(z.object({ dossierId: id, paperId: id, type: documentTypeId })).output(dossierDetail),
  /** Keys a value; empty text clears it. Fails with field-value-invalid. */
  setField: base
    .input(z.object({ dossierId: id, paperId: id, key: z.string(), value: z.string().max(1000) }))
    .output(dossierDetail),
  /** Notes why a finding may stand. */
  resolveFinding: base.input(z.object({ dossierId: id, findingId: id, note: reason })).output(dossierDetail),
  sendToVerification: base.input(z.object({ dossierId: id })).output(dossierDetail),
  /** Takes a returned dossier up again. */
  resume: base.input(z.object({ dossierId: id })).output(dossierDetail),
  withdraw: base.input(z.object({ dossierId: id, reason })).output(done),
};
