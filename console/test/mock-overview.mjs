// Canned answers for the one screen, incidents, duty and inspections: a province with 24 invented facilities in all states.

const ago = minutes => new Date(Date.now() - minutes * 60_000).toISOString();
const day = offset => new Date(Date.now() + 7 * 3600_000 + offset * 86_400_000).toISOString().slice(0, 10);

const PLACES = [
  ['Trường Quân sự địa phương', 'MILITARY', 'OPERATING', 180, 11.5881, 108.9602], ['Khách sạn Biển Ngọc', 'HOTEL', 'OPERATING', 96, 11.5902, 109.0311], ['Ký túc xá Trường Cao đẳng nghề', 'CIVIL', 'DEGRADED', 140, 11.5653, 108.9911],
  ['Trung đoàn 89', 'MILITARY', 'CONNECTED', 210, 11.6487, 108.9513], ['Khách sạn Đồng Xanh', 'HOTEL', 'LOST', 72, 11.5749, 109.0204], ['Trường THPT Ninh Hải', 'CIVIL', 'OPERATING', 88, 11.6102, 109.0608],
  ['Nhà khách Bộ đội Biên phòng', 'MILITARY', 'CONNECTING', 40, 11.5599, 109.0151], ['Trường Tiểu học Phước Dân', 'CIVIL', 'PLAN_APPROVED', 60, 11.5201, 108.9204], ['Trung tâm Giáo dục thường xuyên', 'CIVIL', 'NOT_ELIGIBLE', 55, 11.5712, 108.9851],
  ['Khách sạn Hoàng Mai', 'HOTEL', 'CONDITIONAL', 48, 11.5688, 109.0247], ['Trường THCS Lợi Hải', 'CIVIL', 'CONTACT_NAMED', 70, 11.7204, 109.1004], ['Trạm Y tế Bác Ái', 'CIVIL', 'REGISTERED', 20, 11.8301, 108.8702],
  ['Ban Chỉ huy Quân sự Thuận Nam', 'MILITARY', 'SURVEYED', 90, 11.4703, 108.9301], ['Khách sạn Cà Ná', 'HOTEL', 'ELIGIBLE', 64, 11.3402, 108.8801], ['Trường PTDT nội trú Ninh Sơn', 'CIVIL', 'REGISTERED', 110, 11.7702, 108.7603],
  ['Trung tâm Văn hóa Ninh Sơn', 'CIVIL', 'SUSPENDED', 0, 11.7601, 108.7902], ['Khách sạn Vĩnh Hy', 'HOTEL', 'PLAN_APPROVED', 52, 11.7251, 109.1952], ['Đồn Biên phòng Nhơn Hải', 'MILITARY', 'OPERATING', 36, 11.5903, 109.1104],
  ['Trường THCS Phước Hậu', 'CIVIL', 'CONTACT_NAMED', 66, 11.5403, 108.9003], ['Khách sạn Thái Bình Dương', 'HOTEL', 'CONNECTING', 118, 11.5795, 109.0263], ['Kho Hậu cần Quân khu', 'MILITARY', 'ELIGIBLE', 75, 11.6203, 108.8903],
  ['Trường Mầm non Tân Sơn', 'CIVIL', 'SURVEYED', 44, null, null], ['Nhà thi đấu Phan Rang', 'CIVIL', 'OPERATING', 160, 11.5671, 108.9925], ['Khách sạn Sơn Long Thuận', 'HOTEL', 'NOT_ELIGIBLE', 58, 11.5831, 109.0279],
];

