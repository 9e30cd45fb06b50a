#!/usr/bin/env node
// A stand-in for the server, to look at the screens without one: static files and canned answers, nothing is kept and nothing is checked.
//
//   node mock.mjs [port]
//
// Then open http://localhost:8099/as/PERSONA/LANGUAGE/THEME#/people with one of the personas below, `vi` or `en`, `system`, `dark` or `light`.
// Logging in as `second` asks for a code, as `enrol` sets up a second factor; the code 000000 is wrong; any token of an invitation works but `used`.

import {createHash} from 'node:crypto';
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import {answerOverview, manyCameras, PLACES_AS_FACILITIES} from './mock-overview.mjs';

const STATIC = fileURLToPath(new URL('../src/main/resources/static', import.meta.url));
const PORT = Number(process.argv[2] ?? 8099);
const CSP = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";
const TYPES = {'.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.svg': 'image/svg+xml', '.woff2': 'font/woff2'};

const ALL = ['live.view', 'recording.view', 'export.make', 'export.approve', 'break-glass', 'facility.read', 'facility.write', 'camera.read', 'camera.write', 'camera.test', 'camera.picture', 'coverage.read', 'user.read', 'user.write',
  'overview.read', 'incident.read', 'incident.write', 'incident.close', 'inspection.read', 'inspection.write', 'duty.write', 'reminder.send',
  'role.write', 'organisation.write', 'audit.read', 'alarm.read', 'system.read', 'system.write'];
const without = (...gone) => ALL.filter(a => !gone.includes(a));
const ADMIN = without('live.view', 'recording.view', 'export.make', 'export.approve', 'break-glass', 'camera.picture', 'audit.read');

const PERSONAS = {
  nobody: null,
  admin: {name: 'Trần Thị Bình', role: ['administrator', 'Quản trị hệ thống'], actions: ADMIN},
  watcher: {name: 'Lê Văn Chín', role: ['duty-watcher', 'Người trực camera'], actions: ['live.view', 'recording.view', 'facility.read', 'camera.read', 'alarm.read']},
  chairman: {name: 'Trần Quốc Nam', role: ['chairman', 'Chủ tịch UBND tỉnh'], actions: ['overview.read', 'facility.read', 'camera.read', 'live.view', 'incident.read', 'inspection.read', 'reminder.send', 'break-glass', 'system.read']},
  officer: {name: 'Phạm Quốc Dũng', role: ['officer', 'Cán bộ chỉ huy'], actions: ['break-glass', 'facility.read', 'camera.read', 'coverage.read']},
  inspector: {name: 'Đỗ Thu Em', role: ['inspector', 'Thanh tra'], actions: ['facility.read', 'camera.read', 'coverage.read', 'audit.read', 'user.read']},
  all: {name: 'Nguyễn Văn An', role: ['all', 'Mọi quyền'], actions: ALL},
  fresh: {name: 'Vũ Minh Giang', role: ['administrator', 'Quản trị hệ thống'], actions: ALL, empty: true},
  rightless: {name: 'Hồ Thị Hạnh', role: null, actions: []},
  second: {name: 'Nguyễn Văn An', role: ['administrator', 'Quản trị hệ thống'], actions: ADMIN, step: 'second-factor'},
  enrol: {name: 'Nguyễn Văn An', role: ['administrator', 'Quản trị hệ thống'], actions: [], step: 'enrol'},
};

const ago = seconds => new Date(Date.now() - seconds * 1000).toISOString();
const ahead = seconds => ago(-seconds);

const userOf = (id, persona, {lang, theme}) => ({
  id, username: id, displayName: persona.name, email: `${id}@example.vn`, organisationId: 'o2', language: lang, theme, roles: persona.role ? [{id: persona.role[0], name: persona.role[1]}] : [],
});

