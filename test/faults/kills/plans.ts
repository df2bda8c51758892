import { createCitizens } from '../../../main/training/population/citizens.ts';
import { type PaperScript, scriptBytes } from './paper-script.ts';

/** A file that a desk means to hand in. */
export interface PlannedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly pages: number;
}

/** One of the station's own sample papers instead, read by real reader processes. */
export interface PlannedSample {
  readonly sample: string;
}

/** What a citizen brings, and what becomes of it. */
export interface Plan {
  readonly procedureCode: string;
  readonly files: readonly (PlannedFile | PlannedSample)[];
  /** The supervisor sends it back once. */
  readonly returned: boolean;
  /** The citizen takes it back before it is complete. */
  readonly withdrawn: boolean;
  /** The clerk keys a value. */
  readonly keyed: boolean;
  /** The clerk sets a surplus paper aside. */
  readonly removes: boolean;
}

export interface PlanOptions {
  readonly random: () => number;
  readonly salt: string;
  /** Share of dossiers with papers for the real reader. */
  readonly realShare: number;
}

const SAMPLES = ['01-can-cuoc-mat-truoc.jpg', '02-ct01-to-khai-cu-tru.jpg', '03-giay-khai-sinh.jpg'];
const citizens = createCitizens('mau', 100_000);

/** A dossier for registration of residence as chance has it. */
export function makePlan({ random, salt, realShare }: PlanOptions): Plan {
  const chance = (share: number): boolean => random() < share;
  const common = { returned: chance(0.12), withdrawn: chance(0.05), keyed: chance(0.25), removes: chance(0.1) };
  if (chance(realShare)) {
    return { procedureCode: '1.004222', files: SAMPLES.map((sample) => ({ sample })), ...common };
  }
  const citizen = citizens.at(Math.floor(random() * citizens.count));
  const person = {
    citizenId: citizen.citizenId,
    fullName: citizen.fullName,
    dateOfBirth: citizen.dateOfBirth,
    gender: citizen.gender,
  };
  const file = (name: string, type: PaperScript['papers'][number]['type'], fields: object): PlannedFile => {
    const pages = chance(0.25) ? 1 + Math.ceil(random() * 3) : 1;
    const script: PaperScript = {
      salt: `${salt} ${name}`,
      pages,
      // Mostly small; now and then one that takes its time on a slow line.
      pictureBytes: Math.round(3000 + random() ** 3 * 200_000),
      papers: [{ type, fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, sure(value)])) }],
    };
    return { name: `${name}.jpg`, bytes: scriptBytes(script), pages };
  };
  const sure = (value: string): { value: string; confidence: number } => ({
    value,
    confidence: chance(0.05) ? 0.7 : 0.995,
  });
  const files = [
    file('can-cuoc', 'citizen-card', person),
    file('ct01', 'residence-change-form', { ...person, request: 'Đăng ký thường trú', signedOn: '2026-11-20' }),
    file('khai-sinh', 'birth-certificate', {
      certificateNumber: '12/2015',
      fullName: 'TRẦN MINH KHÔI',
      dateOfBirth: '2015-06-01',
      gender: 'Nam',
      motherName: citizen.fullName,
      registeredOn: '2015-06-20',
    }),
    ...Array.from({ length: chance(0.3) ? 1 + Math.floor(random() * 2) : 0 }, (_, index) =>
      file(`khac-${index}`, 'other', {}),
    ),
  ];
  return { procedureCode: '1.004222', files, ...common };
}