const MARK = {REGISTERED: 'NOT_BEGUN', CONTACT_NAMED: 'UNDER_WAY', SURVEYED: 'UNDER_WAY', ELIGIBLE: 'UNDER_WAY', PLAN_APPROVED: 'UNDER_WAY', CONNECTING: 'UNDER_WAY', CONDITIONAL: 'BLOCKED', NOT_ELIGIBLE: 'BLOCKED', CONNECTED: 'CONNECTED', OPERATING: 'CONNECTED', DEGRADED: 'DEGRADED', LOST: 'LOST', SUSPENDED: 'RESTING'};
const STEPS = ['FACILITIES', 'WITH_CONTACT', 'SURVEYED', 'ELIGIBLE', 'PLAN_APPROVED', 'CONNECTED'];
const REACHED = {REGISTERED: 0, CONTACT_NAMED: 1, SURVEYED: 2, CONDITIONAL: 2, NOT_ELIGIBLE: 2, ELIGIBLE: 3, PLAN_APPROVED: 4, CONNECTING: 4};
const reached = stage => REACHED[stage] ?? 5;
const WORDS = {vi: ['Cơ sở', 'Có đầu mối', 'Đã khảo sát', 'Đạt điều kiện', 'Duyệt phương án', 'Đã kết nối'], en: ['Facilities', 'With contact', 'Surveyed', 'Eligible', 'Plan approved', 'Connected']};
const WHY = {
  REGISTERED: ['Chưa cử đầu mối', 'Bộ Chỉ huy Quân sự tỉnh', 3], CONTACT_NAMED: ['Chưa khảo sát', 'Sở Thông tin và Truyền thông', 2], SURVEYED: ['Đã khảo sát, chưa kết luận đánh giá', 'Sở Thông tin và Truyền thông', 0],
  CONDITIONAL: ['Chưa đủ camera ở các vị trí bắt buộc: hành lang tầng 3, sảnh tầng 2', 'Đầu mối cơ sở', 0], NOT_ELIGIBLE: ['Thiết bị bị nhà cung cấp khóa: đầu ghi không mở được giao thức chuẩn', 'Sở Du lịch', 4], ELIGIBLE: ['Đạt điều kiện, chờ duyệt phương án kết nối', 'Ủy ban nhân dân tỉnh', 0],
  PLAN_APPROVED: ['Đã duyệt phương án, chưa triển khai kết nối', 'Kỹ sư VNPT', 0], CONNECTING: ['Đồng hồ camera lệch quá mức hoặc chưa được đo; hãy đồng bộ giờ cho camera.', 'Kỹ sư VNPT', 0],
};
const contact = i => (i % 5 === 0 ? null : {name: ['Nguyễn Văn Hòa', 'Trần Thị Kim Liên', 'Lê Minh Tâm', 'Phạm Thị Thu'][i % 4], phone: `0912 345 ${String(600 + i)}`});

const FACILITIES = PLACES.map(([name, body, stage, occupants, latitude, longitude], i) => ({id: `p${i}`, name, body, stage, mark: MARK[stage], occupants, latitude, longitude}));

export const PLACES_AS_FACILITIES = FACILITIES.map(({id, name}) => ({id, name, address: '', cameraCount: 3, organisationId: null, areaCode: null}));

/** The few cameras of the other screens, again in each facility of the province. */
export const manyCameras = cameras => FACILITIES.slice(0, 12).flatMap((f, i) => cameras.slice(0, 3).map((c, k) => ({...c, id: `m${i}-${k}`, facilityId: f.id})));

const INCIDENTS = [
  {id: 'i1', facilityId: 'p4', facility: 'Khách sạn Đồng Xanh', cameras: [{id: 'c1', name: 'Cổng chính'}], kind: 'LINK_LOST', kindWords: 'Mất kết nối cơ sở', severity: 'CRITICAL', severityWords: 'Khẩn cấp', title: 'Mất toàn bộ hình từ 02:40', from: ago(96), to: null, state: 'IN_PROGRESS', stateWords: 'Đang xử lý', ownerId: 'watcher', owner: 'Lê Văn Chín', createdBy: 'Lê Văn Chín', createdAt: ago(95), itemsDone: 2, itemsRequiredMissing: 1, items: 4},
  {id: 'i2', facilityId: 'p0', facility: 'Trường Quân sự địa phương', cameras: [{id: 'c3', name: 'Sân lấy mẫu'}], kind: 'CONTACT', kindWords: 'Tiếp xúc, tụ tập sai quy định', severity: 'SERIOUS', severityWords: 'Nghiêm trọng', title: 'Năm người tụ tập ở sân', from: ago(24), to: null, state: 'NEW', stateWords: 'Mới', ownerId: null, owner: null, createdBy: 'Trần Thị Bình', createdAt: ago(23), itemsDone: 0, itemsRequiredMissing: 2, items: 3},
  {id: 'i3', facilityId: 'p2', facility: 'Ký túc xá Trường Cao đẳng nghề', cameras: [], kind: 'CAMERA_LOST', kindWords: 'Mất hình camera', severity: 'MINOR', severityWords: 'Nhẹ', title: 'Mất hình camera', from: ago(300), to: ago(20), state: 'RESOLVED', stateWords: 'Đã xử lý, chờ đóng', ownerId: 'all', owner: 'Nguyễn Văn An', createdBy: 'Lê Văn Chín', createdAt: ago(290), itemsDone: 2, itemsRequiredMissing: 0, items: 3},
];

