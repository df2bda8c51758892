import type { DossierDetail, FieldView, FindingView, PageView, PaperView } from '../../../../common/contract/views.ts';

/** A field that was read with certainty, but for what is given. */
export function field(key: string, more: Partial<FieldView> = {}): FieldView {
  return {
    key,
    kind: 'text',
    value: 'giá trị',
    raw: 'giá trị',
    confidence: 0.99,
    source: 'ocr',
    pageId: null,
    box: null,
    candidates: [],
    doubtful: false,
    why: null,
    confirmed: null,
    ...more,
  };
}

export function doubtful(key: string, more: Partial<FieldView> = {}): FieldView {
  return field(key, { doubtful: true, ...more });
}

export function paper(id: string, fields: FieldView[], more: Partial<PaperView> = {}): PaperView {
  return {
    id,
    componentCode: null,
    type: 'other',
    typeConfidence: 1,
    pageIds: [],
    fields,
    header: [],
    tables: [],
    ...more,
  };
}

export function page(id: string, more: Partial<PageView> = {}): PageView {
  return {
    id,
    fileId: 'file',
    index: 0,
    state: 'read',
    width: 100,
    height: 100,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    confidence: 1,
    readMs: 1,
    ...more,
  };
}

export function finding(id: string, more: Partial<FindingView> = {}): FindingView {
  return {
    id,
    code: 'date-impossible',
    severity: 'warning',
    message: '',
    messageEn: '',
    paperId: null,
    pageId: null,
    field: null,
    compared: [],
    resolved: null,
    ...more,
  };
}

export function dossier(more: Partial<DossierDetail>): DossierDetail {
  const who = { id: 'p', displayName: 'P' };
  return {
    id: 'd',
    code: 'H56.25.5-261121-0001',
    procedureCode: '1.004222',
    procedureName: '',
    procedureNameEn: '',
    state: 'verifying',
    citizenName: null,
    citizenIdMasked: null,
    capturedBy: who,
    createdAt: '',
    updatedAt: '',
    pagesReading: 0,
    openFindings: 0,
    doubtfulFields: 0,
    mine: false,
    components: [],
    papers: [],
    pages: [],
    files: [],
    findings: [],
    citizens: [],
    returnReason: null,
    history: [],
    blockers: [],
    ...more,
  };
}
