/**
 * Findings: something wrong or doubtful about a page, a paper or a dossier. The list of codes is closed; each has a
 * severity and words in Vietnamese and English that say what was seen and what the clerk can do.
 */

import { STATION_ERROR_CODES, STATION_ERRORS, type StationErrorCode } from '../contract/errors.ts';

export type Severity = 'info' | 'warning' | 'error';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Vietnamese; holds no personal data beyond what the clerk already sees on the same page. */
  readonly message: string;
  /** Key of the field it is about. */
  readonly field?: string;
}

interface FindingText {
  readonly severity: Severity;
  readonly vi: string;
  readonly en: string;
}

export const FINDING_TEXTS = {
  // page
  'low-resolution': {
    severity: 'warning',
    vi: 'Ảnh dưới 200 dpi. Quét lại ở 300 dpi.',
    en: 'Image below 200 dpi. Scan again at 300 dpi.',
  },
  'blank-page': { severity: 'info', vi: 'Trang trống.', en: 'Blank page.' },
  blurred: { severity: 'warning', vi: 'Ảnh mờ. Quét lại trang này.', en: 'Blurred image. Scan this page again.' },
  'cut-edge': {
    severity: 'warning',
    vi: 'Mép giấy bị cắt. Đặt lại giấy và quét lại.',
    en: 'An edge is cut off. Place the paper again and rescan.',
  },
  'low-confidence': {
    severity: 'warning',
    vi: 'Chữ khó đọc. Xem kỹ các trường của trang này.',
    en: 'Hard to read. Check the fields of this page closely.',
  },
  'page-unreadable': {
    severity: 'error',
    vi: 'Không đọc được trang này. Quét lại trang.',
    en: 'This page could not be read. Scan it again.',
  },
  // identity (domain.md 3.1, 3.3, 3.4)
  'citizen-id-format': {
    severity: 'error',
    vi: 'Số định danh không đủ 12 chữ số.',
    en: 'The citizen number does not have 12 digits.',
  },
  'citizen-id-unknown-province': {
    severity: 'warning',
    vi: 'Ba số đầu của số định danh không phải mã tỉnh đã biết (có thể là mã nước).',
    en: 'The first three digits are no known province code (may be a country code).',
  },
  'citizen-id-birth-year-mismatch': {
    severity: 'warning',
    vi: 'Năm sinh không khớp số định danh.',
    en: 'The birth year does not agree with the citizen number.',
  },
  'citizen-id-gender-mismatch': {
    severity: 'warning',
    vi: 'Giới tính không khớp số định danh.',
    en: 'The sex does not agree with the citizen number.',
  },
  'qr-differs': {
    severity: 'error',
    vi: 'Chữ in trên thẻ khác mã QR của thẻ.',
    en: 'The printed text differs from the card’s QR code.',
  },
  'qr-damaged': {
    severity: 'warning',
    vi: 'Mã QR của thẻ bị lỗi chữ. Xem kỹ họ tên và địa chỉ.',
    en: 'The card’s QR text is damaged. Check name and address.',
  },
  'mrz-differs': {
    severity: 'error',
    vi: 'Dòng máy đọc (MRZ) khác thông tin trên thẻ.',
    en: 'The machine-readable zone differs from the card’s data.',
  },
  'mrz-check-digit': {
    severity: 'warning',
    vi: 'Số kiểm tra của dòng máy đọc (MRZ) không đúng.',
    en: 'A check digit of the machine-readable zone is wrong.',
  },
  'company-code-check-digit': {
    severity: 'warning',
    vi: 'Chữ số kiểm tra của mã số doanh nghiệp không đúng.',
    en: 'The check digit of the company code is wrong.',
  },
  'date-impossible': { severity: 'warning', vi: 'Ngày không có thật.', en: 'This date does not exist.' },
  'date-in-future': { severity: 'warning', vi: 'Ngày ở tương lai.', en: 'This date lies in the future.' },
  'card-expired': { severity: 'warning', vi: 'Thẻ đã hết hạn.', en: 'The card has expired.' },
  'confirmation-expired': {
    severity: 'warning',
    vi: 'Giấy xác nhận đã quá 6 tháng kể từ ngày cấp.',
    en: 'The confirmation is older than six months.',
  },
  // across papers of a dossier
  'name-differs-across-papers': {
    severity: 'error',
    vi: 'Họ tên trên các giấy tờ không giống nhau.',
    en: 'The names on the papers differ.',
  },
  'citizen-id-differs-across-papers': {
    severity: 'error',
    vi: 'Số định danh trên các giấy tờ không giống nhau.',
    en: 'The citizen numbers on the papers differ.',
  },
  'birth-date-differs-across-papers': {
    severity: 'error',
    vi: 'Ngày sinh trên các giấy tờ không giống nhau.',
    en: 'The birth dates on the papers differ.',
  },
  'gender-differs-across-papers': {
    severity: 'error',
    vi: 'Giới tính trên các giấy tờ không giống nhau.',
    en: 'The sexes on the papers differ.',
  },
  'component-wrong-type': {
    severity: 'warning',
    vi: 'Giấy tờ không đúng loại của thành phần này.',
    en: 'The paper is not of this component’s type.',
  },
  'key-field-missing': {
    severity: 'warning',
    vi: 'Chưa đọc được trường này. Gõ theo giấy.',
    en: 'This field was not read. Key it from the paper.',
  },
  'owner-number-missing': {
    severity: 'warning',
    vi: 'Chưa có số định danh 12 chữ số của chủ hồ sơ, Cổng DVC sẽ không nhận. Gõ theo giấy hoặc quét thẻ.',
    en: 'The owner’s 12-digit number is missing, the portal would refuse the dossier. Key it or scan the card.',
  },
  handwritten: {
    severity: 'warning',
    vi: 'Trường này viết tay. Gõ theo giấy.',
    en: 'This field is handwritten. Key it from the paper.',
  },
  'seal-missing': {
    severity: 'warning',
    vi: 'Không thấy dấu của cơ quan cấp. Xem lại bản giấy.',
    en: 'The seal of the issuing agency was not seen. Look at the paper.',
  },
  'signature-missing': {
    severity: 'warning',
    vi: 'Không thấy chữ ký của người ký. Xem lại bản giấy.',
    en: 'The signature of the signer was not seen. Look at the paper.',
  },
  // population database
  'population-differs': { severity: 'error', vi: 'Khác dữ liệu dân cư.', en: 'Differs from the population data.' },
  'population-not-found': {
    severity: 'warning',
    vi: 'Không tìm thấy công dân trong dữ liệu dân cư.',
    en: 'The citizen was not found in the population data.',
  },
  'population-deceased': {
    severity: 'error',
    vi: 'Dữ liệu dân cư ghi công dân đã chết.',
    en: 'The population data says that the citizen has died.',
  },
  'population-cancelled': {
    severity: 'error',
    vi: 'Số định danh đã bị hủy trong dữ liệu dân cư.',
    en: 'The citizen number was cancelled in the population data.',
  },
} as const satisfies Readonly<Record<string, FindingText>>;

