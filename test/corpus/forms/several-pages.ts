import type { DocumentTypeId } from '../../../common/domain/document-types.ts';
import { slashed } from '../dates.ts';
import { capitals, makeFamily, type Person } from '../people.ts';
import { addressOf, units } from '../places.ts';
import { makeBirth } from './birth.ts';
import { makeAuthorisation, makeCompany } from './business.ts';
import { makeCt01 } from './ct01.ts';
import { makeLandCertificate } from './land.ts';
import { communeOffice } from './offices.ts';
import { makePageMarks } from './page-marks.ts';
import { A4, escapeHtml, type Paper, type PaperContext, type PaperVariant, type Sheet } from './paper.ts';
import { row, SAMPLE_MARK, signature, text } from './parts.ts';

/** Known papers with the further pages that they have in life: lists of members, certifications, later changes. */

/** Adds sheets to a paper and numbers all of them in one way or in none. */
function withPages(paper: Paper, variant: string, context: PaperContext, more: readonly string[]): Paper {
  const marks = makePageMarks(context.random.fork('marks'));
  const bodies = [...paper.sheets.map((sheet) => sheet.html), ...more.map((html) => `${SAMPLE_MARK}${html}`)];
  const sheets = bodies.map((html, index): Sheet => ({ html: `${html}${marks(index + 1, bodies.length)}`, ...A4 }));
  return { ...paper, variant, sheets };
}

function personRows(people: readonly Person[], from: number, last: (person: Person, at: number) => string): string {
  return people
    .map(
      (person, at) =>
        `<tr><td>${from + at}</td><td class="left">${escapeHtml(person.fullName)}</td><td>${slashed(person.dateOfBirth)}</td><td>${person.gender}</td><td>${person.citizenId}</td><td>${last(person, at)}</td></tr>`,
    )
    .join('');
}

/** A company's list of members or shareholders (annexes of Decree 01/2021/NĐ-CP). */
function companyWithMembers(context: PaperContext): Paper {
  const { random, on } = context;
  const stock = random.chance(0.5);
  const paper = makeCompany(context, stock ? 'joint-stock' : 'one-member');
  const others = makeFamily(random.fork('members'), on);
  const people = [others.wife, others.husband, others.grandparent];
  const heading = stock ? 'DANH SÁCH CỔ ĐÔNG SÁNG LẬP' : 'DANH SÁCH THÀNH VIÊN GÓP VỐN';
  const table = `<table class="grid"><tr><th>STT</th><th>${stock ? 'Tên cổ đông' : 'Tên thành viên'}</th><th>Ngày, tháng, năm sinh</th><th>Giới tính</th><th>Số giấy tờ pháp lý của cá nhân</th><th>Tỷ lệ (%)</th></tr>${personRows(people, 1, (_, at) => ['50', '30', '20'][at]!)}</table>`;
  const members = people.map((person, at) => ({
    order: String(at + 1),
    name: person.fullName,
    dateOfBirth: person.dateOfBirth,
    gender: person.gender,
    share: ['50', '30', '20'][at]!,
    idNumber: person.citizenId,
  }));
  return withPages({ ...paper, tables: { members } }, 'company-with-members', context, [
    `<div class="center"><b>${random.chance(0.5) ? heading : `6. ${heading}`}</b></div>${table}${text(`Nơi thường trú của các thành viên: ${escapeHtml(addressOf(others.wife.residence, on))}.`)}`,
  ]);
}

/** The certification of signatures on a page of its own (Circular 01/2020/TT-BTP, annex). */
function attestedAuthorisation(context: PaperContext): Paper {
  const { random, on, family } = context;
  const paper = makeAuthorisation(context, 'personal');
  const office = communeOffice(random.fork('office'), context.office, on);
  const certification = `<h2 class="center">${random.pick(['LỜI CHỨNG CHỨNG THỰC CHỮ KÝ', 'LỜI CHỨNG CỦA NGƯỜI THỰC HIỆN CHỨNG THỰC', 'LỜI CHỨNG'])}</h2>
${text(`Tại ${escapeHtml(office.full)}.`)}${text(`Tôi là ${escapeHtml(office.signer)}, là Chủ tịch ${escapeHtml(office.full)}.`)}
${text('Chứng thực')}${text(`Bà ${escapeHtml(family.wife.fullName)}, Căn cước công dân số ${family.wife.citizenId}, cam đoan đã hiểu, tự nguyện giao kết văn bản này và tự chịu trách nhiệm trước pháp luật về nội dung của văn bản.`)}
${row(['Số chứng thực:', String(random.int(10, 990))], ['quyển số:', '01/SCT/HĐ,GD'])}${text(`Ngày ${slashed(on)}`)}
${signature(random, { heading: 'NGƯỜI THỰC HIỆN CHỨNG THỰC', name: escapeHtml(office.signer) })}`;
  return withPages(paper, 'authorisation-attested', context, [certification]);
}

