export default {
  'reported.title': 'Sự kiện camera báo',
  'reported.none': 'Không có sự kiện nào trong 24 giờ qua.',
  'reported.more': 'Chỉ hiện {n} sự kiện mới nhất; các sự kiện trước có trên trục thời gian của mục Xem lại.',
  'reported.lasts': '{begin}, đang tiếp diễn',
  'reported.kind.motion': 'Chuyển động',
  'reported.kind.tamper': 'Bị che hoặc xoay',
  'reported.kind.line-crossed': 'Vượt vạch',
  'reported.kind.digital-input': 'Tín hiệu đầu vào',
  'reported.kind.storage-failure': 'Hỏng nơi lưu của thiết bị',
  'reported.ask': 'Hỏi thiết bị về sự kiện',
  'reported.ask.words': 'Máy chủ nhận tin chuyển động, che ống kính, hỏng ổ đĩa… từ thiết bị.',
};
