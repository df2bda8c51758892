import { randomUUID } from 'node:crypto';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { PaperRecord } from '../../../../storage/papers/records.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import type { ValidationRecord } from '../../../../storage/validations/reader.ts';
import { localDay } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { countDoubtful } from './assess-fields.ts';
import { type Citizen, citizensOf, ownerOf } from './people.ts';
import { requireDossier } from './require-dossier.ts';
import { workOutFindings } from './work-out-findings.ts';

/**
 * Works out again what follows from a dossier's papers and from what the population database said: citizens to ask
 * about (with the job that asks), findings, and what lists show. Belongs to the transaction of every change.
 */
export async function refreshDossier(
  context: Pick<ServiceContext, 'jobs'>,
  transaction: StoreTransaction,
  dossierId: string,
  at: string,
): Promise<void> {
  const { read, write } = transaction;
  const dossier = await requireDossier(read, dossierId);
  const papers = await read.papers.papers(dossierId);
  await syncCitizens(context, transaction, dossierId, papers, at);
  const findings = workOutFindings({
    procedure: findProcedure(dossier.procedureCode),
    papers,
    pages: await read.papers.pages(dossierId),
    validations: await read.validations.ofDossier(dossierId),
    today: localDay(new Date(at)),
  });
  await write.findings.replace(dossierId, findings);
  const stored = await read.findings.ofDossier(dossierId);
  const owner = ownerOf(papers);
  await write.dossiers.setDigest(dossierId, {
    citizenName: owner.name,
    citizenId: owner.citizenId,
    openFindings: stored.filter((finding) => finding.severity !== 'info' && finding.resolvedAt === null).length,
    doubtfulFields: countDoubtful(papers, stored),
    updatedAt: at,
  });
}

/** A citizen is asked about once for each combination of number, name, birth date and sex. */
async function syncCitizens(
  context: Pick<ServiceContext, 'jobs'>,
  transaction: StoreTransaction,
  dossierId: string,
  papers: readonly PaperRecord[],
  at: string,
): Promise<void> {
  const { read, write } = transaction;
  const citizens = citizensOf(papers);
  for (const citizen of citizens) {
    const known = await read.validations.findCitizen(dossierId, citizen.citizenId);
    if (known !== null && sameQuestion(known, citizen)) {
      if (!known.present) await write.validations.setPresent(known.id, true);
      continue;
    }
    const id = known?.id ?? randomUUID();
    await write.validations.request({ id, dossierId, requestedAt: at, ...citizen });
    await write.jobs.put({
      kind: 'population-check',
      key: `population-check:${id}`,
      payload: { validationId: id },
      dossierId,
      at,
    });
    transaction.afterCommit(() => context.jobs.ring('population-check'));
  }
  const named = new Set(citizens.map((citizen) => citizen.citizenId));
  for (const validation of await read.validations.ofDossier(dossierId)) {
    if (!named.has(validation.citizenId)) await write.validations.setPresent(validation.id, false);
  }
}

function sameQuestion(asked: ValidationRecord, citizen: Citizen): boolean {
  return (
    asked.fullName === citizen.fullName && asked.dateOfBirth === citizen.dateOfBirth && asked.gender === citizen.gender
  );
}
