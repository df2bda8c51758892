import { compareKey, stripDiacritics } from '../../common/domain/vietnamese-text.ts';
import { SET_PHRASES } from './set-phrases.ts';

/**
 * What official papers say over and over, marks and all: titles, labels and sentences of the forms that decrees and
 * circulars annex, and the language of registers. Words that stand side by side here bear each other out.
 */
const PHRASES = `
cộng hòa xã hội chủ nghĩa Việt Nam|độc lập tự do hạnh phúc|ủy ban nhân dân|hội đồng nhân dân|tòa án nhân dân
tòa án nhân dân tối cao|viện kiểm sát nhân dân|bộ công an|bộ tư pháp|bộ y tế|bộ tài chính|bộ nội vụ|bộ quốc phòng
bộ tài nguyên và môi trường|bộ nông nghiệp và môi trường|sở kế hoạch và đầu tư|sở tài chính|sở tư pháp|sở xây dựng
sở tài nguyên và môi trường|phòng tài chính kế hoạch|phòng tư pháp|phòng đăng ký kinh doanh|phòng kinh tế hạ tầng và đô thị
văn phòng đăng ký đất đai|chi nhánh văn phòng đăng ký đất đai|chi nhánh|chi cục thuế|cục thuế|thuế cơ sở|văn phòng công chứng
trung tâm phục vụ hành chính công|bộ phận tiếp nhận và trả kết quả|bộ phận một cửa|công an xã|công an phường|công an thị trấn
cục cảnh sát quản lý hành chính về trật tự xã hội|cục trưởng cục cảnh sát|bảo hiểm xã hội Việt Nam|bảo hiểm y tế
thẻ bảo hiểm y tế|bảo hiểm xã hội|mã số bảo hiểm xã hội|nơi đăng ký khám chữa bệnh ban đầu|khám bệnh chữa bệnh
khám chữa bệnh ban đầu|giá trị sử dụng|thời điểm đủ 05 năm liên tục|năm liên tục|mức hưởng|đối tượng|đối với
giám đốc bảo hiểm xã hội|mã nơi đối tượng sinh sống|giấy khai sinh|trích lục khai sinh|trích lục khai tử|trích lục kết hôn
giấy chứng nhận kết hôn|giấy xác nhận tình trạng hôn nhân|tình trạng hôn nhân|giấy ủy quyền|hợp đồng ủy quyền|giấy báo tử
giấy chứng tử|bản sao|bản chính|sao từ sổ gốc|chứng thực bản sao đúng với bản chính|đúng với bản chính|lời chứng
số chứng thực|quyển số|ngày tháng năm|ngày tháng năm sinh|ghi bằng chữ|viết bằng chữ|bằng chữ|họ chữ đệm tên
họ chữ đệm và tên|họ và tên|họ tên|họ chữ đệm tên khai sinh|họ chữ đệm tên người mẹ|họ chữ đệm tên người cha
họ chữ đệm tên người chết|họ chữ đệm tên người vợ|họ chữ đệm tên người chồng|họ tên người đi khai sinh|người đi khai sinh
họ và tên vợ|họ và tên chồng|giới tính|dân tộc|quốc tịch|nơi sinh|quê quán|nơi cư trú|nơi thường trú|nơi tạm trú
nơi ở hiện tại|chỗ ở hiện tại|nơi đăng ký thường trú|hộ khẩu thường trú|địa chỉ|địa chỉ thường trú|địa chỉ liên hệ
địa chỉ liên lạc|địa chỉ trụ sở chính|địa chỉ trụ sở|trụ sở chính|địa điểm kinh doanh|địa chỉ nhận thông báo thuế
giấy tờ tùy thân|giấy tờ pháp lý|giấy tờ nhân thân|loại giấy tờ|giấy tờ pháp lý của cá nhân|giấy tờ chứng thực cá nhân
số định danh cá nhân|mã số định danh|số định danh|căn cước công dân|thẻ căn cước công dân|thẻ căn cước|chứng minh nhân dân
giấy chứng minh nhân dân|hộ chiếu|căn cước điện tử|ngày cấp|nơi cấp|ngày hết hạn|có giá trị đến|có giá trị từ ngày|đặc điểm nhận dạng
đặc điểm nhân dạng|ngón trỏ trái|ngón trỏ phải|nốt ruồi|sẹo chấm|nơi đăng ký khai sinh|nơi đăng ký|ngày đăng ký|đăng ký khai sinh
đăng ký lại|đăng ký quá hạn|đăng ký đúng hạn|đăng ký lần đầu|đăng ký thay đổi lần thứ|thay đổi lần thứ|đăng ký thay đổi
thay đổi thông tin|những thay đổi sau khi cấp giấy chứng nhận|sau khi cấp giấy chứng nhận|nội dung thay đổi và cơ sở pháp lý
xác nhận của cơ quan có thẩm quyền|cơ quan có thẩm quyền|cấp có thẩm quyền|có thẩm quyền|theo quy định|theo quy định của pháp luật
quy định của pháp luật|trước pháp luật|chịu trách nhiệm trước pháp luật|hoàn toàn chịu trách nhiệm|chịu trách nhiệm
tôi xin cam đoan|tôi cam đoan|cam đoan những nội dung|lời khai|khai trên đây là đúng sự thật|là đúng sự thật|đúng sự thật
người đề nghị|người kê khai|người khai|tờ khai|kính gửi|kính gửi ủy ban nhân dân|kính đề nghị|đề nghị|nội dung đề nghị
tờ khai thay đổi thông tin cư trú|thông tin cư trú|thay đổi thông tin cư trú|đăng ký thường trú|đăng ký tạm trú|khai báo tạm vắng
tách hộ|nhập hộ|chủ hộ|họ chữ đệm và tên chủ hộ|mối quan hệ với chủ hộ|quan hệ với chủ hộ|số điện thoại|số điện thoại liên hệ
điện thoại|thư điện tử|nghề nghiệp nơi làm việc|những thành viên trong hộ gia đình cùng thay đổi|thành viên trong hộ gia đình
hộ gia đình|ý kiến của chủ hộ|ý kiến của chủ sở hữu chỗ ở hợp pháp|chỗ ở hợp pháp|chủ sở hữu|ý kiến của cha mẹ hoặc người giám hộ
cha mẹ|người giám hộ|người đại diện|người đại diện theo pháp luật|đại diện theo pháp luật|người được ủy quyền|bên ủy quyền
bên được ủy quyền|bên nhận ủy quyền|nội dung ủy quyền|phạm vi ủy quyền|thời hạn ủy quyền|thù lao ủy quyền|nghĩa vụ của các bên
quyền và nghĩa vụ|bằng giấy này|thay mặt tôi|nộp hồ sơ|nộp và nhận kết quả|nhận kết quả|thủ tục|thủ tục hành chính|làm thủ tục
giải quyết|giải quyết thủ tục hành chính|kết quả giải quyết|giấy tiếp nhận hồ sơ và hẹn trả kết quả|tiếp nhận hồ sơ
phiếu hướng dẫn hoàn thiện hồ sơ|hẹn trả kết quả|trả kết quả|thời gian trả kết quả|thời gian nhận hồ sơ|thời gian giải quyết
thời hạn giải quyết|ngày làm việc|kể từ ngày|kể từ ngày ký|thành phần hồ sơ|số lượng hồ sơ|thành phần hồ sơ nộp gồm|số bản
mã hồ sơ|tra cứu|quét mã|cổng dịch vụ công quốc gia|dịch vụ công|trực tiếp|nơi nhận|lưu ý|ghi chú|người nộp hồ sơ|người tiếp nhận hồ sơ
người nhận|cán bộ tiếp nhận|ký và ghi rõ họ tên|ký ghi rõ họ tên|ký ghi rõ họ và tên|ghi rõ họ tên|ghi rõ họ chữ đệm tên
ghi rõ|ký tên đóng dấu|ký tên|ký ghi rõ họ tên chức vụ và đóng dấu|chức vụ|đóng dấu|chữ ký|người thực hiện|người ký giấy khai sinh
người ký trích lục|người ký giấy chứng nhận kết hôn|công chức tư pháp hộ tịch|tư pháp hộ tịch|hộ tịch|sổ hộ tịch|cơ sở dữ liệu
cơ sở dữ liệu quốc gia về dân cư|dữ liệu hộ tịch điện tử|phó chủ tịch|chủ tịch|trưởng phòng|phó trưởng phòng|giám đốc|phó giám đốc
thừa lệnh|thừa ủy quyền|trưởng công an|phó trưởng công an|chi cục trưởng|đã chết vào lúc|vào lúc giờ phút|giờ phút
nguyên nhân chết|nơi chết|người chết|ngày tháng năm chết|giấy báo tử số|số hồ sơ|đã đăng ký kết hôn|chưa đăng ký kết hôn
hiện tại|hiện tại chưa đăng ký kết hôn với ai|đăng ký kết hôn với ai|chưa đăng ký kết hôn với ai|trong thời gian cư trú tại
trong thời gian|kể từ khi|đến ngày|từ ngày|đã ly hôn|ly hôn|theo bản án|theo quyết định|quyết định ly hôn|bản án ly hôn
vợ đã chết|chồng đã chết|giấy này được cấp để làm thủ tục|được cấp để|giấy này có giá trị|có giá trị trong thời hạn
giá trị trong thời hạn 6 tháng|kết hôn với|đăng ký hộ kinh doanh|giấy chứng nhận đăng ký hộ kinh doanh|hộ kinh doanh
tên hộ kinh doanh|mã số hộ kinh doanh|mã số đăng ký hộ kinh doanh|ngành nghề kinh doanh|ngành nghề|vốn kinh doanh|chủ hộ kinh doanh
mã số thuế|mã số doanh nghiệp|giấy chứng nhận đăng ký doanh nghiệp|đăng ký doanh nghiệp|công ty cổ phần|công ty hợp danh
công ty trách nhiệm hữu hạn|trách nhiệm hữu hạn|trách nhiệm hữu hạn một thành viên|trách nhiệm hữu hạn hai thành viên trở lên
hai thành viên trở lên|doanh nghiệp tư nhân|tên công ty|tên công ty viết bằng tiếng Việt|viết bằng tiếng Việt|viết bằng tiếng nước ngoài
tiếng nước ngoài|tên công ty viết tắt|viết tắt|vốn điều lệ|mệnh giá cổ phần|tổng số cổ phần|bằng chữ đồng|chức danh
chủ tịch hội đồng quản trị|hội đồng quản trị|chủ tịch hội đồng thành viên|hội đồng thành viên|tổng giám đốc|cổ đông sáng lập|thành viên góp vốn
giá trị phần vốn góp|phần vốn góp|tỷ lệ|chủ sở hữu công ty|quyền sử dụng đất|quyền sở hữu nhà ở|giấy chứng nhận quyền sử dụng đất
quyền sử dụng đất quyền sở hữu nhà ở và tài sản khác gắn liền với đất|quyền sử dụng đất quyền sở hữu tài sản gắn liền với đất
tài sản gắn liền với đất|tài sản khác gắn liền với đất|gắn liền với đất|người sử dụng đất|người sử dụng đất chủ sở hữu nhà ở và tài sản khác
người được cấp giấy chứng nhận|thửa đất nhà ở|thửa đất số|tờ bản đồ số|tờ bản đồ|thửa đất|diện tích|hình thức sử dụng
hình thức sử dụng đất|sử dụng riêng|sử dụng chung|mục đích sử dụng|mục đích sử dụng đất|thời hạn sử dụng|thời hạn sử dụng đất
lâu dài|nguồn gốc sử dụng|nguồn gốc sử dụng đất|nhà nước giao đất|nhà nước cho thuê đất|giao đất có thu tiền sử dụng đất
thu tiền sử dụng đất|không thu tiền sử dụng đất|công nhận quyền sử dụng đất|công nhận quyền sử dụng đất như giao đất có thu tiền
nhận chuyển nhượng|nhận chuyển nhượng quyền sử dụng đất|chuyển nhượng|chuyển đổi|trao đổi|tặng cho|nhận tặng cho|thừa kế|nhận thừa kế
thế chấp|góp vốn|sơ đồ thửa đất|sơ đồ|công trình xây dựng khác|công trình xây dựng|rừng sản xuất là rừng trồng|cây lâu năm|nhà ở
đất ở|đất ở tại nông thôn|đất ở tại đô thị|đất trồng cây lâu năm|đất trồng lúa|đất trồng cây hàng năm khác|đất nuôi trồng thủy sản
đất rừng sản xuất|đất thương mại dịch vụ|đất cơ sở sản xuất phi nông nghiệp|đất phi nông nghiệp|đất nông nghiệp|đất chuyên trồng lúa
số vào sổ cấp giấy chứng nhận|số vào sổ cấp|vào sổ cấp|giấy chứng nhận|giấy chứng nhận đã cấp|số phát hành|mã vạch|đơn đăng ký biến động
đơn đăng ký biến động đất đai|biến động đất đai|biến động đất đai tài sản gắn liền với đất|nội dung biến động|lý do biến động
tình hình thực hiện nghĩa vụ tài chính|nghĩa vụ tài chính|giấy tờ liên quan|giấy tờ kèm theo|giấy tờ liên quan đến nội dung thay đổi
liên quan đến|liên quan|nước cộng hòa|văn bản|hợp đồng|tổ chức|cá nhân|cơ quan|đơn vị|pháp luật|quy định|thông tư|nghị định|quyết định|luật đất đai
ban hành kèm theo|kèm theo|kèm theo thông tư|mẫu số|dùng cho|áp dụng đối với|áp dụng|trường hợp|các trường hợp|thực hiện|nội dung
dưới đây|sau đây|sau đây gọi là|như sau|cụ thể như sau|gồm có|có liên quan|đã được|được thực hiện|tại thời điểm|hồ sơ|kết quả|kết hôn
phiếu kiểm soát|tài liệu|tên giấy tờ|trang bổ sung|không được sửa chữa|không được tẩy xóa|không được|tẩy xóa|sửa chữa|mất hoặc hư hỏng|hư hỏng
khi có thay đổi|phải khai báo ngay|khai báo|xác nhận|thời gian|thời hạn|hạn sử dụng|thành phố|thị trấn|thị xã|đặc khu|tổ dân phố|khu phố|chung cư|căn hộ
thôn|xóm|ấp|bản|phường|quận|huyện|tỉnh|xã|hẻm|ngõ|ngách|đường|phố|năm sinh|sinh ngày|sinh năm|ngày sinh|nam nữ|nữ|không|không kỳ hạn|phân ngành
việc làm|nơi làm việc|nơi công tác|nghề nghiệp|trình độ học vấn|tôn giáo|con chung|con riêng|con thứ|nuôi con nuôi|cha đẻ|mẹ đẻ|con đẻ|con ruột
bà nội|ông nội|ông ngoại|bà ngoại|anh ruột|chị ruột|em ruột|cháu ruột|con dâu|con rể|bố mẹ|vợ chồng|hai vợ chồng|ông bà|ông và bà
bệnh viện đa khoa|bệnh viện phụ sản|bệnh viện nhi|trung tâm y tế|trạm y tế|phòng khám đa khoa|phòng khám|nhà riêng|tai nạn giao thông
tuổi già|bệnh già|cao tuổi|sử dụng|sở hữu|số lượng|giấy phép|xây dựng|giấy phép xây dựng|cấp phép|cấp lại|cấp đổi|cấp mới|cấp lần đầu
tiền sử dụng đất|lệ phí|phí lệ phí|số tiền|đồng Việt Nam|mức phí|phương thức nhận kết quả|bưu chính|qua bưu chính|trực tuyến|hình thức
viêm phổi|suy tim|ung thư|ung thư phổi|ung thư gan|tai biến mạch máu não|nhồi máu cơ tim|xơ gan|suy thận|tăng huyết áp
dấu giáp lai|thông tin chi tiết|được thể hiện tại|mã qr|trang số|mặt trước|mặt sau|họ và tên khai sinh|tên gọi khác|tên thường gọi|vân tay|chân dung|công dân|người dân
`;