/** All four pages of the certificate of 2009-2024. */
async function wholeLandCertificate(context: PaperContext): Promise<Paper> {
  const paper = await makeLandCertificate(context, '2009');
  const changes = (heading: string): string =>
    `${heading}<table class="grid"><tr><th>Nội dung thay đổi và cơ sở pháp lý</th><th>Xác nhận của cơ quan có thẩm quyền</th></tr><tr><td style="height:150mm"></td><td></td></tr></table>`;
  return withPages(paper, 'land-2009-four', context, [
    changes('<h2>IV. Những thay đổi sau khi cấp giấy chứng nhận</h2>'),
    `${changes('')}${text('Người được cấp Giấy chứng nhận không được sửa chữa, tẩy xóa hoặc bổ sung bất kỳ nội dung nào trong Giấy chứng nhận; khi bị mất hoặc hư hỏng Giấy chứng nhận phải khai báo ngay với cơ quan cấp giấy.')}`,
  ]);
}

/** More members than the form's table holds, and the form's notes. */
function longCt01(context: PaperContext): Paper {
  const { random, on } = context;
  const more = makeFamily(random.fork('more'), on);
  const table = `<table class="grid">${personRows([more.wife, more.husband, more.grandparent, ...more.children], 5, () => 'Cháu')}</table>`;
  const notes = `${text('<b>Chú thích:</b>')}${text('(1) Cơ quan đăng ký cư trú.')}${text('(2) Ghi rõ ràng, cụ thể nội dung đề nghị. Ví dụ: đăng ký thường trú; đăng ký tạm trú; tách hộ; xác nhận thông tin về cư trú…')}${text('(3) Áp dụng đối với các trường hợp quy định tại Luật Cư trú.')}`;
  return withPages(makeCt01(context, '66/2023'), 'ct01-two-pages', context, [
    random.chance(0.5) ? `${table}${notes}` : notes,
  ]);
}

/** The back of a birth certificate, where later changes are entered. */
function birthWithNotes(context: PaperContext): Paper {
  const back = `<div class="center"><b>PHẦN GHI CHÚ NHỮNG THÔNG TIN THAY ĐỔI SAU NÀY</b></div><table class="grid"><tr><th>Ngày, tháng, năm</th><th>Nội dung ghi chú</th><th>Căn cứ ghi chú</th><th>Họ tên, chữ ký của người ghi chú</th></tr><tr><td style="height:120mm"></td><td></td><td></td><td></td></tr></table>`;
  const place = escapeHtml(units(context.office, context.on)[0]!);
  return withPages(makeBirth(context, 'certificate'), 'birth-with-notes', context, [
    context.random.chance(0.5) ? back : `${back}${text(`Ghi tại ${capitals(place)}`)}`,
  ]);
}

const ANY = { weight: 1, from: '2021-06-01', to: '2026-10-30' } as const;

/** Forms of several pages by paper type, beside the ones of the type's own file. */
export const SEVERAL_PAGES: Readonly<Partial<Record<DocumentTypeId, readonly PaperVariant[]>>> = {
  'company-registration': [{ name: 'company-with-members', ...ANY, make: companyWithMembers }],
  'authorisation-letter': [{ name: 'authorisation-attested', ...ANY, make: attestedAuthorisation }],
  'land-certificate': [{ name: 'land-2009-four', ...ANY, to: '2024-12-31', make: wholeLandCertificate }],
  'residence-change-form': [{ name: 'ct01-two-pages', ...ANY, from: '2024-01-01', make: longCt01 }],
  'birth-certificate': [{ name: 'birth-with-notes', ...ANY, make: birthWithNotes }],
};