function sessionOf(visit) {
  const persona = PERSONAS[visit.as];
  const step = persona?.step && !visit.done ? persona.step : null;
  if (!persona || step === 'second-factor') return {user: null, setupRequired: false, step, actions: [], kind: null};
  const emergency = visit.emergency ? ['live.view', 'recording.view'] : [];
  return {user: userOf(visit.as, persona, visit), setupRequired: false, step, actions: step ? [] : [...new Set([...(visit.done ? ADMIN : persona.actions), ...emergency])], kind: 'browser'};
}

const FACILITIES = [['f1', 'Khu cách ly Trường Quân sự tỉnh', 'o1', '58'], ['f2', 'Khách sạn Sài Gòn – Ninh Chữ', 'o3', '56'], ['f3', 'Ký túc xá Đại học Nông Lâm', 'o3', '56']]
    .map(([id, name, organisationId, areaCode]) => ({id, name, address: 'Phan Rang – Tháp Chàm', cameraCount: 3, organisationId, areaCode}));

const CAMERAS = [['Cổng chính', 'gate', 'f1', 'live'], ['Hành lang tầng 1', 'corridor', 'f1', 'live'], ['Sân lấy mẫu', 'yard', 'f1', 'failed'], ['Sảnh', 'waiting-hall', 'f2', 'live'], ['Cổng sau', 'gate', 'f2', 'live'], ['Hành lang nhà B', 'corridor', 'f3', 'stopped']]
    .map(([name, zone, facilityId, kind], i) => ({
      id: `c${i + 1}`, facilityId, name, zone, url: `rtsp://10.0.1.${i + 2}:554/main`, subUrl: `rtsp://10.0.1.${i + 2}:554/sub`, username: 'admin', hasPassword: true, transport: 'tcp', recordMain: true, recordSub: false, retentionDays: null, retentionGiB: null, enabled: kind !== 'stopped', ptz: false, ptzWithheld: null, atSite: null, events: i < 2 ? true : null,
      state: {
        kind, since: ago(7_000), reason: kind === 'failed' ? 'authentication' : null, message: kind === 'failed' ? 'Không đăng nhập được camera: sai mật khẩu.' : kind === 'stopped' ? 'Camera đang tắt.' : 'Camera đang gửi hình.', action: kind === 'failed' ? 'Nhờ VNPT (0259 …) kiểm tra.' : null, attempt: 3, retryAt: null,
        lastPictureAt: ago(1), recording: kind === 'live' ? 'recording' : kind === 'failed' ? 'waiting' : 'off', coverageToday: kind === 'live' ? 0.998 : 0.71,
        streams: {main: kind === 'live' ? {codec: 'H264', audio: null, width: 1920, height: 1080, fps: 25, kbps: 2100, gopSeconds: 2, transport: 'tcp', viewers: 1, reconnects: 0, lostPackets: 0, droppedGroups: 0} : null, sub: null},
      },
    }));

const AREAS = [
  ['58', 'Ninh Thuận', 'province', null, null, '2025-07-01', '56'], ['56', 'Khánh Hòa', 'province', null, null, null, null], ['582', 'Phan Rang – Tháp Chàm', 'district', '58', null, '2025-07-01', null],
  ['22759', 'Phường Phan Rang', 'commune', '56', '2025-07-01', null, null], ['22366', 'Phường Nha Trang', 'commune', '56', '2025-07-01', null, null], ['22999', 'Phường Ninh Chử', 'commune', '56', '2027-01-01', null, null],
].map(([code, name, level, parentCode, validFrom, validTo, successorCode]) => ({code, name, level, parentCode, validFrom, validTo, successorCode}));