const PAIRS: ReadonlySet<string> = new Set(
  [...PHRASES.split(/[|\n]/u), ...SET_PHRASES].flatMap((phrase) => {
    const words = phrase
      .split(/[\s,]+/u)
      .filter((word) => word !== '')
      .map(compareKey);
    return words.slice(1).map((word, i) => `${words[i]} ${word}`);
  }),
);

/** Words that stand before a word, and after one. */
const [BEFORE, AFTER] = neighbours();

function neighbours(): readonly [ReadonlyMap<string, readonly string[]>, ReadonlyMap<string, readonly string[]>] {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const pair of PAIRS) {
    const [first = '', second = ''] = pair.split(' ');
    before.set(second, [...(before.get(second) ?? []), first]);
    after.set(first, [...(after.get(first) ?? []), second]);
  }
  return [before, after];
}

/** Whether two words, marks included, stand side by side in what official papers commonly say. */
export function standTogether(first: string, second: string): boolean {
  return PAIRS.has(`${compareKey(first)} ${compareKey(second)}`);
}

/**
 * The word of which only a part is left ("IÁM ĐỐC", "ký, hi rõ"), as the words beside it tell; null when they tell none
 * or more than one. In small letters.
 */
export function wholeWord(part: string, before: string | undefined, after: string | undefined): string | null {
  const own = compareKey(part);
  const expected = [
    ...(before === undefined ? [] : (AFTER.get(compareKey(before)) ?? [])),
    ...(after === undefined ? [] : (BEFORE.get(compareKey(after)) ?? [])),
  ];
  const missing = (word: string): number =>
    word.endsWith(own) || word.startsWith(own) ? word.length - own.length : Number.POSITIVE_INFINITY;
  const fits = expected.filter((word) => missing(word) > 0 && missing(word) <= MOST_LOST);
  // Without marks it may be an abbreviation or a name: both neighbours must tell.
  const isPlain = own === stripDiacritics(own);
  const fitting = new Set(isPlain ? fits.filter((word, i) => fits.indexOf(word) < i) : fits);
  const [only] = fitting;
  return fitting.size === 1 ? (only ?? null) : null;
}

/** Letters that a seal or a fold may have taken from a word. */
const MOST_LOST = 2;
