/**
 * Procedures of the station: what a commune's or ward's one-stop counter meets most. Names and codes follow the
 * national catalogue; the codes of components (TPnn) number them within a procedure. An administrator can load the
 * province's own list over this one. Data only; look-up is in procedures.ts.
 */
import type { Procedure, ProcedureComponent, ProcedureSector } from './procedures.ts';

const RESIDENCE: ProcedureSector = { code: 'G01-CT', name: 'Đăng ký, quản lý cư trú', nameEn: 'Residence' };
const CIVIL_STATUS: ProcedureSector = { code: 'G15-HT', name: 'Hộ tịch', nameEn: 'Civil status' };
const CERTIFICATION: ProcedureSector = { code: 'G15-CC', name: 'Chứng thực', nameEn: 'Certification' };
const HOUSEHOLD_BUSINESS: ProcedureSector = {
  code: 'G12-HKD',
  name: 'Thành lập và hoạt động của hộ kinh doanh',
  nameEn: 'Household business',
};
const LAND: ProcedureSector = { code: 'G10-DD', name: 'Đất đai', nameEn: 'Land' };

/** Components that recur; the code is given by their place in the list. */
type Part = Omit<ProcedureComponent, 'code'>;

const citizenCard: Part = {
  name: 'Thẻ căn cước (căn cước công dân) của người yêu cầu',
  nameEn: 'Citizen card of the requester',
  documentTypes: ['citizen-card'],
  required: true,
  copy: 'original',
};

const residenceForm: Part = {
  name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01)',
  nameEn: 'Declaration of change of residence (form CT01)',
  documentTypes: ['residence-change-form'],
  required: true,
  copy: 'original',
};

const legalDwelling: Part = {
  name: 'Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp',
  nameEn: 'Proof of a legal dwelling',
  documentTypes: ['land-certificate', 'other'],
  required: true,
  copy: 'either',
};

const authorisation: Part = {
  name: 'Văn bản ủy quyền (nếu nộp thay)',
  nameEn: 'Authorisation letter (when submitted for another)',
  documentTypes: ['authorisation-letter'],
  required: false,
  copy: 'either',
};

function declaration(name: string, nameEn: string): Part {
  return { name, nameEn, documentTypes: ['other'], required: true, copy: 'original' };
}

function optional(part: Part): Part {
  return { ...part, required: false };
}

function procedure(
  code: string,
  name: string,
  nameEn: string,
  sector: ProcedureSector,
  parts: readonly Part[],
): Procedure {
  const components = parts.map((part, index) => ({ code: `TP${String(index + 1).padStart(2, '0')}`, ...part }));
  return { code, name, nameEn, sector, components };
}