const ORGANISATIONS = [
  ['o1', 'Bộ Chỉ huy Quân sự tỉnh', 'military', '58', null, null, '2025-07-01', 'o4'], ['o2', 'Sở Thông tin và Truyền thông', 'department', '58', null, null, '2025-03-01', 'o5'], ['o3', 'Sở Y tế', 'health', '56', null, null, null, null],
  ['o4', 'Bộ Chỉ huy Quân sự tỉnh Khánh Hòa', 'military', '56', null, null, null, null], ['o5', 'Sở Khoa học và Công nghệ', 'department', '56', null, '2025-03-01', null, null], ['o6', 'Trung tâm Kiểm soát bệnh tật', 'health', '56', 'o3', null, null, null], ['o7', 'VNPT', 'operator', '56', null, null, null, null],
].map(([id, name, kind, areaCode, parentId, validFrom, validTo, successorId]) => ({id, name, kind, areaCode, parentId, validFrom, validTo, successorId}));

/** What a camera reported, one of each kind. */
const REPORTED = ['tamper', 'motion', 'line-crossed', 'digital-input', 'storage-failure'].map((kind, i) => ({
  id: `e${i}`, kind, begin: ago(60 + i * 400), end: i ? ago(i === 1 ? 30 + i * 400 : 60 + i * 400) : null, receivedAt: ago(59 + i * 400),
}));

const role = (id, name, secondFactor, permissions, builtIn = true) => ({id, name, builtIn, secondFactor, permissions: permissions.map(p => ({action: p.split('@')[0], pastHours: Number(p.split('@')[1]) || null}))});
const ROLES = [
  role('focal-point', 'Đầu mối cơ sở', false, ['facility.read', 'facility.write', 'camera.read', 'coverage.read', 'alarm.read', 'live.view', 'recording.view']),
  role('duty-watcher', 'Người trực camera', false, ['facility.read', 'camera.read', 'alarm.read', 'live.view', 'recording.view@24']),
  role('chairman', 'Lãnh đạo tỉnh', true, ['facility.read', 'camera.read', 'live.view', 'export.approve', 'break-glass', 'system.read']),
  role('connection-engineer', 'Kỹ sư kết nối', false, ['facility.read', 'camera.read', 'camera.write', 'camera.test', 'camera.picture', 'coverage.read', 'alarm.read']),
  role('inspector', 'Thanh tra', true, ['facility.read', 'camera.read', 'coverage.read', 'audit.read', 'user.read']),
  role('administrator', 'Quản trị hệ thống', true, ADMIN), role('r1', 'Y tế phường (thử nghiệm)', false, ['camera.read', 'live.view'], false),
];

const grant = (id, roleId, scope = {}, more = {}) => ({
  id, roleId, roleName: ROLES.find(r => r.id === roleId)?.name ?? roleId, scope: {organisationId: null, areaCode: null, facilityIds: [], zones: [], ...scope}, from: null, until: null, createdAt: ago(86_400 * 9), createdBy: 'Trần Thị Bình', reason: null, breakGlass: false, ...more,
});
const person = (id, displayName, organisationId, grants, more = {}) => ({
  id, username: id, displayName, email: `${id}@example.vn`, organisationId, language: 'vi', theme: 'system', roles: [...new Map(grants.filter(g => !g.breakGlass).map(g => [g.roleId, {id: g.roleId, name: g.roleName}])).values()], enabled: true, invited: false, secondFactor: true, createdAt: ago(86_400 * 40), lastSeenAt: ago(3_600), grants, ...more,
});
const PEOPLE = [
  person('admin', 'Trần Thị Bình', 'o2', [grant('g1', 'administrator')], {lastSeenAt: ago(20)}),
  person('watcher', 'Lê Văn Chín', 'o4', [grant('g2', 'duty-watcher', {facilityIds: ['f1', 'f2'], zones: ['gate', 'yard']}, {until: '2026-12-31T17:00:00Z'}), grant('g3', 'focal-point', {areaCode: '56'}, {until: ago(86_400 * 2)})], {secondFactor: false, lastSeenAt: ago(90)}),
  person('officer', 'Phạm Quốc Dũng', 'o4', [grant('g4', 'chairman'), grant('g5', 'break-glass', {}, {breakGlass: true, until: ahead(3_600), reason: 'Báo cháy ở nhà B, không gọi được người trực', createdBy: 'Phạm Quốc Dũng', createdAt: ago(3_600)})]),
  person('an.dt', 'Đỗ Thu An', 'o3', [grant('g6', 'focal-point', {facilityIds: ['f3']}, {from: '2026-12-01T17:00:00Z'})], {invited: true, username: null, secondFactor: false, lastSeenAt: null}),
  person('kien.nt', 'Nguyễn Trung Kiên', 'o7', [grant('g7', 'connection-engineer', {organisationId: 'o7'})], {enabled: false, lastSeenAt: ago(86_400 * 20)}),
  person('hanh.ht', 'Hồ Thị Hạnh', 'o6', [], {secondFactor: false, lastSeenAt: ago(86_400 * 3)}),
];

