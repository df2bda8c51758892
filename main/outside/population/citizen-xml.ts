import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseWireDate } from '../../../common/contract/population-message.ts';
import { parseGender } from '../../../common/domain/citizen-id.ts';
import type { PopulationPerson } from './population-registry.ts';

/** One citizen takes about 3 KB. */
const MAX_LENGTH = 200_000;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  // Numbers stay text: they begin with zeros.
  parseTagValue: false,
  // The five entities of XML and numeric ones; documents that define their own are refused before.
  processEntities: true,
  htmlEntities: true,
  maxNestedTags: 20,
});

type XmlNode = Readonly<Record<string, unknown>>;

/**
 * Reads the XML of domain reference 6.1, Envelope/Body/CongdanCollection/CongDan, with or without name-space prefixes.
 *
 * @returns null when it is not well-formed, defines entities, is too long, or does not hold one citizen with number,
 *   name and date of birth
 */
export function parseCitizenXml(xml: string): PopulationPerson | null {
  if (xml.length > MAX_LENGTH || /<!(DOCTYPE|ENTITY)/i.test(xml)) return null;
  let tree: unknown;
  try {
    if (XMLValidator.validate(xml) !== true) return null;
    tree = parser.parse(xml);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
  const citizen = ['Envelope', 'Body', 'CongdanCollection', 'CongDan'].reduce<unknown>(child, tree);
  return isNode(citizen) ? personOf(citizen) : null;
}

function personOf(citizen: XmlNode): PopulationPerson | null {
  const citizenId = text(citizen, 'SoDinhDanh');
  const name = child(citizen, 'HoVaTen');
  const fullName = isNode(name) ? joined(name, ['Ho', 'ChuDem', 'Ten'], ' ') : text(citizen, 'HoVaTen');
  const born = child(citizen, 'NgayThangNamSinh');
  const dateOfBirth = parseWireDate(text(born, 'NgayThangNam') ?? '') ?? parseWireDate(text(born, 'Nam') ?? '');
  if (citizenId === null || fullName === null || dateOfBirth === null) return null;
  return {
    citizenId,
    oldId: text(citizen, 'SoCMND'),
    fullName,
    dateOfBirth,
    gender: genderOf(text(citizen, 'GioiTinh')),
    ethnicity: text(citizen, 'DanToc'),
    religion: text(citizen, 'TonGiao'),
    nationality: text(citizen, 'QuocTich'),
    maritalStatus: text(citizen, 'TinhTrangHonNhan'),
    birthRegistration: text(child(citizen, 'NoiDangKyKhaiSinh'), 'ChiTiet'),
    hometown: text(child(citizen, 'QueQuan'), 'ChiTiet'),
    permanentAddress: text(child(citizen, 'ThuongTru'), 'ChiTiet'),
    currentAddress: text(child(citizen, 'NoiOHienTai'), 'ChiTiet'),
    fatherName: text(child(citizen, 'Cha'), 'HoVaTen'),
    motherName: text(child(citizen, 'Me'), 'HoVaTen'),
    spouseName: text(child(citizen, 'VoChong'), 'HoVaTen'),
  };
}

/** In words, or by the shared code list: 1 male, 2 female. */
function genderOf(value: string | null): 'Nam' | 'Nữ' | null {
  if (value === '1') return 'Nam';
  return value === '2' ? 'Nữ' : parseGender(value ?? '');
}

function child(node: unknown, name: string): unknown {
  return isNode(node) && Object.hasOwn(node, name) ? node[name] : undefined;
}

/** Trimmed, NFC; null for absent and empty. */
function text(node: unknown, name: string): string | null {
  const value = child(node, name);
  const trimmed = typeof value === 'string' ? value.normalize('NFC').trim() : '';
  return trimmed === '' ? null : trimmed;
}

function joined(node: XmlNode, names: readonly string[], separator: string): string | null {
  const parts = names.map((name) => text(node, name)).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(separator);
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
