import { randomUUID } from 'node:crypto';
import type { Person } from '../../../common/contract/session.ts';
import type { CitizenView, DossierDetail, FindingView } from '../../../common/contract/views.ts';
import { maskCitizenId } from '../../../common/domain/citizen-id.ts';
import { composeDossierCode } from '../../../common/domain/dossier-code.ts';
import { FINDING_TEXTS, type FindingCode } from '../../../common/domain/findings.ts';
import { findProcedure } from '../../../common/domain/procedures.ts';
import { type Doubt, readSample, type SamplePaper } from './sample-papers.ts';

export type Picture = (side: number | null) => Promise<Buffer>;

/** Dossiers in memory, changed as the station would change them; enough of it to drive the screens. */
export class FakeDossiers {
  readonly all: DossierDetail[] = [];
  readonly pictures = new Map<string, Picture>();
  readonly #day: string;
  #serial = 0;

  constructor(day: string) {
    this.#day = day;
  }

  open(procedureCode: string, by: Person, at: string): DossierDetail {
    const procedure = findProcedure(procedureCode);
    if (procedure === undefined) throw new Error(`no procedure ${procedureCode}`);
    this.#serial += 1;
    const dossier: DossierDetail = {
      id: randomUUID(),
      code: composeDossierCode({ unit: 'H56.25.5', date: this.#day, serial: this.#serial }),
      procedureCode,
      procedureName: procedure.name,
      procedureNameEn: procedure.nameEn,
      state: 'capturing',
      citizenName: null,
      citizenIdMasked: null,
      capturedBy: { id: by.id, displayName: by.displayName },
      createdAt: at,
      updatedAt: at,
      pagesReading: 0,
      openFindings: 0,
      doubtfulFields: 0,
      mine: false,
      components: procedure.components.map((component) => ({
        ...component,
        documentTypes: [...component.documentTypes],
        paperIds: [],
        state: 'missing',
        excuse: null,
      })),
      papers: [],
      pages: [],
      files: [],
      findings: [],
      citizens: [],
      returnReason: null,
      history: [],
      blockers: [],
    };
    this.all.push(dossier);
    this.settle(dossier);
    return dossier;
  }

  async addSample(
    dossier: DossierDetail,
    file: string,
    doubts: Readonly<Record<string, Doubt>> = {},
  ): Promise<SamplePaper> {
    const sample = await readSample(file, { paper: randomUUID(), file: randomUUID() }, doubts);
    this.put(dossier, sample);
    return sample;
  }

  put(dossier: DossierDetail, sample: SamplePaper): void {
    for (const page of sample.pages) {
      this.pictures.set(page.id, async (side) => await sample.picture(page.id, side));
      dossier.pages.push(page);
    }
    const free = dossier.components.find(
      (component) => component.documentTypes.includes(sample.paper.type) && component.paperIds.length === 0,
    );
    sample.paper.componentCode = free?.code ?? null;
    dossier.papers.push(sample.paper);
    this.settle(dossier);
  }

  addFinding(dossier: DossierDetail, code: FindingCode, where: Partial<FindingView>): FindingView {
    const text = FINDING_TEXTS[code];
    const finding: FindingView = {
      id: randomUUID(),
      code,
      severity: text.severity,
      message: text.vi,
      messageEn: text.en,
      paperId: null,
      pageId: null,
      field: null,
      compared: [],
      resolved: null,
      ...where,
    };
    dossier.findings.push(finding);
    this.settle(dossier);
    return finding;
  }

  addCitizen(dossier: DossierDetail, citizen: CitizenView): void {
    dossier.citizens.push(citizen);
  }

  /** Works out what follows from the content: components, counts, names, what bars sending. */
  settle(dossier: DossierDetail): void {
    for (const component of dossier.components) {
      component.paperIds = dossier.papers
        .filter((paper) => paper.componentCode === component.code)
        .map((paper) => paper.id);
      component.state = component.paperIds.length > 0 ? 'present' : component.excuse === null ? 'missing' : 'excused';
    }
    const fields = dossier.papers.flatMap((paper) => paper.fields);
    const first = fields.find(
      (field) => /fullName|holderName|wifeName|representativeName/.test(field.key) && field.value !== null,
    );
    const number = fields.find((field) => field.kind === 'citizenId' && field.value !== null);
    dossier.citizenName = first?.value ?? null;
    dossier.citizenIdMasked = number?.value == null ? null : maskCitizenId(number.value);
    dossier.doubtfulFields = fields.filter((field) => field.doubtful).length;
    dossier.openFindings = dossier.findings.filter(
      (finding) => finding.resolved === null && finding.severity !== 'info',
    ).length;
    dossier.pagesReading = dossier.files.filter((file) => file.state === 'reading').length;
    const missing = dossier.components.filter((component) => component.required && component.state === 'missing');
    const errors = dossier.findings.filter((finding) => finding.severity === 'error' && finding.resolved === null);
    dossier.blockers = [
      ...(dossier.pagesReading > 0 ? [{ code: 'still-reading' as const }] : []),
      ...(missing.length > 0 ? [{ code: 'components-missing' as const }] : []),
      ...(errors.length > 0 ? [{ code: 'findings-open' as const }] : []),
    ];
  }
}
