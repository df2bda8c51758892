import type { StubCitizen } from './citizens.ts';

type Node = string | readonly (readonly [name: string, content: Node])[];

const COUNTRY = 'Việt Nam';

/** One citizen as the population database writes it: Envelope/Body/CongdanCollection/CongDan (domain reference 6.1). */
export function citizenXml(citizen: StubCitizen): string {
  const [surname = '', ...rest] = citizen.fullName.split(' ');
  const citizenNode: Node = [
    ['SoDinhDanh', citizen.citizenId],
    ['SoCMND', citizen.oldId ?? ''],
    [
      'HoVaTen',
      [
        ['Ho', surname],
        ['ChuDem', rest.slice(0, -1).join(' ')],
        ['Ten', rest.at(-1) ?? ''],
      ],
    ],
    ['GioiTinh', citizen.gender],
    ['DanToc', citizen.ethnicity ?? 'Kinh'],
    ['TonGiao', 'Không'],
    ['TinhTrangHonNhan', ''],
    ['NhomMau', citizen.bloodGroup ?? ''],
    [
      'NgayThangNamSinh',
      [
        ['Nam', citizen.dateOfBirth.slice(0, 4)],
        ['NgayThangNam', citizen.dateOfBirth.length > 4 ? citizen.dateOfBirth.replaceAll('-', '') : ''],
      ],
    ],
    ['QuocTich', COUNTRY],
    ['NoiDangKyKhaiSinh', addressNode(citizen.birthRegistration ?? '', citizen.citizenId)],
    ['QueQuan', addressNode(citizen.hometown ?? '', citizen.citizenId)],
    ['ThuongTru', addressNode(citizen.address, '')],
    ['NoiOHienTai', addressNode(citizen.address, '')],
    ['Cha', relativeNode(citizen.fatherName)],
    ['Me', relativeNode(citizen.motherName)],
    ['VoChong', relativeNode(null)],
    ['NguoiDaiDien', relativeNode(null)],
    [
      'ChuHo',
      [
        ['QuanHe', 'Chủ hộ'],
        ['SoDinhDanh', citizen.citizenId],
        ['SoCMND', citizen.oldId ?? ''],
        ['HoVaTen', citizen.fullName],
      ],
    ],
    ['SoSoHoKhau', ''],
  ];
  const body = write([['Envelope', [['Body', [['CongdanCollection', [['CongDan', citizenNode]]]]]]]]);
  return `<?xml version="1.0" encoding="UTF-8"?>${body}`;
}

function addressNode(detail: string, citizenId: string): Node {
  return [
    // Two digits; of today's address the code is left out, since wards of invented streets have none.
    ['MaTinhThanh', citizenId.slice(1, 3)],
    // Districts ended on 1 July 2025.
    ['MaQuanHuyen', ''],
    ['MaPhuongXa', ''],
    ['ChiTiet', detail],
    ['QuocGia', COUNTRY],
  ];
}

function relativeNode(fullName: string | null | undefined): Node {
  return [
    ['HoVaTen', fullName ?? ''],
    ['QuocTich', fullName == null ? '' : COUNTRY],
    ['SoDinhDanh', ''],
    ['SoCMND', ''],
  ];
}

function write(node: Node): string {
  if (typeof node === 'string') return escapeXml(node);
  return node.map(([name, content]) => `<${name}>${write(content)}</${name}>`).join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
