/**
 * Procedures on people that a commune's or ward's one-stop counter meets most: residence, civil status, certification.
 * Codes and names follow the national catalogue. Codes of components (TPnn) number them within a procedure, those of
 * sectors join agency and abbreviation; both are the station's own where the province has not loaded its
 * list. Data only; look-up is in procedures.ts.
 */

import type { Procedure, ProcedureSector } from './procedure.ts';
import {
  authorisation,
  type ComponentPart,
  citizenCard,
  citizenCardOf,
  declaration,
  legalDwelling,
  optional,
  procedure,
  residenceForm,
} from './procedure-parts-data.ts';

const RESIDENCE: ProcedureSector = { code: 'G01-CT', name: 'Đăng ký, quản lý cư trú', nameEn: 'Residence' };
const CIVIL_STATUS: ProcedureSector = { code: 'G15-HT', name: 'Hộ tịch', nameEn: 'Civil status' };
const CERTIFICATION: ProcedureSector = { code: 'G15-CC', name: 'Chứng thực', nameEn: 'Certification' };

const endOfFormerMarriage: ComponentPart = {
  name: 'Bản án, quyết định ly hôn hoặc trích lục khai tử của vợ, chồng trước',
  nameEn: 'Divorce judgment, or death extract of the former spouse',
  documentTypes: ['death-extract', 'other'],
  required: false,
  copy: 'either',
};

export const RESIDENCE_PROCEDURES: readonly Procedure[] = [
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
  procedure('1.010038', 'Tách hộ', 'Splitting of a household', RESIDENCE, [
    residenceForm,
    citizenCard,
    {
      name: 'Giấy tờ chứng minh đã ly hôn (khi vợ, chồng ly hôn cùng chỗ ở)',
      nameEn: 'Proof of divorce (when divorced spouses share the dwelling)',
      documentTypes: ['marital-status-confirmation', 'other'],
      required: false,
      copy: 'either',
    },
  ]),
];

export const CIVIL_STATUS_PROCEDURES: readonly Procedure[] = [
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
      name: 'Giấy khai sinh của cha, mẹ hoặc của anh, chị, em (khi cần đối chiếu)',
      nameEn: 'Birth certificate of a parent or sibling (when comparison is needed)',
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
  procedure('1.004884', 'Đăng ký lại khai sinh', 'Renewed birth registration', CIVIL_STATUS, [
    declaration('Tờ khai đăng ký lại khai sinh', 'Application for renewed birth registration'),
    citizenCard,
    {
      name: 'Bản sao giấy khai sinh cũ hoặc giấy tờ có thông tin khai sinh',
      nameEn: 'Copy of the former birth certificate, or papers that state the birth',
      documentTypes: ['birth-certificate', 'other'],
      required: true,
      copy: 'either',
    },
    authorisation,
  ]),
  procedure('1.000894', 'Đăng ký kết hôn', 'Marriage registration', CIVIL_STATUS, [
    declaration('Tờ khai đăng ký kết hôn', 'Application for marriage registration'),
    citizenCardOf('bên nữ', 'the bride'),
    citizenCardOf('bên nam', 'the groom'),
    {
      name: 'Giấy xác nhận tình trạng hôn nhân (khi không tra cứu được dữ liệu)',
      nameEn: 'Confirmation of marital status (when the data cannot be looked up)',
      documentTypes: ['marital-status-confirmation'],
      required: false,
      copy: 'original',
    },
    endOfFormerMarriage,
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
    endOfFormerMarriage,
    authorisation,
  ]),
  procedure('1.001022', 'Đăng ký nhận cha, mẹ, con', 'Registration of parenthood', CIVIL_STATUS, [
    declaration('Tờ khai đăng ký nhận cha, mẹ, con', 'Application to register parenthood'),
    citizenCard,
    {
      name: 'Giấy tờ chứng minh quan hệ cha con, mẹ con',
      nameEn: 'Proof of parenthood',
      documentTypes: ['other'],
      required: true,
      copy: 'original',
    },
    {
      name: 'Giấy khai sinh của con',
      nameEn: 'Birth certificate of the child',
      documentTypes: ['birth-certificate'],
      required: false,
      copy: 'either',
    },
  ]),
  procedure(
    '1.004859',
    'Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
    'Change, correction or completion of civil-status data',
    CIVIL_STATUS,
    [
      declaration('Tờ khai thay đổi, cải chính, bổ sung hộ tịch', 'Application to change civil-status data'),
      citizenCard,
      {
        name: 'Giấy tờ hộ tịch cần thay đổi, cải chính và giấy tờ làm căn cứ',
        nameEn: 'The civil-status paper to be changed, and what supports the change',
        documentTypes: ['birth-certificate', 'marriage-certificate', 'death-extract', 'other'],
        required: true,
        copy: 'either',
      },
      authorisation,
    ],
  ),
  procedure(
    '2.000635',
    'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
    'Copy of a civil-status extract or birth certificate',
    CIVIL_STATUS,
    [
      declaration('Tờ khai cấp bản sao trích lục hộ tịch', 'Application for a copy of a civil-status extract'),
      citizenCard,
      authorisation,
    ],
  ),
];

export const CERTIFICATION_PROCEDURES: readonly Procedure[] = [
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
];
