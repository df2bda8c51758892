import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CorpusFile, type ScanOptions, scanPaper, writeCorpusFile } from './corpus.ts';
import { makeBirth } from './forms/birth.ts';
import { makeAuthorisation, makeCompany, makeHouseholdBusiness } from './forms/business.ts';
import { makeHealthCard, makeReceptionSlip } from './forms/cards-and-slips.ts';
import { cardFacts, makeCard } from './forms/citizen-card.ts';
import { makeCt01 } from './forms/ct01.ts';
import { makeDeath } from './forms/death.ts';
import { makeLandApplication, makeLandCertificate } from './forms/land.ts';
import { makeMaritalStatus } from './forms/marital-status.ts';
import { makeMarriage } from './forms/marriage.ts';
import { type Look, makeContext, type Paper, type PaperContext } from './forms/paper.ts';
import { capitals, type Family, makeFamily, type Person } from './people.ts';
import { addressOf, cardHometownOf, makePlace } from './places.ts';
import { Random } from './random.ts';
import { findRecipe } from './recipes.ts';
import { Renderer } from './render.ts';

/** Regenerates the sample papers that training mode and tests use: `node test/corpus/make-samples.ts`. */

const FOLDER = new URL('../../main/training/samples/', import.meta.url).pathname;
const SEED = 2026;
/** Part of the repository, so kept small. */
const MOST_BYTES = 4_000_000;

const PLAIN: Look = {
  family: "'Tinos'",
  valueFamily: "'Tinos'",
  sizePt: 13,
  leader: 'after',
  valueInk: '#111',
  boldValues: false,
  republic: 'HÒA',
};
const DOTTED: Look = { ...PLAIN, leader: 'under' };
const BARE: Look = { ...PLAIN, leader: 'none' };

interface Sample {
  readonly name: string;
  /** Vietnamese, for the training screen. */
  readonly title: string;
  readonly titleEn: string;
  readonly paper: (samples: SampleContexts) => Paper | Promise<Paper>;
  readonly recipe: string;
  readonly story?: string;
  readonly options?: Partial<ScanOptions>;
}

interface SampleContexts {
  /** The story's household on a day. */
  readonly story: (on: string, look?: Look) => PaperContext;
  /** Other people. */
  readonly others: (label: string, on: string, look?: Look) => PaperContext;
}

const STORY_DAY = '2026-03-16';
const STORY = 'permanent-residence-1.004222';

/** Mother, father and baby of the permanent-residence story (procedure 1.004222). */
function storyFamily(): Family {
  const drawn = makeFamily(new Random(`samples/${SEED}/family`), STORY_DAY);
  const home = makePlace(new Random(`samples/${SEED}/home`), '038');
  const wife: Person = {
    ...drawn.wife,
    home,
    residence: { ...home, detail: 'Số 27, ngõ 14 Đoàn Thị Điểm' },
    fullName: 'Đặng Thị Mỹ Hằng',
    dateOfBirth: '1994-08-12',
    citizenId: '038194901207',
    oldId: '174902315',
    ethnicity: 'Kinh',
    cardIssuedOn: '2022-05-19',
  };
  const husband: Person = {
    ...drawn.husband,
    fullName: 'Nguyễn Hữu Ẩn',
    dateOfBirth: '1991-02-03',
    citizenId: '038091904418',
    ethnicity: 'Kinh',
    home,
    residence: wife.residence,
  };
  const baby: Person = {
    ...drawn.baby,
    fullName: 'Nguyễn Quỳnh Trâm',
    gender: 'Nữ',
    dateOfBirth: '2026-01-21',
    citizenId: '038326900563',
    ethnicity: 'Kinh',
    home,
    residence: wife.residence,
  };
  return { ...drawn, wife, husband, baby, children: [baby] };
}

