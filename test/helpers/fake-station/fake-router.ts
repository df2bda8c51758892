import { implement, type Router } from '@orpc/server';
import { contract } from '../../../common/contract/contract.ts';
import { StationError } from '../../../common/contract/errors.ts';
import type { StationEvent, StationHealth } from '../../../common/contract/station.ts';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { PROCEDURES } from '../../../common/domain/procedures.ts';
import { FAKE_CARE } from './fake-care.ts';
import { hashOf } from './fake-day.ts';
import { fakeJobs } from './fake-jobs.ts';
import type { FakeStationState } from './fake-state.ts';
import { listSamples } from './sample-papers.ts';

const FAKE_HEALTH: StationHealth = {
  disk: { state: 'enough', freeBytes: 80e9, limitBytes: 2e9, totalBytes: 100e9 },
  purgeable: 0,
  retentionDays: 30,
  jobsForPeople: 2,
};

export interface FakeContext {
  readonly client: string;
}

/** The contract over what is in memory. */
export function fakeRouter(state: FakeStationState): Router<typeof contract, FakeContext> {
  const os = implement(contract)
    .$context<FakeContext>()
    .use(async ({ next, errors }) => {
      try {
        return await next();
      } catch (error) {
        if (!(error instanceof StationError)) throw error;
        const detail = error.detail === undefined ? {} : { detail: error.detail };
        throw (errors as { STATION: (options: object) => Error }).STATION({ data: { code: error.code, ...detail } });
      }
    });
  const now = (): string => new Date().toISOString();
  const change = (client: string, dossierId: string, edit: (dossier: DossierDetail) => void): DossierDetail => {
    const viewer = state.person(client);
    const dossier = state.dossier(dossierId);
    edit(dossier);
    dossier.updatedAt = now();
    state.dossiers.settle(dossier);
    state.emit({ kind: 'dossier', dossierId });
    return state.view(dossier, viewer);
  };
  const move = (dossier: DossierDetail, to: DossierDetail['state']): void => {
    dossier.state = to;
  };
  const fieldOf = (dossier: DossierDetail, paperId: string, key: string) => {
    const field = dossier.papers.find((paper) => paper.id === paperId)?.fields.find((each) => each.key === key);
    if (field === undefined) throw new StationError('field-not-found');
    return field;
  };
  const inStates = (client: string, ...states: DossierDetail['state'][]) => {
    const viewer = state.person(client);
    return state.dossiers.all
      .filter((dossier) => states.includes(dossier.state))
      .map((dossier) => ({
        ...state.view(dossier, viewer),
        papers: dossier.papers.length,
        pages: dossier.pages.length,
      }));
  };

  return os.router({
    session: {
      current: os.session.current.handler(({ context }) => ({
        station: state.station,
        person: state.signedIn.get(context.client) ?? null,
        trainingAccounts: state.people.map(({ username, displayName, role }) => ({
          username,
          displayName,
          role,
          password: 'mau-2026',
        })),
      })),
      signIn: os.session.signIn.handler(({ input, context }) => {
        const person = state.people.find((each) => each.username === input.username);
        if (person === undefined || input.password !== 'mau-2026') throw new StationError('wrong-credentials');
        state.signedIn.set(context.client, person);
        return person;
      }),
      signOut: os.session.signOut.handler(({ context }) => {
        state.signedIn.delete(context.client);
        return { ok: true as const };
      }),
    },
    station: {
      health: os.station.health.handler(() => FAKE_HEALTH),
      saveRetention: os.station.saveRetention.handler(() => FAKE_HEALTH),
      purgeNow: os.station.purgeNow.handler(() => ({ dossiers: 0 })),
      events: os.station.events.handler(async function* ({ signal }) {
        yield { kind: 'hello' as const };
        const waiting: StationEvent[] = [];
        let wake = (): void => undefined;
        const stop = state.listen((event) => {
          waiting.push(event);
          wake();
        });
        signal?.addEventListener('abort', () => wake());
        try {
          while (signal?.aborted !== true) {
            for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield event;
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        } finally {
          stop();
        }
      }),
      procedures: os.station.procedures.handler(() =>
        PROCEDURES.map((procedure) => ({
          code: procedure.code,
          name: procedure.name,
          nameEn: procedure.nameEn,
          sectorName: procedure.sector.name,
          components: procedure.components.map((each) => ({ ...each, documentTypes: [...each.documentTypes] })),
        })),
      ),
      today: os.station.today.handler(({ context }) => {
        const count = (...states: DossierDetail['state'][]): number => inStates(context.client, ...states).length;
        const overview = state.overview();
        return {
          date: '2026-11-21',
          received: state.dossiers.all.length,
          capturing: count('capturing'),
          verifying: count('verifying'),
          returned: count('returned'),
          queued: overview.waiting + overview.sending,
          delivered: overview.delivered,
          attention: overview.attention,
          pagesRead: state.dossiers.all.reduce((sum, dossier) => sum + dossier.pages.length, 0),
          medianSecondsPerDossier: 134,
          recent: inStates(
            context.client,
            'capturing',
            'verifying',
            'returned',
            'queued',
            'delivering',
            'delivered',
          ).slice(0, 20),
        };
      }),
      settings: os.station.settings.handler(() => state.station),
      saveSettings: os.station.saveSettings.handler(({ input }) => {
        state.station = { ...state.station, ...input };
        return state.station;
      }),
      accounts: os.station.accounts.handler(() => state.people.map((person) => ({ ...person, active: true }))),
    },
    intake: {
      open: os.intake.open.handler(({ input, context }) => {
        const dossier = state.dossiers.open(input.procedureCode, state.person(context.client), now());
        state.emit({ kind: 'dossier', dossierId: dossier.id });
        return state.view(dossier, state.person(context.client));
      }),
      list: os.intake.list.handler(({ context }) => inStates(context.client, 'capturing', 'returned')),
      get: os.intake.get.handler(({ input, context }) =>
        state.view(state.dossier(input.dossierId), state.person(context.client)),
      ),
      samples: os.intake.samples.handler(async () =>
        (await listSamples()).map(({ file, title, titleEn, type, story }) => ({
          file,
          title,
          titleEn: titleEn ?? title,
          type,
          story: story !== undefined,
        })),
      ),
      addSample: os.intake.addSample.handler(({ input }) => ({
        fileId: state.receiveFile(input.dossierId, input.file).fileId,
      })),
      assignComponent: os.intake.assignComponent.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          for (const paper of dossier.papers) if (paper.id === input.paperId) paper.componentCode = input.componentCode;
        }),
      ),
      excuseComponent: os.intake.excuseComponent.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          for (const each of dossier.components) if (each.code === input.componentCode) each.excuse = input.reason;
        }),
      ),
      removePaper: os.intake.removePaper.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          dossier.papers = dossier.papers.filter((paper) => paper.id !== input.paperId);
          dossier.findings = dossier.findings.filter((finding) => finding.paperId !== input.paperId);
        }),
      ),
      dismissFile: os.intake.dismissFile.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          dossier.files = dossier.files.filter((file) => file.id !== input.fileId);
        }),
      ),
      changePaperType: os.intake.changePaperType.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          for (const paper of dossier.papers) if (paper.id === input.paperId) paper.type = input.type;
        }),
      ),
      setField: os.intake.setField.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          const field = fieldOf(dossier, input.paperId, input.key);
          if (field.kind === 'date' && !/^\d{4}(-\d\d-\d\d)?$/.test(input.value))
            throw new StationError('field-value-invalid');
          Object.assign(field, {
            value: input.value === '' ? null : input.value,
            source: 'keyed',
            doubtful: false,
            why: null,
          });
          dossier.findings = dossier.findings.filter(
            ({ paperId, field: key }) => paperId !== input.paperId || key !== input.key,
          );
        }),
      ),
      resolveFinding: os.intake.resolveFinding.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          const { id, displayName } = state.person(context.client);
          for (const finding of dossier.findings) {
            if (finding.id === input.findingId)
              finding.resolved = { by: { id, displayName }, at: now(), note: input.note };
          }
        }),
      ),
      sendToVerification: os.intake.sendToVerification.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          const blocker = dossier.blockers[0];
          if (blocker !== undefined) throw new StationError(blocker.code);
          move(dossier, 'verifying');
        }),
      ),
      resume: os.intake.resume.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => move(dossier, 'capturing')),
      ),
      withdraw: os.intake.withdraw.handler(({ input, context }) => {
        change(context.client, input.dossierId, (dossier) => move(dossier, 'withdrawn'));
        return { ok: true as const };
      }),
    },
    verification: {
      queue: os.verification.queue.handler(({ context }) => inStates(context.client, 'verifying')),
      get: os.verification.get.handler(({ input, context }) =>
        state.view(state.dossier(input.dossierId), state.person(context.client)),
      ),
      confirmField: os.verification.confirmField.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          const { id, displayName } = state.person(context.client);
          const confirmed = { by: { id, displayName }, at: now() };
          Object.assign(fieldOf(dossier, input.paperId, input.key), { confirmed, doubtful: false, why: null });
        }),
      ),
      correctField: os.verification.correctField.handler(({ input, context }) =>
        change(context.client, input.dossierId, (dossier) => {
          const { id, displayName } = state.person(context.client);
          const confirmed = { by: { id, displayName }, at: now() };
          const field = fieldOf(dossier, input.paperId, input.key);
          if (field.kind === 'date' && input.value !== '' && !/^\d{4}(-\d\d-\d\d)?$/.test(input.value)) {
            throw new StationError('field-value-invalid');
          }
          Object.assign(field, {
            value: input.value === '' ? null : input.value,
            source: 'keyed',
            confirmed,
            doubtful: false,
            why: null,
          });
        }),
      ),
      preflight: os.verification.preflight.handler(() => []),
      acceptFinding: os.verification.acceptFinding.handler(({ input, context }) =>
        change(context.client, input.dossierId, () => undefined),
      ),
      approve: os.verification.approve.handler(({ input, context }) => {
        change(context.client, input.dossierId, (dossier) => {
          if (dossier.doubtfulFields > 0) throw new StationError('fields-unconfirmed');
          move(dossier, 'queued');
        });
        return { ok: true as const };
      }),
      returnDossier: os.verification.returnDossier.handler(({ input, context }) => {
        change(context.client, input.dossierId, (dossier) => {
          move(dossier, 'returned');
          dossier.returnReason = input.words;
        });
        return { ok: true as const };
      }),
    },
    delivery: {
      overview: os.delivery.overview.handler(() => state.overview()),
      list: os.delivery.list.handler(() => state.deliveries),
      sendNow: os.delivery.sendNow.handler(() => {
        state.running = true;
        state.emit({ kind: 'delivery' });
        return state.overview();
      }),
      pause: os.delivery.pause.handler(() => {
        state.paused = true;
        return state.overview();
      }),
      resume: os.delivery.resume.handler(() => {
        state.paused = false;
        return state.overview();
      }),
      setSendAt: os.delivery.setSendAt.handler(({ input }) => {
        state.sendAt = input.sendAt;
        return state.overview();
      }),
      setPlan: os.delivery.setPlan.handler(({ input }) => {
        state.sendAt = input.sendAt;
        return state.overview();
      }),
      retry: os.delivery.retry.handler(() => ({ ok: true as const })),
      hold: os.delivery.hold.handler(() => ({ ok: true as const })),
      release: os.delivery.release.handler(() => ({ ok: true as const })),
      handOver: os.delivery.handOver.handler(() => ({ ok: true as const })),
      putFirst: os.delivery.putFirst.handler(() => ({ ok: true as const })),
      replace: os.delivery.replace.handler(() => ({ ok: true as const })),
      exportSent: os.delivery.exportSent.handler(() => ({ name: 'ho-so-da-gui.csv', csv: '' })),
      reopen: os.delivery.reopen.handler(({ input }) => {
        state.deliveries = state.deliveries.filter((row) => row.dossierId !== input.dossierId);
        return { ok: true as const };
      }),
      receipt: os.delivery.receipt.handler(({ input }) => {
        const row = state.deliveries.find((each) => each.dossierId === input.dossierId);
        if (row?.acceptedAt == null) throw new StationError('dossier-not-found');
        const names = ['Tờ khai.pdf', 'Giấy khai sinh (bản sao).pdf', 'Thẻ căn cước công dân.pdf'];
        return {
          dossierCode: row.code,
          number: row.receiptNumber ?? '',
          acceptedAt: row.acceptedAt,
          attempts: 1,
          resumed: 2,
          files: names.map((name, index) => ({
            name,
            bytes: 320_000 + 90_210 * index,
            sha256: hashOf(row.code + name),
            portalSha256: hashOf(row.code + name),
            matches: true,
          })),
          signature: hashOf(row.code).slice(0, 44),
        };
      }),
    },
    jobs: {
      list: os.jobs.list.handler(() => fakeJobs()),
      tryNow: os.jobs.tryNow.handler(() => ({ ok: true as const })),
      hold: os.jobs.hold.handler(() => ({ ok: true as const })),
      release: os.jobs.release.handler(() => ({ ok: true as const })),
      handOver: os.jobs.handOver.handler(() => ({ ok: true as const })),
    },
    care: {
      state: os.care.state.handler(() => FAKE_CARE),
      saveBackup: os.care.saveBackup.handler(({ input }) => ({
        ...FAKE_CARE,
        backup: { ...FAKE_CARE.backup, ...input },
      })),
      backUpNow: os.care.backUpNow.handler(() => FAKE_CARE),
      checkNow: os.care.checkNow.handler(() => FAKE_CARE),
    },
  });
}