function overview(lang, empty) {
  const facilities = empty ? [] : FACILITIES;
  const missing = facilities.filter(f => reached(f.stage) < 5).map((f, i) => ({facilityId: f.id, reason: WHY[f.stage][0], whoActs: WHY[f.stage][1], daysOverdue: WHY[f.stage][2], contact: f.stage === 'REGISTERED' ? null : contact(i + 1)})).sort((a, b) => b.daysOverdue - a.daysOverdue);
  return {
    at: ago(0), countdown: empty ? null : {words: lang === 'vi' ? 'Còn 3 ngày 4 giờ - báo cáo trước 15/5/2021' : '3 days 4 hours left - report due before 15/5/2021', phrase: 'trước ngày 15/5/2021', due: ago(-4560), late: false},
    funnel: STEPS.map((step, i) => {
      const of = facilities.filter(f => reached(f.stage) >= i);
      return {step, words: WORDS[lang][i], count: of.length, percent: facilities.length ? Math.floor(100 * of.length / facilities.length) : 0, byBody: Object.fromEntries(['MILITARY', 'CIVIL', 'HOTEL'].map(b => [b, of.filter(f => f.body === b).length]))};
    }),
    cameras: empty ? {required: 0, existing: 0, connected: 0, online: 0} : {required: 212, existing: 187, connected: 74, online: 68}, facilities, notConnected: missing,
    incidents: empty ? [] : INCIDENTS.map(({id, facilityId, kindWords, severity, severityWords, title, state, from}) => ({id, facilityId, kindWords, severity, severityWords, title, state, from})),
    notWatched: empty ? [] : [{facilityId: 'p3', why: 'NEVER_CONFIRMED', words: 'Chưa có người trực nào xác nhận.', since: null}, {facilityId: 'p17', why: 'CONFIRMATION_OLD', words: 'Người trực quá giờ chưa xác nhận “đang trực”.', since: ago(38)}],
    links: empty ? [] : [{facilityId: 'p4', lost: true, since: ago(96)}, {facilityId: 'p2', lost: false, since: ago(310)}],
    storage: empty ? [] : [{facilityId: 'p22', days: 19, wantedDays: 28}],
  };
}

const row = f => ({...f, since: ago(4_000), ...(reached(f.stage) < 5 ? {reason: WHY[f.stage][0], whoActs: WHY[f.stage][1], daysOverdue: WHY[f.stage][2]} : {reason: null, whoActs: null, daysOverdue: 0}), contact: contact(1), requiredPlaces: 9, cameras: 8, online: 7});

const CHECKLIST = [['call-facility', true, 'Gọi cơ sở: điện, đường mạng', 'Lê Văn Chín'], ['call-operator', true, 'Báo kỹ sư VNPT', 'Lê Văn Chín'], ['picture-back', true, 'Xác nhận hình đã trở lại', null], ['guard', false, 'Cơ sở tăng người trực tại chỗ', null]]
    .map(([code, required, words, by]) => ({code, required, words, tickedBy: by, tickedAt: by ? ago(60) : null}));
const EVENTS = [['opened', 95, 'Mất toàn bộ hình từ 02:40'], ['taken-up', 94, 'Lê Văn Chín'], ['ticked', 60, 'Gọi cơ sở: điện, đường mạng'], ['noted', 40, 'Cơ sở báo mất điện khu vực, đang chạy máy phát.']].map(([act, at, words]) => ({act, at: ago(at), person: 'Lê Văn Chín', words}));
const KINDS = [['FIRE', 'Cháy, nổ'], ['MEDICAL', 'Cấp cứu y tế'], ['LEFT_AREA', 'Người cách ly rời khu vực'], ['INTRUSION', 'Người ngoài vào khu cách ly'], ['CONTACT', 'Tiếp xúc, tụ tập sai quy định'], ['DISORDER', 'Gây rối, mất trật tự'], ['LINK_LOST', 'Mất kết nối cơ sở'], ['CAMERA_LOST', 'Mất hình camera'], ['TAMPERED', 'Camera bị che, xoay hoặc phá'], ['OTHER', 'Việc khác']];
const OPEN = [{kind: 'INCIDENT', id: 'i1', words: 'Khách sạn Đồng Xanh - Mất kết nối cơ sở: Mất toàn bộ hình từ 02:40 (Khẩn cấp, Đang xử lý)'}, {kind: 'LINK', id: 'p2', words: 'Ký túc xá Trường Cao đẳng nghề - một số camera không có hình'}];

