import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPE_IDS, type DocumentTypeId } from '../../../../common/domain/document-types.ts';
import {
  componentsFor,
  findComponent,
  findProcedure,
  missingComponents,
  PROCEDURES,
  type Procedure,
} from '../../../../common/domain/procedures.ts';

function procedureOf(code: string): Procedure {
  const procedure = findProcedure(code);
  if (procedure === undefined) throw new Error(`The catalogue has no ${code}.`);
  return procedure;
}

/** Codes of the components that papers of these types fill, each paper the first free component that takes it. */
function fill(procedure: Procedure, types: readonly DocumentTypeId[]): readonly string[] {
  const filled: string[] = [];
  for (const type of types) {
    const free = componentsFor(procedure, type).find((component) => !filled.includes(component.code));
    if (free !== undefined) filled.push(free.code);
  }
  return filled;
}

describe('the catalogue', () => {
  it('holds the procedures that counters meet daily', () => {
    for (const code of [
      '1.004222',
      '1.004194',
      '1.002755',
      '1.001193',
      '1.000894',
      '1.000656',
      '1.004873',
      '2.000635',
      '2.000815',
      '2.000884',
      '1.001612',
      '2.000720',
      '1.013831',
      '1.013833',
    ]) {
      expect(findProcedure(code)?.code).toBe(code);
    }
    expect(PROCEDURES.length).toBeGreaterThanOrEqual(12);
  });

  it('has every code once, in the form of the national catalogue', () => {
    const codes = PROCEDURES.map((procedure) => procedure.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^\d\.\d{6}$/);
  });

  it.each(
    PROCEDURES.map((procedure) => [procedure.code, procedure] as const),
  )('%s has names in both languages, a sector, and components that papers can fill', (_, {
    name,
    nameEn,
    sector,
    components,
  }) => {
    for (const text of [name, sector.name, ...components.map((component) => component.name)]) {
      expect(text).not.toBe('');
      expect(text.normalize('NFC')).toBe(text);
    }
    for (const text of [nameEn, sector.nameEn, ...components.map((component) => component.nameEn)]) {
      expect(text).not.toBe('');
    }
    expect(sector.code).toMatch(/^[GH]\d{2}-[A-Z]+$/);
    expect(components.map((component) => component.code)).toEqual(
      components.map((_component, at) => `TP${String(at + 1).padStart(2, '0')}`),
    );
    expect(components.some((component) => component.required)).toBe(true);
    for (const { documentTypes } of components) {
      expect(documentTypes.length).toBeGreaterThan(0);
      for (const type of documentTypes) expect(DOCUMENT_TYPE_IDS).toContain(type);
    }
  });

  it('gives one sector one name', () => {
    const names = new Map(PROCEDURES.map(({ sector }) => [sector.code, sector.name]));
    for (const { sector } of PROCEDURES) expect(names.get(sector.code)).toBe(sector.name);
  });

  it('completes permanent residence with a citizen card, a CT01 form and a birth certificate', () => {
    const procedure = procedureOf('1.004222');
    const types = ['citizen-card', 'residence-change-form', 'birth-certificate'] as const;
    expect(missingComponents(procedure, fill(procedure, types))).toEqual([]);
    for (const absent of types) {
      const rest = types.filter((type) => type !== absent);
      expect(missingComponents(procedure, fill(procedure, rest)).map((component) => component.documentTypes)).toEqual([
        expect.arrayContaining([absent]),
      ]);
    }
  });

  it('has a place in birth registration for each of the three', () => {
    const procedure = procedureOf('1.001193');
    for (const type of ['citizen-card', 'residence-change-form', 'birth-certificate'] as const) {
      expect(componentsFor(procedure, type)).toHaveLength(1);
    }
  });

  it('asks for the cards of both who marry', () => {
    const procedure = procedureOf('1.000894');
    expect(componentsFor(procedure, 'citizen-card').map((component) => component.required)).toEqual([true, true]);
    expect(missingComponents(procedure, fill(procedure, ['other', 'citizen-card']))).toHaveLength(1);
  });
});

describe('findProcedure', () => {
  it('finds the variant of a province by its national part', () => {
    expect(findProcedure('1.001193.000.00.00.H56')?.code).toBe('1.001193');
    expect(findProcedure(' 1.001193 ')?.code).toBe('1.001193');
  });

  it('finds nothing for other text', () => {
    for (const code of ['', '1.00119', '1.0011930', '1.001193-H56', '9.999999', 'constructor']) {
      expect(findProcedure(code)).toBeUndefined();
    }
  });
});

describe('components', () => {
  it('are found by their code', () => {
    const procedure = procedureOf('1.004222');
    expect(findComponent(procedure, 'TP01')?.documentTypes).toEqual(['residence-change-form']);
    expect(findComponent(procedure, 'TP99')).toBeUndefined();
  });

  it('are missing only when required and without a paper', () => {
    const procedure = procedureOf('1.004222');
    expect(missingComponents(procedure, []).map((component) => component.code)).toEqual(['TP01', 'TP02', 'TP03']);
    expect(missingComponents(procedure, new Set(['TP02', 'TP99'])).map((component) => component.code)).toEqual([
      'TP01',
      'TP03',
    ]);
  });
});
