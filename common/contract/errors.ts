/**
 * The closed list of errors that the station shows or returns. Every failure that a person or a program outside meets
 * has one of these codes; words say what happened, what is safe, and what to do. Texts never hold personal data.
 */

interface ErrorText {
  readonly vi: string;
  readonly en: string;
}

export const STATION_ERRORS = {
  // input files
  'file-empty': { vi: 'Tệp rỗng. Quét hoặc chép lại tệp.', en: 'The file is empty. Scan or copy it again.' },
  'file-type-unknown': {
    vi: 'Nội dung không phải JPEG, PNG, TIFF, WebP hay PDF, dù tên tệp có thể nói vậy. Lưu lại đúng định dạng.',
    en: 'The content is not JPEG, PNG, TIFF, WebP or PDF, whatever its name says. Save it in one of these formats.',
  },
  'file-truncated': {
    vi: 'Tệp bị cụt, thiếu phần cuối. Quét hoặc chép lại tệp.',
    en: 'The file is cut off, its end is missing. Scan or copy it again.',
  },
  'file-damaged': {
    vi: 'Tệp bị hỏng, không mở được. Quét hoặc chép lại tệp.',
    en: 'The file is damaged and cannot be opened. Scan or copy it again.',
  },
  'file-encrypted': {
    vi: 'PDF có mật khẩu. Bỏ mật khẩu rồi nhập lại.',
    en: 'The PDF is protected by a password. Remove the password and import it again.',
  },
  'file-too-large': {
    vi: 'Tệp quá lớn. Tách thành các tệp nhỏ hơn.',
    en: 'The file is too large. Split it into smaller files.',
  },
  'too-many-pages': {
    vi: 'Tệp có quá nhiều trang. Tách thành các tệp nhỏ hơn.',
    en: 'The file has too many pages. Split it into smaller files.',
  },
  'image-too-small': {
    vi: 'Ảnh quá nhỏ để đọc. Quét lại ở 300 dpi.',
    en: 'The image is too small to read. Scan again at 300 dpi.',
  },
  'image-too-large': {
    vi: 'Ảnh quá lớn. Quét lại ở 300 dpi, khổ A4.',
    en: 'The image is too large. Scan again at 300 dpi, A4.',
  },
  'file-not-found': { vi: 'Không tìm thấy tệp.', en: 'The file was not found.' },
  'file-no-permission': {
    vi: 'Không có quyền đọc tệp này. Xin quyền đọc rồi làm lại.',
    en: 'This file may not be read by you. Get the right to read it and try again.',
  },
  'page-unreadable': {
    vi: 'Máy đọc dừng ở trang này hai lần. Các trang khác không ảnh hưởng. Quét lại trang.',
    en: 'The reader stopped on this page twice. Other pages are not affected. Scan the page again.',
  },
  'reader-stopped': {
    vi: 'Máy đọc đã dừng. Trang vẫn được giữ; thử lại hoặc khởi động lại trạm.',
    en: 'The reader has stopped. Pages are kept; try again or restart the station.',
  },
  // people and rights
  'not-signed-in': { vi: 'Chưa đăng nhập.', en: 'Not signed in.' },
  'wrong-credentials': { vi: 'Tên hoặc mật khẩu không đúng.', en: 'Wrong name or password.' },
  'role-not-allowed': { vi: 'Vai trò của bạn không làm được việc này.', en: 'Your role may not do this.' },
  'own-capture': {
    vi: 'Bạn đã tiếp nhận hồ sơ này nên người khác phải kiểm tra.',
    en: 'You captured this dossier, so somebody else must verify it.',
  },
  // dossiers
  'dossier-not-found': { vi: 'Không có hồ sơ này trên trạm.', en: 'This dossier is not on the station.' },
  'procedure-not-found': { vi: 'Không có thủ tục này trong danh mục.', en: 'This procedure is not in the catalogue.' },
  'paper-not-found': { vi: 'Không có giấy tờ này trong hồ sơ.', en: 'This paper is not in the dossier.' },
  'field-not-found': { vi: 'Giấy tờ này không có trường đó.', en: 'This paper has no such field.' },
  'field-value-invalid': {
    vi: 'Giá trị không đúng dạng của trường.',
    en: 'The value does not have the form of the field.',
  },
  'wrong-state': {
    vi: 'Hồ sơ đã chuyển bước. Tải lại để xem bước hiện tại.',
    en: 'The dossier has moved on. Reload to see its current step.',
  },
  'components-missing': {
    vi: 'Còn thiếu thành phần bắt buộc. Quét thêm, hoặc ghi lý do.',
    en: 'Required components are missing. Scan them or note the reason.',
  },
  'findings-open': {
    vi: 'Còn cảnh báo chưa xử lý. Sửa, quét lại, hoặc ghi lý do.',
    en: 'Findings are still open. Correct, rescan or note the reason.',
  },
  'still-reading': {
    vi: 'Còn trang đang đọc. Chờ đọc xong.',
    en: 'Pages are still being read. Wait until they are done.',
  },
  'fields-unconfirmed': { vi: 'Còn trường chưa xác nhận.', en: 'Some fields are not confirmed yet.' },
  'reason-required': { vi: 'Hãy ghi lý do.', en: 'Give a reason.' },
  // scanners
  'scanner-not-found': {
    vi: 'Không tìm thấy máy quét. Xem máy đã bật và nối mạng hoặc cáp chưa; các trang đã nhận vẫn nguyên.',
    en: 'The scanner was not found. See that it is on and connected; pages that came are safe.',
  },
  'scanner-busy': {
    vi: 'Máy quét đang bận việc khác. Chờ xong rồi quét lại.',
    en: 'The scanner is busy with something else. Wait and scan again.',
  },
  'scanner-empty': {
    vi: 'Khay giấy trống. Đặt giấy vào khay rồi quét lại.',
    en: 'The feeder is empty. Put the papers in and scan again.',
  },
  'scanner-jam': {
    vi: 'Kẹt giấy. Gỡ giấy kẹt rồi quét tiếp từ tờ đó; các trang trước đã được giữ.',
    en: 'Paper jam. Free it and go on with that sheet; the pages before it are kept.',
  },
  'scanner-cover-open': {
    vi: 'Nắp máy quét đang mở. Đóng nắp rồi quét lại.',
    en: 'The scanner’s cover is open. Close it and scan again.',
  },
  'scanner-error': {
    vi: 'Máy quét báo lỗi. Các trang đã nhận vẫn nguyên; tắt bật máy quét rồi thử lại.',
    en: 'The scanner reports an error. Pages that came are safe; switch it off and on and try again.',
  },
  // outside systems
  'population-unreachable': {
    vi: 'Không tới được CSDL dân cư. Hồ sơ vẫn tiếp tục; trạm sẽ tự tra lại.',
    en: 'The population database cannot be reached. The dossier goes on; the station asks again by itself.',
  },
  'population-busy': {
    vi: 'CSDL dân cư đang bận. Trạm sẽ tự tra lại.',
    en: 'The population database is busy. The station asks again by itself.',
  },
  'population-malformed': {
    vi: 'CSDL dân cư trả lời sai định dạng. Trạm sẽ tự tra lại; báo CNTT nếu lặp lại.',
    en: 'The population database answered in a wrong form. The station asks again; tell IT if it goes on.',
  },
  'portal-unreachable': {
    vi: 'Không tới được Cổng DVC. Hồ sơ vẫn nguyên trên máy; trạm sẽ gửi tiếp khi có mạng.',
    en: 'The portal cannot be reached. Dossiers are safe on this machine; sending goes on when the line is back.',
  },
  'portal-interrupted': {
    vi: 'Đứt mạng giữa chừng. Phần đã gửi được giữ; trạm sẽ gửi tiếp từ chỗ dừng.',
    en: 'The line dropped in mid-file. What was sent is kept; sending resumes where it stopped.',
  },
  'portal-not-genuine': {
    vi: 'Có máy khác trả lời thay Cổng DVC (thường là trang đăng nhập wifi). Chưa gì được tính là đã gửi, hồ sơ vẫn nguyên trên máy; xem lại mạng, đăng nhập wifi nếu được hỏi.',
    en: 'Something else answered in the portal’s place (often a wifi login page). Nothing counts as sent, dossiers are safe on this machine; check the network, log in to the wifi if asked.',
  },
  'portal-error': {
    vi: 'Cổng DVC đang lỗi. Hồ sơ vẫn nguyên trên máy; trạm sẽ tự gửi lại.',
    en: 'The portal has an error. Dossiers are safe on this machine; the station sends again by itself.',
  },
  'portal-refused-credentials': {
    vi: 'Cổng DVC không nhận tài khoản của trạm. Dừng đợt gửi, hồ sơ vẫn nguyên trên máy; báo quản trị.',
    en: 'The portal refused the station’s account. The batch has stopped, dossiers are safe on this machine; tell the administrator.',
  },
  'portal-refused-dossier': {
    vi: 'Cổng DVC từ chối hồ sơ này. Hồ sơ khác vẫn gửi tiếp; xem lý do.',
    en: 'The portal refused this dossier. Others go on; see the reason.',
  },
  'portal-conflict': {
    vi: 'Cổng DVC đã có mã hồ sơ này với nội dung khác. Không gửi đè, hồ sơ vẫn nguyên trên máy; người kiểm tra xem rồi thay bản trên Cổng, hoặc chuyển CNTT.',
    en: 'The portal already holds this dossier code with other content. Nothing was overwritten, this one is safe here; the supervisor looks and replaces it at the portal, or hands it to IT.',
  },
  'portal-hash-differs': {
    vi: 'Tệp Cổng DVC giữ khác tệp đã gửi. Chưa tính là đã nhận; trạm sẽ gửi lại.',
    en: 'A file held by the portal differs from what was sent. Not counted as delivered; the station sends again.',
  },
  'portal-certificate': {
    vi: 'Chứng thư của Cổng DVC không tin được (hết hạn, sai tên, hoặc đồng hồ máy này sai). Dừng đợt gửi, chưa gửi gì; xem ngày giờ của máy, rồi báo CNTT.',
    en: 'The portal’s certificate can’t be trusted (expired, another name, or this machine’s clock is wrong). The batch has stopped, nothing was sent; check date and time here, then tell IT.',
  },
  'portal-schema-refused': {
    vi: 'Cổng DVC không nhận mẫu dữ liệu của trạm, hồ sơ nào cũng vậy. Dừng đợt gửi, hồ sơ vẫn nguyên trên máy; báo CNTT cập nhật trạm.',
    en: 'The portal does not take the form of the station’s messages, whichever the dossier. The batch has stopped, dossiers are safe on this machine; tell IT to update the station.',
  },
  'portal-file-too-large': {
    vi: 'Cổng DVC không nhận tệp lớn như vậy. Hồ sơ khác vẫn gửi tiếp; mở lại hồ sơ, quét lại giấy ở 200–300 dpi hoặc tách giấy.',
    en: 'The portal does not take a file of this size. Others go on; give the dossier back, scan the paper at 200–300 dpi or split it.',
  },
  'page-file-altered': {
    vi: 'Tệp trên máy không còn đúng như khi duyệt nên không được gửi. Hồ sơ khác vẫn gửi tiếp; mở lại hồ sơ và quét lại giấy này.',
    en: 'A file on this machine is no longer what was approved, so it was not sent. Others go on; give the dossier back and scan this paper again.',
  },
  'delivery-deadline': {
    vi: 'Đã thử nhiều lần trong nhiều ngày mà Cổng DVC chưa nhận hồ sơ này. Hồ sơ vẫn nguyên trên máy; gửi lại, hoặc chuyển CNTT xem.',
    en: 'Tried many times over days and the portal has not taken this dossier. It is safe on this machine; send it again or hand it to IT.',
  },
  // what the portal would refuse, found before a dossier is queued
  'preflight-owner-number': {
    vi: 'Chủ hồ sơ chưa có số định danh 12 chữ số nên Cổng DVC sẽ không nhận. Chưa gửi gì; sửa số định danh trên giấy của chủ hồ sơ, hoặc trả lại quầy.',
    en: 'The owner has no 12-digit number, so the portal would refuse the dossier. Nothing was sent; correct the number on the owner’s paper or return the dossier.',
  },
  'preflight-reception-date': {
    vi: 'Ngày tiếp nhận của hồ sơ bị thiếu hoặc ở tương lai. Chưa gửi gì; xem ngày giờ của máy, rồi báo quản trị.',
    en: 'The dossier’s date of reception is missing or lies in the future. Nothing was sent; check date and time of this machine, then tell the administrator.',
  },
  'preflight-dossier-code': {
    vi: 'Mã hồ sơ không đúng mẫu nên Cổng DVC sẽ không nhận. Chưa gửi gì; báo quản trị xem mã đơn vị.',
    en: 'The dossier code has a wrong form, so the portal would refuse it. Nothing was sent; tell the administrator to check the agency code.',
  },
  'preflight-no-papers': {
    vi: 'Hồ sơ không có giấy tờ nào để gửi. Chưa gửi gì; trả lại quầy để quét.',
    en: 'The dossier has no paper to send. Nothing was sent; return it to the counter to be scanned.',
  },
  'preflight-file-format': {
    vi: 'Tệp của giấy này không phải PDF 1.4 trở lên, không mở được, hoặc thiếu trang. Chưa gửi gì; trả lại quầy để quét lại giấy này.',
    en: 'This paper’s file is no PDF of version 1.4 or later, cannot be opened, or lacks pages. Nothing was sent; return the dossier so that this paper is scanned again.',
  },
  'preflight-file-too-large': {
    vi: 'Tệp của giấy này lớn hơn mức Cổng DVC nhận. Chưa gửi gì; trả lại quầy để quét lại ở 200–300 dpi hoặc tách giấy.',
    en: 'This paper’s file is larger than the portal takes. Nothing was sent; return the dossier to scan it at 200–300 dpi or split it.',
  },
  'preflight-seal': {
    vi: 'Giấy này cần dấu của cơ quan cấp nhưng máy không thấy trên ảnh. Chưa gửi gì; nhìn thấy thì ghi nhận, không thì trả lại quầy.',
    en: 'This paper needs the seal of its agency, which was not seen on the image. Nothing was sent; note that you see it, or return the dossier.',
  },
  'preflight-signature': {
    vi: 'Giấy này cần chữ ký của người ký nhưng máy không thấy trên ảnh. Chưa gửi gì; nhìn thấy thì ghi nhận, không thì trả lại quầy.',
    en: 'This paper needs its signer’s signature, which was not seen on the image. Nothing was sent; note that you see it, or return the dossier.',
  },
  // storage
  'disk-full': {
    vi: 'Đĩa đầy. Việc vừa làm chưa được lưu, các việc trước vẫn nguyên. Dọn đĩa rồi làm lại.',
    en: 'The disk is full. The last action was not saved, everything before it is. Make room and repeat it.',
  },
  'disk-read-only': {
    vi: 'Đĩa dữ liệu đang chỉ cho đọc. Việc vừa làm chưa được lưu, các việc trước vẫn nguyên; báo CNTT.',
    en: 'The data disk can only be read. The last action was not saved, everything before it is; tell IT.',
  },
  'disk-failing': {
    vi: 'Đĩa báo lỗi khi đọc hoặc ghi. Việc vừa làm chưa được lưu. Sao lưu ngay sang đĩa khác và báo CNTT.',
    en: 'The disk reports errors. The last action was not saved. Back up to another disk now and tell IT.',
  },
  'data-no-permission': {
    vi: 'Không có quyền ghi vào thư mục dữ liệu. Việc vừa làm chưa được lưu; xin CNTT cấp quyền.',
    en: 'The data folder may not be written. The last action was not saved; ask IT for the right.',
  },
  'database-newer': {
    vi: 'Dữ liệu do phiên bản mới hơn tạo ra. Cài bản mới rồi mở lại; dữ liệu không bị đụng tới.',
    en: 'The data was written by a newer version. Install that version; nothing was touched.',
  },
  'database-key-wrong': {
    vi: 'Khóa dữ liệu không đúng. Dữ liệu không bị đụng tới; báo quản trị.',
    en: 'The data key is wrong. Nothing was touched; tell the administrator.',
  },
  'database-damaged': {
    vi: 'Dữ liệu bị hỏng. Không ghi thêm gì; khôi phục từ bản sao lưu.',
    en: 'The data is damaged. Nothing more was written; restore a backup.',
  },
  'station-in-use': {
    vi: 'Một trạm khác đang dùng thư mục dữ liệu này.',
    en: 'Another station is using this data folder.',
  },
  'disk-low': {
    vi: 'Đĩa sắp đầy nên trạm tạm ngừng nhận giấy. Mọi việc đã lưu vẫn nguyên, gửi hồ sơ vẫn chạy. Dọn đĩa, hoặc xoá ảnh hồ sơ đã có biên nhận.',
    en: 'The disk is almost full, so no papers are taken for now. Everything saved is safe and sending goes on. Make room, or remove images of dossiers that have a receipt.',
  },
  'page-file-missing': {
    vi: 'Thiếu tệp ảnh của trang. Quét lại trang.',
    en: 'The page’s image file is missing. Scan the page again.',
  },
  'page-purged': {
    vi: 'Ảnh đã xoá theo thời hạn lưu, sau khi Cổng DVC có biên nhận. Thông tin hồ sơ, mã băm và biên nhận vẫn còn.',
    en: 'The image was removed when its time of retention was over, after the portal’s receipt. The record, its hashes and the receipt are kept.',
  },
  // backup, restore, check
  'backup-folder-missing': {
    vi: 'Không thấy thư mục sao lưu (đĩa chưa cắm, hoặc không phải thư mục đã chọn). Dữ liệu vẫn nguyên; cắm đĩa hoặc chọn lại.',
    en: 'The backup folder is not there (disk unplugged, or not the folder that was chosen). Data is safe; plug it in or choose again.',
  },
  'backup-folder-no-permission': {
    vi: 'Không có quyền ghi vào thư mục sao lưu. Dữ liệu vẫn nguyên; chọn thư mục khác hoặc xin quyền.',
    en: 'The backup folder may not be written. Data is safe; choose another folder or get the right.',
  },
  'backup-folder-unfit': {
    vi: 'Thư mục này không dùng để sao lưu được: nằm trong dữ liệu của trạm, của trạm khác, hoặc đang chứa thứ khác. Chọn thư mục trống.',
    en: 'This folder can not hold backups: it lies in the station’s data, is another station’s, or holds other things. Choose an empty one.',
  },
  'backup-disk-full': {
    vi: 'Nơi sao lưu đầy. Bản sao lưu trước vẫn nguyên; dọn chỗ hoặc giữ ít bản hơn.',
    en: 'The backup disk is full. Earlier backups are whole; make room or keep fewer.',
  },
  'backup-failed': {
    vi: 'Bản sao lưu vừa ghi không kiểm chứng được nên không tính. Bản trước vẫn nguyên; thử lại, hoặc đổi đĩa sao lưu.',
    en: 'The backup just made did not stand its check and does not count. Earlier ones are whole; try again or change the disk.',
  },
  'backup-not-found': { vi: 'Không có bản sao lưu nào ở đây.', en: 'There is no backup here.' },
  'backup-damaged': {
    vi: 'Bản sao lưu bị hỏng. Chưa ghi gì; dùng bản khác.',
    en: 'The backup is damaged. Nothing was written; use another one.',
  },
  'restore-folder-not-empty': {
    vi: 'Chỉ khôi phục vào thư mục trống. Chưa ghi gì.',
    en: 'A backup is restored into an empty folder only. Nothing was written.',
  },
  'restore-unfinished': {
    vi: 'Lần khôi phục vào thư mục này chưa xong. Chạy lại lệnh khôi phục.',
    en: 'Restoring into this folder was not finished. Run the restore again.',
  },
  'care-busy': {
    vi: 'Đang sao lưu hoặc kiểm tra dữ liệu. Chờ xong rồi làm tiếp.',
    en: 'A backup or a check is running. Wait until it is done.',
  },
  // the station's own work
  'job-unreadable': {
    vi: 'Trạm không hiểu việc này (có thể do phiên bản khác ghi). Việc được giữ nguyên, các việc khác vẫn chạy; báo CNTT.',
    en: 'The station does not understand this job (another version may have written it). It is kept, others go on; tell IT.',
  },
  'purge-without-proof': {
    vi: 'Chưa đủ bằng chứng Cổng DVC giữ đúng hồ sơ này nên ảnh không bị xoá. Xem biên nhận ở màn hình Gửi hồ sơ; báo CNTT.',
    en: 'There is no full proof that the portal holds this dossier, so its images were not removed. See its receipt under Delivery; tell IT.',
  },
  'job-not-found': { vi: 'Việc này đã xong hoặc không còn.', en: 'This job is done or gone.' },
  // the rest
  'station-stopped': {
    vi: 'Trạm đã dừng. Mọi việc đã báo "Đã lưu" vẫn nguyên; mở lại trạm.',
    en: 'The station has stopped. Everything reported as saved is safe; open the station again.',
  },
  'request-invalid': { vi: 'Yêu cầu không hợp lệ.', en: 'The request is not valid.' },
  unexpected: {
    vi: 'Lỗi ngoài dự kiến. Việc đã lưu vẫn nguyên; thử lại, hoặc báo CNTT.',
    en: 'Unexpected error. What was saved is safe; try again or tell IT.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;

export type StationErrorCode = keyof typeof STATION_ERRORS;

export const STATION_ERROR_CODES = Object.keys(STATION_ERRORS) as readonly StationErrorCode[];

/** An error of the closed list. Its detail must hold no personal data: it may reach a log. */
export class StationError extends Error {
  readonly code: StationErrorCode;
  readonly detail: string | undefined;

  constructor(code: StationErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.name = 'StationError';
    this.code = code;
    this.detail = detail;
  }
}

/** The code of any thrown value; `unexpected` when it is none of the list. */
export function errorCodeOf(error: unknown): StationErrorCode {
  return error instanceof StationError ? error.code : 'unexpected';
}