export type FindingCode = keyof typeof FINDING_TEXTS;

export const FINDING_CODES = Object.keys(FINDING_TEXTS) as readonly FindingCode[];

interface FindingOptions {
  readonly field?: string;
  /** The same in both languages, such as a number; appended after a space. */
  readonly detail?: string;
  /** The error behind it: what its words say of what happened is appended after a space. */
  readonly cause?: StationErrorCode;
}

/** Builds a finding with its catalogue severity and Vietnamese words; `findingWords` tells the English ones. */
export function finding(code: FindingCode, options: FindingOptions = {}): Finding {
  const text = FINDING_TEXTS[code];
  const more = options.cause === undefined ? options.detail : whatHappened(options.cause).vi;
  return {
    code,
    severity: text.severity,
    message: more === undefined ? text.vi : `${text.vi} ${more}`,
    ...(options.field === undefined ? {} : { field: options.field }),
  };
}

/** What a finding says, in both languages; what was appended to the catalogue's words is found by its Vietnamese. */
export function findingWords({ code, message }: Pick<Finding, 'code' | 'message'>): {
  readonly vi: string;
  readonly en: string;
} {
  const text = FINDING_TEXTS[code];
  if (!message.startsWith(`${text.vi} `)) return { vi: message, en: text.en };
  const more = message.slice(text.vi.length + 1);
  // Earlier readings name the cause by its bare code.
  const cause = STATION_ERROR_CODES.find((each) => more === whatHappened(each).vi || more === `(${each})`);
  if (cause === undefined) return { vi: message, en: `${text.en} ${more}` };
  const { vi, en } = whatHappened(cause);
  return { vi: `${text.vi} ${vi}`, en: `${text.en} ${en}` };
}

/** The first sentence of an error's words: what happened; what to do about a page is said by the finding. */
function whatHappened(code: StationErrorCode): { readonly vi: string; readonly en: string } {
  const { vi, en } = STATION_ERRORS[code];
  return { vi: firstSentence(vi), en: firstSentence(en) };
}

function firstSentence(words: string): string {
  const end = words.indexOf('. ');
  return end === -1 ? words : words.slice(0, end + 1);
}