export const PROCEDURE_LIST: readonly Procedure[] = [
  // Moving in with family (Law on Residence 2020 Art. 20.2) is the common case: kinship is proved, not a dwelling.
  procedure('1.004222', 'Đăng ký thường trú', 'Registration of permanent residence', RESIDENCE, [
    residenceForm,
    citizenCard,
    {
      name: 'Giấy tờ chứng minh quan hệ nhân thân (giấy khai sinh, giấy chứng nhận kết hôn)',
      nameEn: 'Proof of kinship (birth or marriage certificate)',
      documentTypes: ['birth-certificate', 'marriage-certificate'],
      required: true,
      copy: 'either',
    },
    optional(legalDwelling),
    authorisation,
  ]),
  procedure('1.004194', 'Đăng ký tạm trú', 'Registration of temporary residence', RESIDENCE, [
    residenceForm,
    citizenCard,
    legalDwelling,
    authorisation,
  ]),
  procedure('1.002755', 'Gia hạn tạm trú', 'Extension of temporary residence', RESIDENCE, [
    residenceForm,
    citizenCard,
    legalDwelling,
  ]),
  procedure('1.001193', 'Đăng ký khai sinh', 'Birth registration', CIVIL_STATUS, [
    declaration('Tờ khai đăng ký khai sinh', 'Application for birth registration'),
    {
      name: 'Giấy chứng sinh hoặc giấy tờ thay thế',
      nameEn: 'Certificate of live birth or what replaces it',
      documentTypes: ['other'],
      required: true,
      copy: 'original',
    },
    citizenCard,
    {
      name: 'Giấy chứng nhận kết hôn của cha, mẹ (nếu đã đăng ký kết hôn)',
      nameEn: 'Marriage certificate of the parents (when married)',
      documentTypes: ['marriage-certificate'],
      required: false,
      copy: 'either',
    },
    {
      name: 'Giấy khai sinh của cha, mẹ hoặc giấy khai sinh cũ (khi cần đối chiếu)',
      nameEn: 'Birth certificate of a parent, or an earlier one (when comparison is needed)',
      documentTypes: ['birth-certificate'],
      required: false,
      copy: 'either',
    },
    optional({
      ...residenceForm,
      name: 'Tờ khai CT01 (khi liên thông đăng ký thường trú cho trẻ)',
      nameEn: 'Form CT01 (when the child’s residence is registered together)',
    }),
    authorisation,
  ]),
  procedure('1.000894', 'Đăng ký kết hôn', 'Marriage registration', CIVIL_STATUS, [
    declaration('Tờ khai đăng ký kết hôn', 'Application for marriage registration'),
    {
      ...citizenCard,
      name: 'Thẻ căn cước (căn cước công dân) của bên nữ',
      nameEn: 'Citizen card of the bride',
    },
    {
      ...citizenCard,
      name: 'Thẻ căn cước (căn cước công dân) của bên nam',
      nameEn: 'Citizen card of the groom',
    },
    {
      name: 'Giấy xác nhận tình trạng hôn nhân (khi không tra cứu được dữ liệu)',
      nameEn: 'Confirmation of marital status (when the data cannot be looked up)',
      documentTypes: ['marital-status-confirmation'],
      required: false,
      copy: 'original',
    },
    {
      name: 'Bản án, quyết định ly hôn hoặc trích lục khai tử của vợ, chồng trước',
      nameEn: 'Divorce judgment, or death extract of the former spouse',
      documentTypes: ['death-extract', 'other'],
      required: false,
      copy: 'either',
    },
  ]),
  procedure('1.000656', 'Đăng ký khai tử', 'Death registration', CIVIL_STATUS, [
    declaration('Tờ khai đăng ký khai tử', 'Application for death registration'),
    {
      name: 'Giấy báo tử hoặc giấy tờ thay thế',
      nameEn: 'Notice of death or what replaces it',
      documentTypes: ['other'],
      required: true,
      copy: 'original',
    },
    citizenCard,
    authorisation,
  ]),
  procedure('1.004873', 'Cấp Giấy xác nhận tình trạng hôn nhân', 'Confirmation of marital status', CIVIL_STATUS, [
    declaration('Tờ khai cấp Giấy xác nhận tình trạng hôn nhân', 'Application for a confirmation of marital status'),
    citizenCard,
    {
      name: 'Bản án, quyết định ly hôn hoặc trích lục khai tử của vợ, chồng trước',
      nameEn: 'Divorce judgment, or death extract of the former spouse',
      documentTypes: ['death-extract', 'other'],
      required: false,
      copy: 'either',
    },
    authorisation,
  ]),
  procedure('2.000635', 'Cấp bản sao Trích lục hộ tịch', 'Copy of a civil-status extract', CIVIL_STATUS, [
    declaration('Tờ khai cấp bản sao trích lục hộ tịch', 'Application for a copy of a civil-status extract'),
    citizenCard,
    authorisation,
  ]),
  procedure(
    '2.000815',
    'Chứng thực bản sao từ bản chính giấy tờ, văn bản',
    'Certification of copies against originals',
    CERTIFICATION,
    [
      {
        name: 'Bản chính giấy tờ, văn bản cần chứng thực',
        nameEn: 'Original to be copied',
        documentTypes: [
          'birth-certificate',
          'marriage-certificate',
          'marital-status-confirmation',
          'death-extract',
          'citizen-card',
          'land-certificate',
          'household-business-certificate',
          'company-registration',
          'health-insurance-card',
          'other',
        ],
        required: true,
        copy: 'original',
      },
      optional(citizenCard),
    ],
  ),
  procedure('2.000884', 'Chứng thực chữ ký trong giấy tờ, văn bản', 'Certification of signatures', CERTIFICATION, [
    citizenCard,
    {
      name: 'Giấy tờ, văn bản sẽ ký',
      nameEn: 'Document to be signed',
      documentTypes: ['authorisation-letter', 'other'],
      required: true,
      copy: 'original',
    },
  ]),
  procedure('1.001612', 'Đăng ký thành lập hộ kinh doanh', 'Registration of a household business', HOUSEHOLD_BUSINESS, [
    declaration('Giấy đề nghị đăng ký thành lập hộ kinh doanh', 'Application to register a household business'),
    citizenCard,
    {
      name: 'Giấy tờ về địa điểm kinh doanh (nếu có)',
      nameEn: 'Papers on the place of business (if any)',
      documentTypes: ['land-certificate', 'other'],
      required: false,
      copy: 'copy',
    },
    authorisation,
  ]),
  procedure(
    '2.000720',
    'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh',
    'Change of a household business registration',
    HOUSEHOLD_BUSINESS,
    [
      declaration('Thông báo thay đổi nội dung đăng ký hộ kinh doanh', 'Notice of change of a household business'),
      {
        name: 'Giấy chứng nhận đăng ký hộ kinh doanh',
        nameEn: 'Household business certificate',
        documentTypes: ['household-business-certificate'],
        required: true,
        copy: 'original',
      },
      citizenCard,
      authorisation,
    ],
  ),
  procedure(
    '1.012783',
    'Đăng ký biến động quyền sử dụng đất, tài sản gắn liền với đất',
    'Registration of a change of land use rights and property on land',
    LAND,
    [
      {
        name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 18)',
        nameEn: 'Application to register a change of land (form 18)',
        documentTypes: ['land-change-application'],
        required: true,
        copy: 'original',
      },
      {
        name: 'Giấy chứng nhận đã cấp',
        nameEn: 'Certificate issued earlier',
        documentTypes: ['land-certificate'],
        required: true,
        copy: 'original',
      },
      citizenCard,
      {
        name: 'Giấy tờ về nội dung biến động',
        nameEn: 'Papers on what has changed',
        documentTypes: ['other'],
        required: false,
        copy: 'either',
      },
      authorisation,
    ],
  ),
];
