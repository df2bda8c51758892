/**
 * Syllables that the language model of the engine was trained on (word list of tesseract's Vietnamese data, Apache 2.0),
 * in small letters, tones placed as compareKey places them.
 */
export const SYLLABLE_LIST = `
ác ai ải ái am ám an án anh ảnh ánh ao ào ảo áo áp ạt ắc ăn âm ầm ẩm ấm ân ẩn ấn ấp ất âu ấu ấy ba bà bả bã bá bạ bác
bạc bách bạch bai bài bãi bái bại bám ban bàn bản bán bạn bang bàng bảng banh bánh bao bào bảo bão báo bạo bát bạt bàu
báu bay bày bảy bắc băm băn bắn băng bằng bắp bắt bậc bẩm bấm bẩn bận bất bật bầu bây bầy bẩy bẫy bấy be bè bẻ bé ben
bèn bén benh bèo béo bê bề bể bế bệ bên bền bến bênh bệnh bếp bi bì bỉ bí bị bia bìa bích biên biển biến biện biếng
biết biệt biểu biếu bím binh bình bính bít bịt bo bò bỏ bó bọ bóc bọc bói bom bon bón bọn bong bỏng bóng bóp bọt bô bồ
bổ bố bộ bốc bộc bôi bồi bối bội bồn bổn bốn bông bồng bổng bỗng bột bơ bờ bơi bởi bơm bớt bu bù bú bùa búa bùi bụi
bùn bún bung bùng bụng buộc buổi buôn buồn buông buồng buốt búp bút buýt bự bừa bữa bức bực bừng bước bưởi bướm bướu
bưu bửu by ca cà cả cá các cách cai cài cải cãi cái cam cảm cám can cản cán cạn cang càng cảng canh cành cảnh cánh
cạnh cao cào cáo cạo cáp cạp cát cau cay cày cặc căm cằm cắm căn cắn cặn căng cắp cặp cắt cầm cẩm cấm cân cần cẩn cấn
cận cấp cập cất câu cầu cẩu cấu cậu cây cấy cậy ceo cha chà chả chai chải chàm chạm chan chán chang chàng chanh chảnh
chánh chao chào chảo cháo chát chau cháu chay chày chảy cháy chạy chắc chăm chằm chăn chắn chặn chăng chẳng chặng chặt
châm chấm chậm chân chẩn chấn chấp chập chất chật châu chậu che chè chẽ chém chen chèn chén chèo chéo chép chê chế
chênh chết chi chì chỉ chí chị chia chìa chích chịch chiếc chiêm chiếm chiên chiến chiết chiêu chiều chiểu chiếu chim
chìm chín chinh chỉnh chính chịu cho chó choàng choáng chọc choi chói chọi chòm chon chọn chong chóng chót chổ chỗ
chốc chổi chối chôn chốn chồng chống chốt chờ chở chớ chợ chơi chớp chợt chu chủ chú chua chùa chúa chuẩn chúc chục
chui chùi chùm chung chủng chúng chuỗi chuối chuông chuồng chuộng chuột chụp chút chuyên chuyền chuyển chuyến chuyện
chư chữ chứ chưa chữa chứa chức chửi chưng chừng chứng chước chương chướng co cò cỏ có cọ cóc cọc coi còi cõi com con
còn cong cô cổ cỗ cố cốc côi cối cội côn cồn công cổng cống cộng cốt cột cơ cờ cỡ cớ cởi cơm cơn cu cù củ cũ cú cụ cua
của cúc cục cùi củi cúi cúm cụm cung cùng củng cũng cúng cuộc cuối cuốn cuộn cuồng cuống cúp cụt cư cừ cử cứ cự cưa
cửa cực cưng cứng cước cược cười cưỡi cưới cương cường cưỡng cướp cừu cửu cứu cựu da dã dạ dai dài dải dại dam dám dan
dàn dãn dán dạn dang dàng dáng dạng danh dành dao dào dạo dạt dau day dày dãy dạy dặm dặn dắt dâm dầm dân dần dẫn dâng
dập dâu dầu dẫu dấu dậu dây dầy dậy de dẻ den dẻo dép dẹp dê dể dễ dế dệt di dì dĩ dị dĩa dịch diễm diên diễn diện
diệp diệt diều diệu dinh dĩnh dính dịp dịu do dò dọa doan doãn doanh dọc doi dõi don dọn dong dòng dỗ dốc dồi dối dội
dồn dở dỡ dời du dù dũ dụ dua duẩn dục dùm dung dùng dũng dụng duy duyên duyệt dư dữ dự dưa dừa dứa dựa dưng dừng dựng
dược dưới dương dường dưỡng dứt đa đà đả đã đá đạc đai đài đãi đái đại đam đàm đảm đám đạm đan đàn đản đán đạn đang
đàng đảng đãng đáng đành đánh đao đào đảo đáo đạo đáp đạp đạt đau đáy đắc đặc đắm đắn đặn đăng đằng đẳng đắng đặng đắp
đắt đặt đâm đầm đẫm đấm đậm đấng đập đất đâu đầu đấu đậu đây đầy đẩy đấy đậy đe đè đẻ đem đen đèn đeo đèo đẹp đê đề để
đế đệ đêm đếm đệm đền đến đều đi đĩa địa đích địch điềm điểm điên điền điển điện điệp điêu điều điệu đinh đình đỉnh
đính định đít địt đo đò đỏ đó đọ đóa đoan đoàn đoán đoạn đoạt đọc đòi đói đòn đón đong đóng đọng đô đồ đổ đỗ đố độ đốc
độc đôi đồi đổi đối đội đốm đôn đồn đốn độn đông đồng đống động đốt đột đỡ đợc đời đới đợi đơn đớn đợt đu đủ đụ đua
đùa đũa đúc đục đùi đun đúng đụng đuôi đuổi đuối đút đưa đứa đức đực đừng đứng đựng được đương đường đứt em eo ép ếch
êm ga gà gã gác gạch gai gái gam gan gang gàng gánh gạo gạt gay gãy gáy gắn găng gắng gặp gắt gặt gầm gân gần gấp gập
gật gấu gây gầy gậy gen ghe ghé ghen ghép ghét ghê ghế ghi gi gì gỉ gia già giả giã giá giác giai giải giam giảm giám
gian giàn giản giãn gián giang giảng giáng giành giao giáo giáp giàu giay giày giặc giặt giấc giấm giận giật giấu giây
giầy giấy gieo giêng giếng giết gìn gio giò giỏ gió gioi giỏi giòn giọng giọt giống giơ giờ giới giùm giun giúp giữ
giữa giường go gò gõ góc goi gói gọi gom gòn gọn góp gót gọt gỗ gốc gối gội gồm gốm gỡ gởi gợi gu gục gui gũi gửi gừng
gương gym ha hà hả há hạ hạc hạch hai hài hải hãi hái hại ham hàm hãm han hàn hán hạn hang hàng hãng hạng hanh hành
hạnh hao hào hảo háo hạo hát hạt hay hãy hắc hẳn hắn hăng hằng hắt hâm hầm hân hận hấp hầu hấu hậu he hè hé hẻm hen
hẹn heo hẹp hét hề hệ hết hệt hi hiểm hiếm hiên hiền hiển hiến hiện hiếp hiệp hiểu hiếu hiệu hinh hình hít ho hò họ
hoa hòa hỏa hóa họa hoạch hoài hoại hoan hoàn hoãn hoán hoạn hoang hoàng hoảng hoành hoạt hoặc hoằng hóc học hoi hỏi
hòm hon hòn hong hỏng họng họp hót hô hồ hổ hỗ hố hộ hôi hồi hổi hối hội hôm hôn hồn hỗn hông hồng hổng hộp hốt hột hờ
hở hơi hỡi hới hợi hơn hờn hợp hủ hũ hú huân huấn huế huệ hung hùng huống hút hụt huy hủy huyền huyễn huyện huyết
huyệt huynh huỳnh hư hứa hức hưng hứng hước hương hường hưởng hướng hươu hưu hữu hy ích im in ít iu kạn kao ke kè kẻ
kẽ kem kèm kẽm kém kèn kén keo kèo kéo kẹo kép kẹp két kẹt kê kề kể kế kệ kênh kết kêu kha khả khá khác khách khai
khải khái khám khan khán khang kháng khanh khánh khao khảo khát khay khắc khăn khẳng khắp khẩn khấn khâu khẩu khấu khe
khẽ khen khéo khép khê khi khỉ khí khía khích khiêm khiếm khiển khiến khiếp khiết khiêu khiếu khinh khít kho khó khoa
khỏa khóa khoác khoai khoái khoan khoản khoán khoang khoảng khoáng khoảnh khoăn khoắn khóc khoe khỏe khỏi khói khong
khô khổ khốc khôi khối khôn khốn không khổng khống khơi khởi khớp khu khuẩn khuất khuấy khúc khuê khuếch khung khủng
khuôn khuya khuyên khuyến khuyết khuynh khử khứ khương ki kì kỉ kĩ kí kia kích kịch kiêm kiềm kiểm kiếm kiệm kiên kiến
kiện kiêng kiểng kiếng kiếp kiệt kiêu kiều kiểu kim kìm kín king kinh kính kíp kịp ko kon kong kông ky kỳ kỷ kỹ ký la
là lá lạ lạc lách lai lãi lái lại lam làm lãm lạm lan làn lang làng lãng láng lạng lanh lành lãnh lánh lạnh lao lào
lão lạp lát lạt lau lay lạy lắc lắm lăn lặn lăng lắng lặng lắp lặp lâm lầm lân lần lẫn lấn lận lấp lập lật lâu lầu lẩu
lậu lây lầy lẫy lấy le lẻ lẽ len lén leo léo lê lề lễ lệ lệch lên lệnh lều li lì lí lịch liêm liếm liên liền liêng
liệt liêu liều liễu liệu lim linh lĩnh lính lít lo lò lọ loa loài loại loan loạn loãng loạt lóc lọc loét loi lõi lõm
lon long lòng lỏng lót lọt lô lồ lỗ lộ lốc lộc lôi lồi lỗi lối lội lồn lộn lông lồng lộng lốp lột lơ lờ lở lỡ lời lợi
lớn lợn lớp lợp lu lũ lùa lúa lụa luân luận luật lúc lục lui lùi lun lùn lún lung lùng lũng luộc luôn luồn luồng lút
lụt lũy luyến luyện lư lữ lừa lửa lứa lựa lực lưng lừng lửng lược lười lưỡi lưới lượn lương lường lưỡng lượng lướt
lượt lưu ly lý ma mà mã má mạ mác mạc mách mạch mai mài mãi mái mại man màn mãn mạn mang màng mảng máng mạng manh mảnh
mãnh mạnh mào mão mạo mát mau màu máu may mày máy mắc mặc mắm mắn mặn măng mắng mắt mặt mâm mầm mẩn mẫn mập mất mật
mâu mầu mẩu mẫu mậu mây mấy me mè mẻ mẽ mẹ mem men mèo méo mẹo mép mét mê mễ mềm mến mênh mệnh mệt mi mì mỉ mĩ mí mía
miên miền miễn miện miếng miệng miệt miêu miếu mỉm min mịn minh mình mít miu mo mò mỏ móc mọc moi mỏi mọi mon mòn món
mong mỏng móng mọt mô mồ mổ mộ mốc mộc môi mồi mỗi mối mồm môn mông mồng mộng mốt một mơ mờ mở mỡ mời mới mu mù mủ mũ
mua mùa múa mục mui mùi mũi múi mụn mùng muỗi muối muội muôn muốn muộn muỗng múp mút mưa mức mực mừng mươi mười mướn
mượn mường mượt mứt mưu my mỳ mỹ na nà nã nạ nách nai nại nam nám nan nàn nản nạn nang nàng nành nao nào não náo nạo
nạp nát nay này nảy năm nằm nắm nắn nặn năng nẵng nắng nặng nắp nấm nâng nâu nấu nầy nấy nè né nem ném nen nén neo nẻo
nét nề nể nêm nếm nệm nên nền nến nếp nêu nếu nga ngà ngả ngã ngạc ngách ngạch ngài ngãi ngại ngan ngàn ngán ngạn
ngang ngàng ngành ngào ngạo ngạt ngay ngày ngắm ngăn ngắn ngắt ngặt ngâm ngầm ngẫm ngậm ngân ngần ngẩn ngập ngất ngẫu
ngây nghành nghe nghé nghẽn nghẹn nghèo nghẹt nghề nghệ nghênh nghi nghỉ nghĩ nghị nghĩa nghịch nghiêm nghiệm nghiên
nghiền nghiện nghiêng nghiệp nghiệt nghìn nghĩnh ngỏ ngõ ngó ngọ ngoai ngoài ngoái ngoại ngoan ngoạn ngoặc ngọc ngòi
ngói ngon ngón ngọn ngọt ngô ngộ ngốc ngôi ngồi ngôn ngột ngơ ngờ ngỡ ngơi ngời ngợi ngu ngủ ngũ ngụ ngục nguội nguồn
nguy ngụy nguyên nguyễn nguyện nguyệt ngư ngữ ngự ngừa ngửa ngứa ngựa ngực ngưng ngừng ngược ngươi người ngưỡng ngưu
nha nhà nhã nhá nhạc nhai nhái nhàm nhám nhan nhàn nhãn nhang nhàng nhanh nhánh nhào nhát nhạt nhau nhảy nháy nhạy
nhắc nhằm nhắm nhăn nhắn nhặt nhâm nhầm nhậm nhân nhẫn nhấn nhận nhấp nhập nhất nhật nhậu nhe nhé nhẹ nhẹn nhện nhi
nhì nhỉ nhĩ nhí nhị nhiễm nhiệm nhiên nhiếp nhiệt nhiêu nhiều nhiễu nhìn nhịn nhịp nhìu nho nhỏ nhọ nhóc nhọc nhóm
nhọn nhổ nhồi nhôm nhộn nhờ nhở nhớ nhơn nhờn nhớt nhu nhủ nhũ nhuận nhục nhún nhung nhũng nhúng nhuộm nhuyễn như nhựa
nhức nhưng những nhược nhường nhượng nhựt ni nỉ niêm niềm niệm niên niệu ninh níu no nó nọ nóc noi nói non nón nong
nòng nóng nô nổ nỗ nộ nôi nồi nổi nỗi nối nội nôn nông nồng nộp nốt nơ nở nợ nơi nu nụ núi núm nung nuôi nuối nuốt nút
nữ nửa nữa nứa nức nứng nước nương nướng nứt oai oan oán oanh óc oi on ong ốc ôi ôm ốm ôn ồn ổn ông ống ốp ở ơi ơn ớt
pa pha phả phá phác phách phai phải phái pham phàm phạm phan phản phán phang phanh phao pháo pháp phát phạt phay phẳng
phầm phẩm phân phần phấn phận phật phẫu phẩy phe phèn phép phê phế phi phì phí phía phiên phiền phiến phiêu phiếu phim
phím pho phó phong phòng phỏng phóng phô phổ phố phôi phổi phối phông phồng phốt phở phơi phu phù phủ phú phụ phúc
phục phun phùng phụng phút phức phước phương phường phượng phượt pin po pu pù qua quà quả quá quách quai quái quan
quản quán quang quảng quãng quanh quát quạt quay quặng quân quần quấn quận quất quật quây quầy quấy que quen quét quê
quế quên qui quí quốc quy quỳ quỷ quỹ quý quyên quyền quyển quyến quyện quyết quỳnh quýt ra rà rã rác rách rạch rải
rãi ram rán rạn rang ràng rạng ranh rảnh rãnh rao rào ráo ráp rạp rau ray rắc rằm rắn răng rằng rất râu rẫy re rẻ rẽ
rèm ren rèn reo rét rể rễ rên rệt rêu ri rỉ rịa riêng ro rò rõ roi rong ròng rót rô rổ rộ rồi rỗi rối rốn rộn rồng
rỗng rộng rốt rỡ rơi rời rơm rợn rớt ru rủ rũ rùa rùi rủi run rung rùng rụng ruồi ruộng ruột rút rửa rực rừng rước
rượu sa sả sạc sách sạch sai sài sam san sàn sản sạn sang sàng sảng sáng sanh sành sảnh sánh sao sào sáo sáp sát sau
sáu say sắc sặc sắm săn sẵn sắn sắp sắt sâm sầm sân sập sâu sầu sấu sấy se sẻ sẽ séc sen seo sẹo sét sếp si sỉ sĩ siết
siêu sim sinh so sò sọ soái soạn soát sóc sọc soi sỏi sói son song sóng sót sô sổ số sốc sôi sồi sông sống sốt sơ sờ
sở sỡ sợ sợi sớm sơn su sua suất súc sục sùi sun sụn sung súng suối suông suốt súp sụp sút sụt suy suýt sư sử sứ sự
sưa sửa sữa sức sưng sừng sưởi sườn sương sướng sưu sửu sỹ ta tà tả tá tạ tác tách tai tài tải tái tại tam tám tạm tan
tàn tản tán tang tàng tảng táng tạng tao tào tảo táo tạo tạp tát tàu tay tắc tặc tăm tằm tắm tắn tăng tặng tắt tâm tầm
tẩm tấm tân tần tấn tận tầng tấp tập tất tật tấu tậu tây tẩy te té tem tép tê tế tệ tên tệp tết tha thà thả thác thạc
thách thạch thai thải thái tham thảm thám than thản thang tháng thanh thành thánh thạnh thao thảo tháo thạo tháp thay
thắc thăm thẳm thắm thắn thăng thằng thẳng thắng thắp thắt thâm thầm thẩm thấm thậm thân thần thận thấp thập thất thật
thâu thầu thấu thầy thấy the thẻ thèm theo thép thê thề thể thế thêm thềm thêu thi thì thí thị thìa thích thiêm thiên
thiền thiện thiêng thiếp thiệp thiết thiệt thiêu thiểu thiếu thiệu thìn thỉnh thính thịnh thịt tho thỏ thọ thoa thỏa
thoai thoải thoái thoại thoảng thoáng thoát thoi thỏi thói thon thong thô thổ thôi thổi thối thôn thốn thông thống
thốt thơ thờ thở thợ thời thới thơm thớt thu thù thủ thú thụ thua thuần thuẫn thuận thuật thúc thục thuê thuế thui
thun thung thùng thủng thuốc thuộc thuột thuở thuy thùy thủy thúy thụy thuyền thuyết thư thử thứ thự thưa thừa thửa
thức thực thước thương thường thưởng thượng thy ti tì tỉ tí tị tia tỉa tích tịch tiếc tiệc tiêm tiềm tiệm tiên tiền
tiễn tiến tiện tiếng tiếp tiệp tiết tiệt tiêu tiểu tiếu tim tìm tím tin tín tinh tình tỉnh tĩnh tính tịnh tít to tò tỏ
toa tòa tỏa tọa toan toàn toản toán toát tóc toi tòi tỏi tom tóm tong tô tổ tố tốc tộc tôi tồi tối tội tôm tôn tồn tổn
tốn tông tổng tống tốp tốt tơ tờ tớ tơi tới tra trà trả trách trạch trai trải trãi trái trại tràm trạm tran tràn trán
trang tràng trảng tráng trạng tranh tránh trao trào trau trắc trăm trăn trăng trắng trâm trầm trân trần trấn trận trật
trâu trầy tre trẻ tren treo trễ trên trệt trêu tri trì trĩ trí trị trích triển triết triệt triều triệu trinh trình
trịnh tro trò trỏ trọ trói tron tròn trọn trong tròng trọng trọt trổ trôi trội trộm trốn trộn trông trồng trống trở
trợ trời trơn tru trù trú trụ trúc trục trùm trung trùng trúng trút truy truyền truyện trừ trữ trưa trực trưng trừng
trứng trước trương trường trưởng trượt tu tù tủ tú tụ tua tủa tuân tuần tuấn tuất túc tục tuệ tui túi tụi tum tung
tùng túng tụng tuổi tụt tuy tùy tủy túy tụy tuyên tuyền tuyển tuyến tuyết tuyệt tuýp tư từ tử tứ tự tựa tức tực tưng
từng tước tươi tưới tương tường tưởng tướng tượng tựu ty tỳ tỷ tý uất úc ủi ùn ung ủng uốn uống úp út uy ủy úy uyên ưa
ức ưng ứng ước ươm ương ướp ướt ưu va và vả vã vá vác vách vạch vai vài vải vãi van vàn ván vạn vang vàng vãng váng
vành vao vào vạt vay vảy váy văn vặn văng vắng vắt vặt vân vần vẫn vấn vận vâng vấp vất vật vây vầy vẫy vậy ve vẻ vẽ
vé ven vẹn vét vê về vế vệ vết vi vì vỉ vĩ ví vị vỉa vía việc viêm viên viền viễn viện viếng viết việt vinh vĩnh vịnh
vít vịt vo vò vỏ võ voan vóc voi vòi vòm vong vòng võng vọng vọt vô vỗ vôi vội vốn vồng vơ vờ vở vỡ vớ vợ vơi vời với
vớt vợt vu vũ vú vụ vua vui vùi vụn vung vùng vũng vụng vuông vuốt vừa vữa vực vững vựng vươn vườn vương vướng vượng
vượt vứt vy vỹ xa xà xả xã xá xạ xác xách xài xám xanh xao xào xảo xát xay xảy xăm xắn xăng xâm xấu xây xe xẻ xé xem
xen xét xế xếp xi xì xỉ xí xích xiên xin xịn xinh xịt xíu xo xoa xóa xoài xoan xoang xoay xoáy xoăn xoắn xòe xóm xong
xót xô xổ xố xôi xôn xông xốp xơ xu xù xua xuân xuất xúc xui xung xuôi xuống xuyên xử xứ xưa xưng xứng xước xương
xưởng xướng ý yếm yên yến yết yêu yếu
`;