const QR = (() => {
  // Not a readable code, only the look of one.
  let cells = '';
  for (let y = 0; y < 29; y++) for (let x = 0; x < 29; x++) {
    const corner = [[0, 0], [22, 0], [0, 22]].find(([cx, cy]) => x >= cx && x < cx + 7 && y >= cy && y < cy + 7);
    const on = corner ? Math.max(Math.abs(x - corner[0] - 3), Math.abs(y - corner[1] - 3)) !== 2 : (x * 7 + y * 13 + x * y) % 5 < 2;
    if (on) cells += `M${x} ${y}h1v1h-1z`;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><path d="${cells}"/></svg>`;
})();

const AUDIT = [
  [40, 'view', 'watcher', 'Lê Văn Chín', 'Lê Văn Chín xem trực tiếp camera Cổng chính.', 'c1', {stream: 'sub'}],
  [300, 'break-glass', 'officer', 'Phạm Quốc Dũng', 'Phạm Quốc Dũng mở xem khẩn cấp mọi cơ sở trong 2 giờ: "Báo cháy ở nhà B, không gọi được người trực".', null, {reason: 'Báo cháy ở nhà B, không gọi được người trực'}],
  [900, 'login-failed', null, null, 'Đăng nhập sai mật khẩu với tên "binh" từ 10.0.9.4.', null, {username: 'binh'}],
  [1_500, 'playback', 'watcher', 'Lê Văn Chín', 'Lê Văn Chín xem lại camera Sân lấy mẫu, đoạn 02:10:00–02:14:30 hôm nay.', 'c3', {seconds: 270}],
  [4_000, 'grant', 'admin', 'Trần Thị Bình', 'Trần Thị Bình giao vai trò Người trực camera cho Lê Văn Chín.', null, {role: 'Người trực camera', scope: '2 cơ sở, cổng và sân, đến hết 31/12/2026'}],
  [9_000, 'camera-changed', 'admin', 'Trần Thị Bình', 'Trần Thị Bình đổi địa chỉ và mật khẩu camera Sân lấy mẫu.', 'c3', {}],
  [60_000, 'login', 'admin', 'Trần Thị Bình', 'Trần Thị Bình đăng nhập từ 10.0.9.4.', null, {agent: 'Firefox'}],
  [95_000, 'export', 'admin', 'Trần Thị Bình', 'Trần Thị Bình trích xuất camera Cổng chính, 12 phút, 180 MB.', 'c1', {bytes: 180_000_000}],
  [99_000, 'role-changed', 'admin', 'Trần Thị Bình', 'Trần Thị Bình sửa vai trò Người trực camera: xem lại tối đa 24 giờ.', null, {}],
  [172_000, 'user-disabled', 'admin', 'Trần Thị Bình', 'Trần Thị Bình khoá tài khoản Nguyễn Trung Kiên.', null, {}],
].map(([seconds, kind, userId, name, message, cameraId, detail], i) => ({
  seq: 10_240 - i, at: ago(seconds), kind, userId, person: name, organisationId: 'o2', address: '10.0.9.4', facilityId: cameraId && 'f1', facility: cameraId && FACILITIES[0].name, cameraId, camera: CAMERAS.find(c => c.id === cameraId)?.name ?? null,
  from: kind === 'playback' ? ago(8_000) : null, to: kind === 'playback' ? ago(7_730) : null, detail, message, hash: createHash('sha256').update(message).digest('hex'),
}));

const CODES = Array.from({length: 10}, (_, i) => `k7q${i}-3m2d-x9w${9 - i}`);
const problem = (status, type, detail, errors) => ({status, body: {type: `urn:haidang:${type}`, title: detail, status, detail, reference: 'K7QF-3M2D', errors}});
const AGENTS = ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 Version/19 Mobile Safari/604', ''];

function answer(method, path, query, body, visit) {
  const session = sessionOf(visit);
  const may = a => session.actions.includes(a);
  const empty = PERSONAS[visit.as]?.empty;
  const known = answerOverview(method, path, query, body, {lang: visit.lang, empty});
  if (known !== undefined) return known;
  const key = `${method} ${path}`;
  switch (key) {
    case 'GET /session': return session;
    case 'DELETE /session': return (visit.as = 'nobody', null);
    case 'POST /session':
      if (!PERSONAS[body.username] || body.password === 'sai') return problem(401, 'login-wrong', 'Tên đăng nhập hoặc mật khẩu không đúng.');
      return (visit.as = body.username, sessionOf(visit));
    case 'POST /session/second-factor': return body.code === '000000' ? problem(401, 'code-wrong', 'Mã không đúng hoặc đã dùng. Chờ mã tiếp theo rồi nhập lại.') : (visit.done = true, sessionOf(visit));
    case 'GET /session/providers': return visit.as === 'nobody' ? [{id: 'vneid', name: 'Trục xác thực của tỉnh', url: '/oauth2/authorization/vneid'}] : [];
    case 'POST /session/passkey/options': return {challenge: 'AAAA', rpId: 'localhost', userVerification: 'required', timeout: 60_000};
    case 'GET /invitation': return query.get('token') === 'used' ? {valid: false} : {valid: true, displayName: 'Nguyễn Văn An', username: null, secondFactorRequired: true};
    case 'POST /invitation': return body.password.length < 15 ? problem(422, 'invalid', 'Chưa đúng.', [{field: 'password', message: 'Mật khẩu cần ít nhất 15 ký tự.'}]) : (visit.as = 'enrol', sessionOf(visit));
    case 'PATCH /me': return (Object.assign(visit, body.language && {lang: body.language}, body.theme && {theme: body.theme}), session.user);
    case 'GET /me/second-factors': return {required: true, totp: true, recoveryCodesLeft: 3, passkeys: [{id: 'p1', name: 'Máy trực phòng 2', createdAt: ago(86_400 * 30), lastUsedAt: ago(4_000)}]};
    case 'POST /me/totp': return {secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x', qr: QR};
    case 'POST /me/totp/confirm': return body.code === '000000' ? problem(422, 'invalid', 'Chưa đúng.', [{field: 'code', message: 'Mã không đúng. Kiểm tra giờ của điện thoại rồi nhập mã mới.'}]) : (visit.done = true, {recoveryCodes: CODES});
    case 'POST /me/passkeys/options':
      if (body.password === 'sai') return problem(422, 'invalid', 'Chưa đúng.', [{field: 'password', message: 'Mật khẩu không đúng.'}]);
      return {challenge: 'AAAA', rp: {id: 'localhost', name: 'Hải Đăng'}, user: {id: 'AQID', name: visit.as, displayName: visit.as}, pubKeyCredParams: [{type: 'public-key', alg: -7}], authenticatorSelection: {residentKey: 'required', userVerification: 'required'}};
    case 'POST /me/passkeys': return (visit.done = true, {id: 'p2', name: body.name, createdAt: ago(0), lastUsedAt: null});
    case 'POST /session/passkey': return body.credential?.response?.signature ? (visit.as = 'admin', sessionOf(visit)) : problem(401, 'passkey', 'Không đọc được khoá.');
    case 'POST /me/recovery-codes': return {recoveryCodes: CODES};
    case 'GET /me/sessions': return AGENTS.map((agent, i) => ({id: `s${i}`, kind: i === 2 ? 'wall' : 'browser', name: i === 2 ? 'Màn hình phòng trực' : null, provedAt: i === 2 ? ago(500) : null, current: i === 0, createdAt: ago(9_000 * (i + 1)), lastSeenAt: ago(500 * i), expiresAt: ahead(9_000), address: `10.0.9.${i + 4}`, agent}));
    case 'GET /me/tokens': return empty ? [] : [{id: 't1', name: 'Báo cáo hằng ngày', actions: ['camera.read', 'coverage.read'], createdAt: ago(9e5), expiresAt: ahead(9e6), lastUsedAt: ago(3_000)}, {id: 't2', name: 'Thử nghiệm', actions: ['facility.read'], createdAt: ago(9e6), expiresAt: ago(9e5), lastUsedAt: null}];
    case 'POST /me/tokens': return {token: 'hd_3k9v2m7q5x8w4z6r1t0y3u5i7o9p2a4s', id: 't3', name: body.name, actions: body.actions, createdAt: ago(0), expiresAt: ahead(86_400 * body.days), lastUsedAt: null};
    case 'GET /users': return empty ? PEOPLE.slice(0, 1) : PEOPLE;
    case 'POST /users': return {user: person('new', body.displayName, body.organisationId, [], {invited: true}), link: '/#/invitation?token=4hT9xK2mQ7wZ3nB8vC5r', qr: QR, expiresAt: ahead(86_400 * 7)};
    case 'POST /break-glass': return (visit.emergency = true, grant('g9', 'break-glass', {}, {breakGlass: true, until: ahead(7_200), reason: body.reason}));
    case 'GET /roles': return ROLES;
    case 'GET /actions': return ALL.map(id => ({id, group: id.split('.')[0]}));
    case 'GET /organisations': return empty ? [] : ORGANISATIONS;
    case 'GET /areas': return empty ? [] : AREAS;
    case 'GET /audit': {
      const rows = AUDIT.filter(r => ['person:userId', 'camera:cameraId', 'facility:facilityId', 'kind:kind'].every(pair => { const [q, f] = pair.split(':'); return !query.get(q) || query.get(q) === r[f]; }) && !(query.get('from') && r.at < query.get('from')));
      return empty ? {rows: [], next: null} : query.get('before') ? {rows: [], next: null} : {rows, next: rows.length > 5 ? 10_231 : null};
    }
    case 'GET /audit/verification': return visit.as === 'inspector' ? {ok: true, rows: 10_240, firstSeq: 1, lastSeq: 10_240, problem: null, problemSeq: null} : {ok: false, rows: 10_240, firstSeq: 1, lastSeq: 10_240, problem: 'Dòng 8.112 không khớp với dòng trước nó: nội dung đã bị sửa.', problemSeq: 8_112};
    case 'GET /facilities': return visit.as === 'chairman' ? PLACES_AS_FACILITIES : may('facility.read') ? (empty ? [] : FACILITIES) : problem(403, 'forbidden', 'Bạn không có quyền này.');
    case 'GET /cameras': return empty ? [] : visit.as === 'chairman' ? manyCameras(CAMERAS) : CAMERAS;
    case 'GET /system': return {version: '0.1.0', startedAt: ago(90_000), uptimeSeconds: 90_000, now: ago(0), zone: 'Asia/Ho_Chi_Minh', disks: [{path: '/data', totalBytes: 4e12, freeBytes: 1e12, usedByArchiveBytes: 2.8e12, state: 'ok'}], alarms: [{kind: 'break-glass', cameraId: null, since: ago(300), message: 'Phạm Quốc Dũng đang xem khẩn cấp đến 04:35.', action: 'Xem lý do trong nhật ký.'}], counts: {facilities: 3, cameras: 6, live: 4, recording: 4, viewers: 1}};
    case 'GET /about': return {name: 'Hải Đăng', version: '0.1.0', licence: 'Apache-2.0', parts: []};
    default:
      if (/^GET \/users\//.test(key)) return PEOPLE.find(p => p.id === path.split('/')[2]) ?? problem(404, 'not-found', 'Không có người này.');
      if (/^POST \/users\/[^/]+\/invitation/.test(key)) return {link: '/#/invitation?token=9zX', qr: QR, expiresAt: ahead(86_400 * 7)};
      if (/^GET \/cameras\/[^/]+\/backfill/.test(key)) return {device: true, running: null, last: null};
      if (/^GET \/cameras\/[^/]+\/storage/.test(key)) return {ok: true, failure: null, message: null, earliest: ago(9e4), clockOffsetSeconds: 12, stored: [{from: ago(9e4), to: ago(3_000)}, {from: ago(2_900), to: ago(0)}]};
      if (/^GET \/cameras\/[^/]+\/coverage/.test(key)) return {hours: []};
      if (/^GET \/cameras\/[^/]+\/recordings/.test(key)) return {spans: [], gaps: [], fetched: []};
      if (/^GET \/cameras\/[^/]+\/events/.test(key)) return {events: empty ? [] : REPORTED, next: null};
      return method === 'GET' ? problem(404, 'not-found', 'Không có.') : null;
  }
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').filter(Boolean).map(c => c.split('=')));
  const visit = {as: 'nobody', lang: 'vi', theme: 'system', ...JSON.parse(cookies.mock ? decodeURIComponent(cookies.mock) : '{}')};
  const keep = () => ['XSRF-TOKEN=mock; Path=/', `mock=${encodeURIComponent(JSON.stringify(visit))}; Path=/`];
  const [, as, lang = 'vi', theme = 'system'] = url.pathname.match(/^\/as\/(\w+)(?:\/(\w+))?(?:\/(\w+))?/) ?? [];
  if (as) {
    Object.assign(visit, {as, lang, theme, done: false, emergency: false});
    return response.writeHead(302, {Location: '/', 'Set-Cookie': keep()}).end();
  }
  if (!url.pathname.startsWith('/api/v1/')) return serveFile(url.pathname, response);
  const path = url.pathname.slice('/api/v1'.length);
  if (path === '/events') {
    response.writeHead(200, {'Content-Type': 'text/event-stream'}).write(': hello\n\n');
    const beat = setInterval(() => response.write(': beat\n\n'), 10_000);
    return request.on('close', () => clearInterval(beat));
  }
  if (path.endsWith('snapshot.jpg')) {
    return response.writeHead(200, {'Content-Type': 'image/svg+xml', 'Haidang-Picture-Us': String(Date.now() * 1000)}).end('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#3b4a58" d="M0 0h16v9H0z"/><path fill="#5b6b78" d="M0 9l5-4 3 2 4-4 4 4v2z"/></svg>');
  }
  let text = '';
  for await (const part of request) text += part;
  const told = answer(request.method, path, url.searchParams, text ? JSON.parse(text) : {}, visit);
  const bad = told?.body;
  response.writeHead(bad ? told.status : told === null ? 204 : 200, {'Content-Type': bad ? 'application/problem+json' : 'application/json', 'Set-Cookie': keep()});
  response.end(told === null ? '' : JSON.stringify(bad ?? told));
});

async function serveFile(path, response) {
  const file = join(STATIC, normalize(path === '/' ? '/index.html' : path));
  try {
    const bytes = await readFile(file.startsWith(STATIC) ? file : '');
    response.writeHead(200, {'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP, 'Cache-Control': 'no-store'}).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

/** Live video: every camera says that the right was withdrawn, the one thing of it that needs no video to look at. */
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  const code = 4403;
  socket.end(Buffer.from([0x88, 2, code >> 8, code & 255]));
});

server.listen(PORT, '127.0.0.1', () => console.log(`http://localhost:${PORT}/as/admin  (${Object.keys(PERSONAS).join(', ')})`));
