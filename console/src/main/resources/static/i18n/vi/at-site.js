// What is recorded of a camera at the site where it stands.
export default {
  'atSite.title': 'Ghi hình ở cơ sở',
  'atSite.recorded': 'có ghi',
  'atSite.notRecorded': 'không ghi',
  'atSite.usual': 'theo mặc định của cơ sở',
  'atSite.change': 'Đổi ở cơ sở',
  'atSite.days.hint': 'Để trống: theo mặc định của cơ sở. Cơ sở áp dụng quy định của mình và ghi nhật ký ai đã đổi.',
  'atSite.go': 'Yêu cầu cơ sở đổi',
  'atSite.changed': 'Cơ sở đã đổi thiết lập ghi hình của {name}',
  'atSite.why.no-link': 'Mất kết nối với cơ sở: chưa đổi được từ đây.',
  'atSite.why.too-old': 'Phần mềm ở cơ sở quá cũ, chưa thể xem và đổi thiết lập ghi hình từ đây.',
  'atSite.why.not-granted': 'Cơ sở không cho đổi thiết lập ghi hình từ đây. Họ cho phép ở màn hình Liên kết.',
  'audit.kind.site-settings-asked': 'Yêu cầu cơ sở đổi thiết lập ghi hình',
  'audit.kind.site-settings-answered': 'Cơ sở trả lời về thiết lập ghi hình',
  'audit.detail.result': 'Kết quả',
  'audit.detail.before': 'Trước',
  'audit.detail.after': 'Sau',
};
