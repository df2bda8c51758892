/** Procedures on household businesses and land; see procedures-data.ts for where codes come from. */

import type { Procedure, ProcedureSector } from './procedure.ts';
import {
  authorisation,
  type ComponentPart,
  citizenCard,
  citizenCardOf,
  declaration,
  procedure,
} from './procedure-parts-data.ts';

const HOUSEHOLD_BUSINESS: ProcedureSector = {
  code: 'G12-HKD',
  name: 'Thành lập và hoạt động của hộ kinh doanh',
  nameEn: 'Household business',
};
const LAND: ProcedureSector = { code: 'G10-DD', name: 'Đất đai', nameEn: 'Land' };

const landApplication: ComponentPart = {
  name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 18)',
  nameEn: 'Application to register a change of land (form 18)',
  documentTypes: ['land-change-application'],
  required: true,
  copy: 'original',
};

const landCertificate: ComponentPart = {
  name: 'Bản gốc Giấy chứng nhận đã cấp',
  nameEn: 'Original of the certificate issued',
  documentTypes: ['land-certificate'],
  required: true,
  copy: 'original',
};

export const HOUSEHOLD_BUSINESS_PROCEDURES: readonly Procedure[] = [
  procedure('1.001612', 'Đăng ký thành lập hộ kinh doanh', 'Registration of a household business', HOUSEHOLD_BUSINESS, [
    declaration('Giấy đề nghị đăng ký hộ kinh doanh', 'Application to register a household business'),
    citizenCardOf('chủ hộ kinh doanh', 'the owner'),
    {
      name: 'Biên bản họp thành viên hộ gia đình, văn bản ủy quyền làm chủ hộ (nếu có)',
      nameEn: 'Minutes of the family members and their mandate for the owner (if any)',
      documentTypes: ['authorisation-letter', 'other'],
      required: false,
      copy: 'either',
    },
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
      citizenCardOf('chủ hộ kinh doanh', 'the owner'),
      authorisation,
    ],
  ),
];

export const LAND_PROCEDURES: readonly Procedure[] = [
  procedure(
    '1.013831',
    'Đăng ký biến động khi chuyển nhượng, thừa kế, tặng cho quyền sử dụng đất, tài sản gắn liền với đất',
    'Registration of a transfer, inheritance or gift of land use rights',
    LAND,
    [
      landApplication,
      landCertificate,
      citizenCard,
      {
        name: 'Hợp đồng, văn bản về việc chuyển quyền sử dụng đất',
        nameEn: 'Contract or deed of the transfer',
        documentTypes: ['other'],
        required: true,
        copy: 'either',
      },
      authorisation,
    ],
  ),
  procedure(
    '1.013833',
    'Đăng ký biến động khi đổi tên, thay đổi thông tin về người sử dụng đất hoặc về thửa đất',
    'Registration of a change of name or data of the land user or the plot',
    LAND,
    [
      landApplication,
      landCertificate,
      citizenCard,
      {
        name: 'Giấy tờ chứng minh việc thay đổi (nếu chưa có trong cơ sở dữ liệu)',
        nameEn: 'Proof of the change (when not in the databases)',
        documentTypes: ['birth-certificate', 'marriage-certificate', 'other'],
        required: false,
        copy: 'either',
      },
      authorisation,
    ],
  ),
  procedure(
    '1.012783',
    'Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    'Exchange of a land use certificate',
    LAND,
    [landApplication, landCertificate, citizenCard, authorisation],
  ),
];