const SAMPLES: readonly Sample[] = [
  {
    name: '01-can-cuoc-mat-truoc',
    title: 'Căn cước công dân của người nộp hồ sơ (mặt trước, có mã QR)',
    titleEn: 'Citizen card of the applicant (front, with QR code)',
    recipe: 'clean-300',
    story: STORY,
    paper: ({ story }) =>
      makeCard(story(STORY_DAY), 'chip', 'front', 'alone', cardFacts(storyFamily().wife, '2022-05-19')),
    options: { dpi: 600, encoding: { format: 'jpeg', quality: 70 } },
  },
  {
    name: '02-ct01-to-khai-cu-tru',
    title: 'Tờ khai thay đổi thông tin cư trú (CT01)',
    titleEn: 'Residence change form (CT01)',
    recipe: 'clean-300',
    story: STORY,
    // Planted: day and month of birth in the declaration are not those of the card.
    paper: ({ story }) => {
      const context = story(STORY_DAY, DOTTED);
      const { wife, husband, baby } = context.family;
      return makeCt01(context, '66/2023', {
        applicant: { ...wife, dateOfBirth: '1994-12-08' },
        householder: husband,
        request: `Đăng ký thường trú cho con ${capitals(baby.fullName)} về ${addressOf(wife.residence, STORY_DAY)}`,
      });
    },
    options: { planted: ['birth-date-differs-across-papers'], encoding: { format: 'jpeg', quality: 48 } },
  },
  {
    name: '03-giay-khai-sinh',
    title: 'Giấy khai sinh của con',
    titleEn: 'Birth certificate of the child',
    recipe: 'clean-300',
    story: STORY,
    paper: ({ story }) => makeBirth(story('2026-02-05'), 'certificate'),
    options: { encoding: { format: 'jpeg', quality: 48 } },
  },
  {
    name: '04-can-cuoc-hai-mat',
    title: 'Căn cước 2024, hai mặt trên một tờ A4',
    titleEn: 'Citizen card of 2024, both sides on one A4 sheet',
    recipe: 'clean-300',
    paper: ({ others }) => makeCard(others('card', '2025-11-20'), 'new', 'both', 'a4'),
    options: { dpi: 300, encoding: { format: 'jpeg', quality: 58 } },
  },
  {
    name: '05-cccd-mat-sau',
    title: 'Căn cước công dân (mặt sau, có dòng MRZ)',
    titleEn: 'Citizen card (back, with machine-readable zone)',
    recipe: 'clean-300',
    paper: ({ others }) => makeCard(others('back', '2022-08-09'), 'chip', 'back', 'alone'),
    options: { dpi: 300, encoding: { format: 'jpeg', quality: 74 } },
  },
  {
    name: '06-giay-chung-nhan-ket-hon',
    title: 'Giấy chứng nhận kết hôn',
    titleEn: 'Marriage certificate',
    recipe: 'skewed',
    paper: ({ others }) => makeMarriage(others('marriage', '2024-05-17', DOTTED), 'columns'),
    options: { encoding: { format: 'jpeg', quality: 42 } },
  },
  {
    name: '07-xac-nhan-tinh-trang-hon-nhan',
    title: 'Giấy xác nhận tình trạng hôn nhân',
    titleEn: 'Confirmation of marital status',
    recipe: 'colour-200',
    paper: ({ others }) => makeMaritalStatus(others('marital', '2026-09-08'), 'full'),
    options: { encoding: { format: 'jpeg', quality: 62 } },
  },
  {
    name: '08-don-dang-ky-bien-dong',
    title: 'Đơn đăng ký biến động đất đai (quét ngược đầu)',
    titleEn: 'Land change application (scanned upside down)',
    recipe: 'upside-down',
    paper: ({ others }) => makeLandApplication(others('land', '2026-04-22', BARE), '18'),
    options: { encoding: { format: 'jpeg', quality: 42 } },
  },
  {
    name: '09-dang-ky-ho-kinh-doanh',
    title: 'Giấy chứng nhận đăng ký hộ kinh doanh (bản chụp đen trắng)',
    titleEn: 'Household business certificate (black-and-white copy)',
    recipe: 'photocopy',
    paper: ({ others }) => makeHouseholdBusiness(others('shop', '2025-10-14', BARE), '2025'),
  },
  {
    name: '10-trich-luc-khai-tu',
    title: 'Trích lục khai tử',
    titleEn: 'Death extract',
    recipe: 'colour-200',
    paper: ({ others }) => makeDeath(others('death', '2025-12-03'), 'copy'),
    options: { encoding: { format: 'webp', quality: 66 } },
  },
  {
    name: '11-giay-chung-nhan-dat',
    title: 'Giấy chứng nhận quyền sử dụng đất (PDF hai trang)',
    titleEn: 'Land certificate (PDF of two pages)',
    recipe: 'colour-200',
    paper: ({ others }) => makeLandCertificate(others('parcel', '2025-06-11'), '2025'),
    options: { encoding: { format: 'jpeg', quality: 50 }, container: 'pdf' },
  },
  {
    name: '12-dang-ky-doanh-nghiep',
    title: 'Giấy chứng nhận đăng ký doanh nghiệp (quét ngang)',
    titleEn: 'Company registration (scanned sideways)',
    recipe: 'sideways-right',
    paper: ({ others }) => makeCompany(others('company', '2026-02-26', BARE), 'one-member'),
    options: { encoding: { format: 'jpeg', quality: 40 } },
  },
  {
    name: '13-the-bhyt',
    title: 'Thẻ bảo hiểm y tế',
    titleEn: 'Health insurance card',
    recipe: 'clean-300',
    paper: ({ others }) => makeHealthCard(others('health', '2025-01-01'), '15', 'alone'),
    options: { dpi: 300, encoding: { format: 'jpeg', quality: 74 } },
  },
  {
    name: '14-giay-uy-quyen',
    title: 'Giấy ủy quyền',
    titleEn: 'Authorisation letter',
    recipe: 'colour-200',
    paper: ({ others }) => makeAuthorisation(others('authorisation', '2026-07-02'), 'personal'),
    options: { encoding: { format: 'jpeg', quality: 60 } },
  },
  {
    name: '15-giay-tiep-nhan-ho-so',
    title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả (A5, có mã QR)',
    titleEn: 'Reception slip (A5, with QR code)',
    recipe: 'clean-300',
    paper: ({ others }) => makeReceptionSlip(others('slip', '2026-05-05'), 'form-01'),
    options: { encoding: { format: 'jpeg', quality: 52 } },
  },
];

