export default {
  'certificate.key': 'Khoá của chứng chỉ',
  'certificate.known': 'Đã biết (SHA-256 của khoá)',
  'certificate.shown': 'Bây giờ thiết bị đưa ra',
  'certificate.confirmed': 'Đầu mối của cơ sở đã xác nhận thiết bị được thay hoặc cài lại',
  'certificate.accept': 'Chấp nhận chứng chỉ mới',
  'certificate.accepted': 'Đã chấp nhận chứng chỉ mới của thiết bị.',
};
