import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DossierDetail, DossierSummary } from '../../../common/contract/views.ts';
import type { Diary } from './diary.ts';
import type { MomentWatch } from './moments.ts';
import { makePlan, type Plan, type PlannedFile } from './plans.ts';
import { refusalOf, type StationLine } from './station-line.ts';

/** What a desk works with; the lines change with every restart of the station. */
export interface DeskOptions {
  readonly diary: Diary;
  readonly watch: MomentWatch;
  readonly random: () => number;
  readonly realShare: number;
  /** How many dossiers may be under way before a desk opens another. */
  readonly mostUnderWay: number;
}

interface Progress {
  readonly plan: Plan;
  /** Hashes of planned files that the station acknowledged, or that are with it for certain. */
  readonly handed: Set<string>;
  keyed: boolean;
  removed: boolean;
  returned: boolean;
}

/** Between two looks at a list. */
const LOOK_MS = 25;

/**
 * The two desks of a counter: clerks who capture, a supervisor who verifies. They know no more than people do: after a
 * restart they look at their lists and go on from what the station shows.
 */
export class Counter {
  readonly #options: DeskOptions;
  readonly #progress = new Map<string, Progress>();
  #serial = 0;
  #opening = true;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** From now on no new dossiers. */
  closeDoors(): void {
    this.#opening = false;
  }

  /** Works as a clerk until told otherwise; throws StationGone when the line goes. */
  async clerk(desk: 0 | 1, line: StationLine, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const mine = (await line.client.intake.list()).filter((dossier) => this.#deskOf(dossier) === desk);
      for (const dossier of mine) {
        if (stop.aborted) return;
        await this.#capture(line, dossier);
      }
      if (this.#opening && mine.length < this.#options.mostUnderWay / 2) await this.#open(line);
      await pause(LOOK_MS);
    }
  }

  async supervisor(line: StationLine, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      for (const { id } of await line.client.verification.queue()) {
        if (stop.aborted) return;
        await this.#verify(line, id);
      }
      await pause(LOOK_MS);
    }
  }