/** The answer, or undefined when it is none of these. */
export function answerOverview(method, path, query, body, {lang, empty}) {
  if (path === '/overview') return overview(lang, empty);
  if (path === '/overview/facilities') {
    const at = STEPS.indexOf(query.get('step') ?? 'FACILITIES');
    return FACILITIES.filter(f => (reached(f.stage) >= at) === (query.get('reached') !== 'false') && (!query.get('body') || f.body === query.get('body')) && (!query.get('mark') || f.mark === query.get('mark'))).map(row);
  }
  if (path === '/overview/cameras') return Array.from({length: 68}, (_, i) => ({id: `c${i}`, name: `Hành lang tầng ${i % 4 + 1}`, facilityId: `p${i % 24}`, facility: FACILITIES[i % 24].name, zone: 'corridor', connected: true, online: i % 9 > 0}));
  if (path === '/incidents/kinds') return {kinds: KINDS.map(([kind, words]) => ({kind, words, checklist: []})), severities: [['CRITICAL', 'Khẩn cấp'], ['SERIOUS', 'Nghiêm trọng'], ['MINOR', 'Nhẹ']].map(([id, words]) => ({id, words})), states: []};
  if (path === '/incidents') return method === 'POST' ? {incident: INCIDENTS[0]} : {rows: empty ? [] : INCIDENTS, next: null};
  if (path.startsWith('/incidents/')) return {incident: INCIDENTS.find(i => i.id === path.split('/')[2]) ?? INCIDENTS[0], checklist: CHECKLIST, events: EVENTS, may: ['incident.write', 'incident.close']};
  if (path === '/inspections') return FACILITIES.slice(0, 8).map((f, i) => ({facilityId: f.id, facility: f.name, stage: f.stage, state: ['OVERDUE', 'OVERDUE', 'SOON', 'DUE', 'DUE', 'DUE', 'NOT_REQUIRED', 'NOT_REQUIRED'][i], on: i < 6 ? day([-6, -1, 2, 6, 9, 12][i]) : null, days: [6, 1, 2, 6, 9, 12, 0, 0][i], last: i < 5 ? day(-10 - i) : null, mayRecord: true}));
  if (/^\/facilities\/[^/]+\/inspections$/.test(path)) return method === 'POST' ? {id: 'k9', ...body, findings: [], recordedBy: 'Nguyễn Văn An', recordedAt: ago(0)} : [{id: 'k1', on: day(-21), inspectors: 'Đoàn kiểm tra Sở Y tế: BS. Lê Thị Hương', remark: 'Cơ sở phối hợp tốt.', findings: [{code: 'NEEDS_REPAIR', codeWords: 'Thiết bị cần sửa chữa', words: 'Camera sân mờ', mendBy: day(-14)}], recordedBy: 'Nguyễn Văn An', recordedAt: ago(30_000)}];
  if (path.startsWith('/duty')) return {confirmMinutes: 120, viewMinutes: 60, sites: [{facilityId: 'p4', facility: 'Khách sạn Đồng Xanh', stage: 'LOST', state: 'NOT_WATCHED', why: 'Người trực quá giờ chưa xác nhận “đang trực”.', since: ago(38), until: null, confirmedAt: ago(158), confirmedBy: 'Lê Văn Chín', viewedAt: ago(44)}, {facilityId: 'p0', facility: 'Trường Quân sự địa phương', stage: 'OPERATING', state: 'WATCHED', why: null, since: null, until: ago(-52), confirmedAt: ago(68), confirmedBy: 'Lê Văn Chín', viewedAt: ago(2)}]};
  if (path === '/hand-overs/draft') return {facilities: [{id: 'p0', name: ''}, {id: 'p4', name: ''}], open: empty ? [] : OPEN};
  if (path === '/hand-overs' && method === 'GET') return [{id: 'h2', state: 'OFFERED', facilities: [], note: 'Đồng Xanh đang chạy máy phát.', outgoing: 'Trần Thị Bình', outgoingAt: ago(12), incoming: null, incomingAt: null, remark: '', open: OPEN, mine: false}, {id: 'h1', state: 'TAKEN', facilities: [], note: '', outgoing: 'Lê Văn Chín', outgoingAt: ago(490), incoming: 'Trần Thị Bình', incomingAt: ago(486), remark: 'Đã nhận đủ.', open: [], mine: false}];
  if (path.startsWith('/hand-overs')) return {};
  if (/\/reminders$/.test(path)) return {};
  return undefined;
}
