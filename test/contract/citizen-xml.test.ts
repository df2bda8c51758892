import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCitizenXml } from '../../main/outside/population/citizen-xml.ts';
import { citizenXml } from '../../main/training/population/citizen-xml.ts';
import { createCitizens, type StubCitizen } from '../../main/training/population/citizens.ts';

const person: StubCitizen = {
  citizenId: '001222900117',
  fullName: 'NGUYỄN VĂN MẪU',
  dateOfBirth: '1922-03-04',
  gender: 'Nam',
  address: 'Số 1, Phố Mẫu',
  status: 'living',
};
const wrap = (inner: string): string =>
  `<Envelope><Body><CongdanCollection><CongDan>${inner}</CongDan></CongdanCollection></Body></Envelope>`;
const minimal =
  '<SoDinhDanh>001222900117</SoDinhDanh><HoVaTen><Ho>NGUYỄN</Ho><ChuDem/><Ten>A</Ten></HoVaTen>' +
  '<NgayThangNamSinh><Nam>1922</Nam><NgayThangNam/></NgayThangNamSinh>';

describe('XML of a citizen', () => {
  it('is read as it was written', () => {
    const citizens = createCitizens('xml', 100_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (index) => {
        const citizen = citizens.at(index);
        expect(parseCitizenXml(citizenXml(citizen))).toMatchObject({
          citizenId: citizen.citizenId,
          oldId: citizen.oldId,
          fullName: citizen.fullName,
          dateOfBirth: citizen.dateOfBirth,
          gender: citizen.gender,
          ethnicity: citizen.ethnicity,
          hometown: citizen.hometown,
          birthRegistration: citizen.birthRegistration,
          permanentAddress: citizen.address,
          fatherName: citizen.fatherName,
          motherName: citizen.motherName,
          spouseName: null,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('keeps characters that XML reserves', () => {
    const address = `Số 1 <A&B> "C" 'D' &amp;`;
    expect(parseCitizenXml(citizenXml({ ...person, address }))?.permanentAddress).toBe(address);
  });

  it('may carry name-space prefixes, a name in one piece, a year alone, and coded sex', () => {
    const xml =
      '<soap:Envelope xmlns:soap="x"><soap:Body><ns:CongdanCollection><ns:CongDan><SoDinhDanh>001222900117</SoDinhDanh>' +
      '<HoVaTen>NGUY&#7876;N A</HoVaTen><GioiTinh>2</GioiTinh><NgayThangNamSinh><Nam>1922</Nam></NgayThangNamSinh>' +
      '</ns:CongDan></ns:CongdanCollection></soap:Body></soap:Envelope>';
    expect(parseCitizenXml(xml)).toMatchObject({ fullName: 'NGUYỄN A', dateOfBirth: '1922', gender: 'Nữ' });
  });

  it('keeps the zeros that numbers begin with', () => {
    expect(parseCitizenXml(wrap(minimal))?.citizenId).toBe('001222900117');
  });

  it.each([
    ['cut short', citizenXml(person).slice(0, 300)],
    ['no XML', 'Không tìm thấy'],
    ['empty', ''],
    ['without a citizen', '<Envelope><Body><CongdanCollection/></Body></Envelope>'],
    ['with two citizens', wrap(`${minimal}</CongDan><CongDan>${minimal}`)],
    ['without a number', wrap(minimal.replace(/<SoDinhDanh>.*<\/SoDinhDanh>/, ''))],
    ['without a date of birth', wrap(minimal.replace('<Nam>1922</Nam>', ''))],
    ['defining entities', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${wrap(minimal.replace('NGUYỄN', '&a;'))}`],
    ['naming a file outside', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${wrap(minimal)}`],
    ['nested without end', '<a>'.repeat(10_000) + '</a>'.repeat(10_000)],
    ['longer than any citizen', wrap(minimal + ' '.repeat(200_000))],
    ['reaching for prototypes', wrap(`${minimal}<__proto__><x>1</x></__proto__>`)],
  ])('is refused when %s', (_name, xml) => {
    expect(parseCitizenXml(xml)).toBeNull();
  });

  it('never makes the reader fail, whatever it holds', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      'a',
      '<CongDan>',
      '</CongDan>',
      '<![CDATA[',
      ']]>',
      '<?',
      '<!--',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }), (parts) => {
        expect(parseCitizenXml(parts.join(''))).toBeNull();
      }),
    );
  });
});