  /** What was opened under a desk that never heard of it is taken on by one of the two. */
  #deskOf({ code }: DossierSummary): 0 | 1 {
    return Number(code.slice(-1)) % 2 === 0 ? 0 : 1;
  }

  #of(dossierId: string): Progress {
    const known = this.#progress.get(dossierId);
    if (known !== undefined) return known;
    const { random, realShare } = this.#options;
    this.#serial += 1;
    const plan = makePlan({ random, salt: `${this.#serial} ${dossierId}`, realShare });
    const fresh = { plan, handed: new Set<string>(), keyed: false, removed: false, returned: false };
    this.#progress.set(dossierId, fresh);
    return fresh;
  }

  async #open({ client }: StationLine): Promise<void> {
    const { diary, watch } = this.#options;
    const opening = client.intake.open({ procedureCode: '1.004222' });
    watch.passed('open-called');
    const { id, code } = await opening;
    diary.opened(id, code);
  }

  async #capture(line: StationLine, { id, state }: DossierSummary): Promise<void> {
    const { diary } = this.#options;
    const progress = this.#of(id);
    const { plan } = progress;
    if (state === 'returned') {
      await allowing(line.client.intake.resume({ dossierId: id }), ['wrong-state'], () => diary.did('resume', id));
      return;
    }
    for (const file of plan.files) {
      if ('sample' in file) {
        if (progress.handed.has(file.sample)) continue;
        const { fileId } = await line.client.intake.addSample({ dossierId: id, file: file.sample });
        progress.handed.add(file.sample);
        diary.event(`sample ${file.sample} is ${fileId} of ${id}`);
      } else await this.#handIn(line, id, file, progress);
      if (plan.withdrawn && progress.handed.size === 2) return await this.#withdraw(line, id);
    }
    await this.#settle(line, id, progress);
  }

  async #handIn(line: StationLine, dossierId: string, file: PlannedFile, progress: Progress): Promise<void> {
    const { diary, watch, random } = this.#options;
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    if (progress.handed.has(sha256)) return;
    const once = async (): Promise<void> => {
      const { fileId } = await line.upload(dossierId, file.name, file.bytes, (sent) =>
        watch.passed(sent === 'half' ? 'upload-half' : 'upload-sent'),
      );
      diary.file({ dossierId, fileId, sha256, pages: file.pages });
      progress.handed.add(sha256);
      watch.passed('upload-answered');
    };
    // A double click: the same file twice at the same time is one file.
    await Promise.all(random() < 0.1 ? [once(), once()] : [once()]);
    watch.passed('file-taken');
  }

  async #withdraw({ client }: StationLine, dossierId: string): Promise<void> {
    await client.intake.withdraw({ dossierId, reason: 'Công dân rút hồ sơ' });
    this.#options.diary.did('withdraw', dossierId);
  }

  /** Whatever still bars handing it over is settled as a clerk would; then it goes. */
  async #settle({ client }: StationLine, dossierId: string, progress: Progress): Promise<void> {
    const { diary, watch, random } = this.#options;
    const dossier = await client.intake.get({ dossierId });
    if (dossier.state !== 'capturing') return;
    if (dossier.files.some((file) => file.state === 'reading')) return watch.passed('reading-seen');
    await this.#keyAndRemove(client, dossier, progress);
    for (const { code, detail } of dossier.blockers) {
      if (code === 'components-missing') {
        for (const componentCode of (detail ?? '').split(', ')) {
          await client.intake.excuseComponent({ dossierId, componentCode, reason: 'Công dân nộp sau' });
        }
      }
    }
    for (const finding of dossier.findings) {
      if (finding.severity !== 'error' || finding.resolved !== null) continue;
      const note = client.intake.resolveFinding({ dossierId, findingId: finding.id, note: 'Đã so với bản gốc' });
      // Findings change when the population database answers.
      await allowing(note, ['request-invalid'], () => undefined);
    }
    const calls = Array.from({ length: random() < 0.1 ? 2 : 1 }, async () => {
      const sending = client.intake.sendToVerification({ dossierId });
      watch.passed('submit-called');
      await allowing(sending, ['wrong-state', 'still-reading', 'findings-open', 'components-missing'], () => {
        diary.did('submit', dossierId);
        watch.passed('submit-answered');
      });
    });
    await Promise.all(calls);
  }

  async #keyAndRemove(client: StationLine['client'], dossier: DossierDetail, progress: Progress): Promise<void> {
    const { diary } = this.#options;
    const dossierId = dossier.id;
    const [first] = dossier.papers;
    if (progress.plan.keyed && !progress.keyed && first !== undefined) {
      const key = first.fields.find((field) => field.kind === 'text')?.key;
      if (key !== undefined) {
        const value = `Gõ ${dossierId.slice(0, 8)}`;
        await client.intake.setField({ dossierId, paperId: first.id, key, value });
        diary.did('set-field', dossierId, { paperId: first.id, key, value });
      }
      progress.keyed = true;
    }
    const surplus = dossier.papers.find((paper) => paper.type === 'other');
    if (progress.plan.removes && !progress.removed && surplus !== undefined) {
      await client.intake.removePaper({ dossierId, paperId: surplus.id });
      diary.did('remove-paper', dossierId, { paperId: surplus.id });
      progress.removed = true;
    }
  }

  async #verify({ client }: StationLine, dossierId: string): Promise<void> {
    const { diary, watch, random } = this.#options;
    const progress = this.#of(dossierId);
    const dossier = await client.verification.get({ dossierId });
    if (dossier.state !== 'verifying') return;
    if (progress.plan.returned && !progress.returned) {
      const giving = client.verification.returnDossier({ dossierId, code: 'unreadable', words: 'Chụp lại' });
      watch.passed('return-called');
      await giving;
      progress.returned = true;
      return diary.did('return', dossierId);
    }
    for (const paper of dossier.papers) {
      for (const { key, doubtful } of paper.fields) {
        if (!doubtful) continue;
        const confirming = client.verification.confirmField({ dossierId, paperId: paper.id, key });
        watch.passed('confirm-called');
        await confirming;
      }
    }
    const calls = Array.from({ length: random() < 0.1 ? 2 : 1 }, async () => {
      const approving = client.verification.approve({ dossierId });
      watch.passed('approve-called');
      await allowing(approving, ['wrong-state', 'fields-unconfirmed'], () => {
        diary.did('verify', dossierId);
        watch.passed('approve-answered');
      });
    });
    await Promise.all(calls);
  }
}

/** Runs `done` when a call succeeded; refusals that a person would shrug at are let be, all others thrown. */
export async function allowing(
  call: Promise<unknown>,
  shrugged: readonly ReturnType<typeof refusalOf>[],
  done: () => void,
): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (shrugged.includes(refusalOf(error))) return;
    throw error;
  }
  done();
}
