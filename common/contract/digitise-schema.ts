import { z } from 'zod';
import { DOCUMENT_TYPES, type DocumentType, type FieldKind } from '../domain/document-types.ts';
import { FINDING_CODES } from '../domain/findings.ts';
import { FIELD_SOURCES, type FileReading, MARK_KINDS, type PageReading, type PaperHeader } from '../domain/reading.ts';

/**
 * What `sohoa digitise` writes as NAME.json for each input. Programs outside rely on it: docs/digitise.schema.json is
 * the same as JSON Schema, and a test keeps the two equal.
 */

const share = z.number().min(0).max(1);
const box = z
  .tuple([z.number(), z.number(), z.number().min(0), z.number().min(0)])
  .meta({ id: 'box', description: 'x, y, width, height in pixels of the upright, deskewed page; origin top left' });

const findingSchema = z
  .strictObject({
    code: z.enum(FINDING_CODES as readonly [string, ...string[]]),
    severity: z.enum(['info', 'warning', 'error']),
    message: z.string().min(1).describe('Vietnamese'),
    field: z.string().optional(),
  })
  .meta({ id: 'finding' });

const candidateSchema = z
  .strictObject({
    value: z.string(),
    source: z.enum([...FIELD_SOURCES, 'population']),
    confidence: share,
  })
  .meta({ id: 'candidate' });

const VALUE_FORMS: Readonly<Record<FieldKind, z.ZodString | z.ZodEnum>> = {
  personName: z.string().min(1).describe('as printed, NFC'),
  citizenId: z.string().regex(/^\d+$/).describe('digits'),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}-\d{2})?$/)
    .describe('YYYY-MM-DD, or YYYY where only a year is printed'),
  gender: z.enum(['Nam', 'Nữ']),
  area: z
    .string()
    .regex(/^\d+(,\d+)?$/)
    .describe('number with decimal comma, no unit'),
  text: z.string().min(1).describe('as printed, single spaces'),
};

/** One schema a kind, so that the JSON Schema names each once. */
const FIELD_SCHEMAS = new Map(
  Object.entries(VALUE_FORMS).map(([kind, value]) => [
    kind,
    z
      .strictObject({
        value,
        raw: z.string().describe('as recognised, before normalising'),
        confidence: share.describe('calibrated: of the fields at or above 0.975 at most 2.5 % are wrong'),
        source: z.enum(FIELD_SOURCES),
        page: z.int().min(0).describe('0-based page of the input'),
        box,
        candidates: z.array(candidateSchema).optional().describe('most likely first, the chosen value included'),
      })
      .meta({ id: `${kind}Field` }),
  ]),
);

/** The columns of a list, each of its kind; a cell that was not read is absent. */
function rowSchema(columns: Readonly<Record<string, FieldKind>>) {
  return z.strictObject(
    Object.fromEntries(Object.entries(columns).map(([key, kind]) => [key, FIELD_SCHEMAS.get(kind)!.optional()])),
  );
}

function tablesSchema(tables: Readonly<Record<string, Readonly<Record<string, FieldKind>>>>) {
  return z
    .strictObject(
      Object.fromEntries(
        Object.entries(tables).map(([name, columns]) => [name, z.array(rowSchema(columns)).optional()]),
      ),
    )
    .optional()
    .describe('lists on the paper by name, one entry a row, top to bottom; absent without any');
}

const HEADER_KINDS: Readonly<Record<keyof PaperHeader, FieldKind>> = {
  superiorAgency: 'text',
  agency: 'text',
  number: 'text',
  place: 'text',
  issuedOn: 'date',
  signerTitle: 'text',
  signerName: 'personName',
};

const headerSchema = rowSchema(HEADER_KINDS)
  .meta({ id: 'header' })
  .optional()
  .describe('header and signature block of an official paper (Decree 30/2020/NĐ-CP); absent on other papers');

const documentSchemas = (DOCUMENT_TYPES as readonly DocumentType[]).map((type) =>
  z.strictObject({
    type: z.literal(type.id),
    typeConfidence: share,
    pages: z.array(z.int().min(0)).min(1),
    fields: z
      .strictObject(
        Object.fromEntries(
          Object.entries(type.fields).map(([key, kind]) => [key, FIELD_SCHEMAS.get(kind)!.optional()]),
        ),
      )
      .describe('a field that was not found is absent'),
    ...(type.tables === undefined ? {} : { tables: tablesSchema(type.tables) }),
    header: headerSchema,
    findings: z.array(findingSchema),
  }),
);

const markSchema = z
  .strictObject({ kind: z.enum(MARK_KINDS), box, confidence: share })
  .meta({ id: 'mark', description: 'a seal or stamp, a signature, a stretch of handwriting' });

const pageSchema = z.strictObject({
  index: z.int().min(0),
  width: z.int().min(0),
  height: z.int().min(0),
  dpi: z.number().min(0),
  rotation: z
    .union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])
    .describe('clockwise turn found on the input'),
  skewDegrees: z.number().describe('positive: the content ran clockwise; already corrected'),
  blank: z.boolean(),
  confidence: share,
  text: z.string(),
  textFrom: z.literal('pdf').optional().describe('the text is the one that the PDF itself carries; absent: recognised'),
  inColour: z.boolean().optional().describe('false for grey scans and photocopies'),
  marks: z.array(markSchema).optional().describe('absent when nobody looked'),
  findings: z.array(findingSchema),
  timings: z.record(z.string(), z.number().min(0)).describe('milliseconds by step'),
});

export const digitiseSchema = z
  .strictObject({
    source: z.string().min(1).describe('file name without folder'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    station: z.string().regex(/^tram-so-hoa\/\d+\.\d+\.\d+/),
    pages: z.array(pageSchema),
    documents: z.array(z.discriminatedUnion('type', documentSchemas as [(typeof documentSchemas)[number]])),
  })
  .describe('One input file read by sohoa digitise');

/** The JSON of one input file. */
export interface DigitiseOutput extends Pick<FileReading, 'source' | 'sha256' | 'documents'> {
  readonly station: string;
  readonly pages: readonly Omit<PageReading, 'lines' | 'codes' | 'tables'>[];
}

/** The schema as JSON Schema draft 2020-12, as committed in docs/digitise.schema.json. */
export function digitiseJsonSchema(): Record<string, unknown> {
  return { title: 'sohoa digitise', ...z.toJSONSchema(digitiseSchema, { target: 'draft-2020-12' }) };
}

/**
 * A reading in the form that is written out: lines, codes and grids of tables stay inside, since what they hold is in
 * text, fields and rows.
 * @param version of the station, such as 0.1.0
 */
export function toDigitiseOutput(reading: FileReading, version: string): DigitiseOutput {
  return {
    source: reading.source,
    sha256: reading.sha256,
    station: `tram-so-hoa/${version}`,
    pages: reading.pages.map(({ lines: _lines, codes: _codes, tables: _tables, ...page }) => page),
    documents: reading.documents,
  };
}
