/**
 * The paper types that the station reads, and the field keys each yields. Keys are public names: the digitise JSON,
 * the database and the portal mapping use them. A new type is one entry here and one extractor in ocr/steps/extractors.
 */

/** Form of a field value: personName = as printed, NFC; citizenId = digits; date = YYYY-MM-DD, or YYYY where only a year is printed; area = number with decimal comma, no unit; text = as printed, single spaces. */
export type FieldKind = 'personName' | 'citizenId' | 'date' | 'gender' | 'area' | 'text';

interface DocumentTypeShape {
  readonly id: string;
  /** Title as printed on the form, capitals, NFC. */
  readonly title: string;
  /** Other titles under which the same type appears. */
  readonly also: readonly string[];
  readonly form?: string;
  /** Field keys in printed order. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Lists on the paper by name, with the keys and kinds of their columns in printed order. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, FieldKind>>>>;
}

export const DOCUMENT_TYPES = [
  {
    id: 'residence-change-form',
    title: 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ',
    also: [],
    form: 'CT01',
    fields: {
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      citizenId: 'citizenId',
      phone: 'text',
      householderName: 'personName',
      householderRelation: 'text',
      householderId: 'citizenId',
      request: 'text',
      signedOn: 'date',
    },
    tables: {
      members: {
        order: 'text',
        fullName: 'personName',
        dateOfBirth: 'date',
        gender: 'gender',
        citizenId: 'citizenId',
        relation: 'text',
      },
    },
  },
  {
    id: 'birth-certificate',
    title: 'GIẤY KHAI SINH',
    also: ['GIẤY KHAI SINH (BẢN SAO)', 'TRÍCH LỤC KHAI SINH'],
    fields: {
      certificateNumber: 'text',
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      ethnicity: 'text',
      nationality: 'text',
      placeOfBirth: 'text',
      hometown: 'text',
      citizenId: 'citizenId',
      motherName: 'personName',
      motherBirthYear: 'date',
      fatherName: 'personName',
      fatherBirthYear: 'date',
      registeredAt: 'text',
      registeredOn: 'date',
    },
  },
  {
    id: 'marriage-certificate',
    title: 'GIẤY CHỨNG NHẬN KẾT HÔN',
    also: ['TRÍCH LỤC KẾT HÔN'],
    fields: {
      certificateNumber: 'text',
      wifeName: 'personName',
      wifeDateOfBirth: 'date',
      wifeId: 'citizenId',
      husbandName: 'personName',
      husbandDateOfBirth: 'date',
      husbandId: 'citizenId',
      registeredAt: 'text',
      registeredOn: 'date',
    },
    tables: {
      spouses: {
        role: 'text',
        fullName: 'personName',
        dateOfBirth: 'date',
        ethnicity: 'text',
        nationality: 'text',
        address: 'text',
        citizenId: 'citizenId',
      },
    },
  },
  {
    id: 'marital-status-confirmation',
    title: 'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN',
    also: [],
    fields: {
      certificateNumber: 'text',
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      citizenId: 'citizenId',
      address: 'text',
      maritalStatus: 'text',
      issuedOn: 'date',
    },
  },
  {
    id: 'death-extract',
    title: 'TRÍCH LỤC KHAI TỬ',
    also: [],
    fields: {
      certificateNumber: 'text',
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      citizenId: 'citizenId',
      diedOn: 'date',
      placeOfDeath: 'text',
      causeOfDeath: 'text',
      registeredOn: 'date',
    },
  },
  {
    id: 'citizen-card',
    title: 'CĂN CƯỚC CÔNG DÂN',
    also: ['CĂN CƯỚC', 'GIẤY CHỨNG MINH NHÂN DÂN'],
    fields: {
      citizenId: 'citizenId',
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      nationality: 'text',
      hometown: 'text',
      address: 'text',
      issuedOn: 'date',
      expiresOn: 'date',
    },
  },
  {
    id: 'land-change-application',
    title: 'ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT',
    also: [],
    form: '11/ĐK, 18',
    fields: {
      fullName: 'personName',
      citizenId: 'citizenId',
      address: 'text',
      plotNumber: 'text',
      mapSheetNumber: 'text',
      area: 'area',
      certificateSerial: 'text',
      change: 'text',
      signedOn: 'date',
    },
  },
  {
    id: 'land-certificate',
    title: 'GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT',
    also: [],
    fields: {
      holderName: 'personName',
      citizenId: 'citizenId',
      plotNumber: 'text',
      mapSheetNumber: 'text',
      area: 'area',
      landUse: 'text',
      address: 'text',
      certificateSerial: 'text',
      registerNumber: 'text',
      issuedOn: 'date',
    },
    tables: { changes: { content: 'text', confirmation: 'text' } },
  },
  {
    id: 'household-business-certificate',
    title: 'GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH',
    also: [],
    fields: {
      businessName: 'text',
      businessCode: 'text',
      address: 'text',
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      citizenId: 'citizenId',
      issuedOn: 'date',
    },
    tables: {
      members: {
        order: 'text',
        fullName: 'personName',
        dateOfBirth: 'date',
        gender: 'gender',
        nationality: 'text',
        address: 'text',
        citizenId: 'citizenId',
      },
    },
  },
  {
    id: 'company-registration',
    title: 'GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP',
    also: [],
    fields: {
      companyName: 'text',
      companyCode: 'text',
      address: 'text',
      representativeName: 'personName',
      representativeId: 'citizenId',
      issuedOn: 'date',
    },
    tables: {
      members: {
        order: 'text',
        name: 'text',
        dateOfBirth: 'date',
        gender: 'gender',
        nationality: 'text',
        address: 'text',
        contribution: 'text',
        share: 'text',
        idNumber: 'text',
      },
    },
  },
  {
    id: 'authorisation-letter',
    title: 'GIẤY ỦY QUYỀN',
    also: [],
    fields: {
      principalName: 'personName',
      principalId: 'citizenId',
      agentName: 'personName',
      agentId: 'citizenId',
      content: 'text',
      signedOn: 'date',
    },
  },
  {
    id: 'health-insurance-card',
    title: 'THẺ BẢO HIỂM Y TẾ',
    also: [],
    fields: {
      insuranceNumber: 'text',
      fullName: 'personName',
      dateOfBirth: 'date',
      gender: 'gender',
      validFrom: 'date',
    },
  },
  {
    id: 'reception-slip',
    title: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    also: [],
    fields: { dossierCode: 'text', fullName: 'personName', citizenId: 'citizenId' },
    tables: { components: { order: 'text', name: 'text', original: 'text', certified: 'text', photocopy: 'text' } },
  },
  {
    id: 'other',
    title: 'Giấy tờ khác',
    also: [],
    fields: {},
  },
] as const satisfies readonly DocumentTypeShape[];

export type DocumentTypeId = (typeof DOCUMENT_TYPES)[number]['id'];

/** One paper type, widened for code that handles any of them. */
export interface DocumentType extends DocumentTypeShape {
  readonly id: DocumentTypeId;
}

export const DOCUMENT_TYPE_IDS: readonly DocumentTypeId[] = DOCUMENT_TYPES.map((type) => type.id);

/** The type with this id; undefined when the id is none of the known ones. */
export function findDocumentType(id: string): DocumentType | undefined {
  return (DOCUMENT_TYPES as readonly DocumentType[]).find((type) => type.id === id);
}

/** Kind of a field of a type; undefined when the type has no such field. */
export function fieldKind(type: DocumentTypeId, key: string): FieldKind | undefined {
  return findDocumentType(type)?.fields[key];
}

/** Papers that are nothing without the seal and the signature of the agency that issued them. */
export const SEALED_PAPERS: readonly DocumentTypeId[] = [
  'birth-certificate',
  'marriage-certificate',
  'marital-status-confirmation',
  'death-extract',
  'land-certificate',
  'household-business-certificate',
  'company-registration',
];