function contexts(families: Family[]): SampleContexts {
  const handOut = (context: PaperContext): PaperContext => {
    families.push(context.family);
    return context;
  };
  return {
    story: (on, look = PLAIN) =>
      handOut({
        ...makeContext(new Random(`samples/${SEED}/story`), on),
        family: storyFamily(),
        look,
        office: storyFamily().wife.home,
      }),
    others: (label, on, look = PLAIN) => handOut({ ...makeContext(new Random(`samples/${SEED}/${label}`), on), look }),
  };
}

/** What the population stand-in needs to know so that the sample papers' people exist there. */
function citizenOf(person: Person): Record<string, string> {
  return {
    citizenId: person.citizenId,
    oldId: person.oldId,
    fullName: person.fullName,
    dateOfBirth: person.dateOfBirth,
    gender: person.gender,
    ethnicity: person.ethnicity,
    nationality: person.nationality,
    hometown: cardHometownOf(person.home, '2022-01-01'),
    residence: addressOf(person.residence, STORY_DAY),
    phone: person.phone,
  };
}

await mkdir(FOLDER, { recursive: true });
for (const old of await readdir(FOLDER)) if (old !== 'README.md') await rm(join(FOLDER, old));
const renderer = await Renderer.launch();
try {
  const made: CorpusFile[] = [];
  const index: Record<string, string>[] = [];
  const families: Family[] = [];
  const source = contexts(families);
  for (const sample of SAMPLES) {
    const recipe = findRecipe(sample.recipe);
    const file = await scanPaper(
      renderer,
      await sample.paper(source),
      recipe,
      new Random(`samples/${SEED}/scan/${sample.name}`),
      { name: sample.name, seed: SEED, ...sample.options },
    );
    await writeCorpusFile(FOLDER, file);
    made.push(file);
    index.push({
      file: file.truth.file,
      title: sample.title,
      titleEn: sample.titleEn,
      type: file.truth.type,
      ...(sample.story === undefined ? {} : { story: sample.story }),
    });
    console.log(`${file.truth.file} ${Math.round(file.bytes.length / 1024)} KB`);
  }
  const total = made.reduce((sum, file) => sum + file.bytes.length, 0);
  if (total > MOST_BYTES) throw new Error(`samples take ${total} bytes, more than ${MOST_BYTES}`);
  await writeFile(join(FOLDER, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  const known = new Set(
    made.flatMap((file) =>
      Object.entries(file.truth.fields)
        .filter(([key]) => /Id$/i.test(key))
        .map(([, value]) => value),
    ),
  );
  const people = families
    .flatMap((family) => [family.wife, family.husband, family.baby, family.grandparent, ...family.children])
    .filter((person) => known.has(person.citizenId));
  const unique = [...new Map(people.map((person) => [person.citizenId, citizenOf(person)])).values()];
  await writeFile(join(FOLDER, 'citizens.json'), `${JSON.stringify(unique, null, 2)}\n`);
  console.log(`${made.length} files, ${Math.round(total / 1024)} KB, ${unique.length} citizens`);
} finally {
  await renderer.close();
}
