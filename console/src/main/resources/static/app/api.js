import {language, t} from './i18n.js';
import {serverClock} from './server-clock.js';

const ROOT = '/api/v1';

/** What the server (or the lack of one) answered, as RFC 9457 tells it. */
export class Problem extends Error {
  constructor({status = 0, type = '', title, detail, reference, errors = [], settings = null, retryAfterS = 0}) {
    super(detail || title);
    Object.assign(this, {status, type, title, detail, reference, errors, settings, retryAfterS});
  }

  /** Whether it is this one of the kinds that the contract names. */
  is(name) {
    return this.type === `urn:haidang:${name}`;
  }

  /** The words for one field, if the server named it. */
  of(field) {
    return this.errors.find(e => e.field === field)?.message;
  }
}

/**
 * Fires `unauthorised` on a 401 that is not the answer to a login, `enrol` when a second factor has to be set up first, `forbidden` on any other
 * 403 (rights may have changed meanwhile), `lost` and `reached` as the server goes and comes.
 */
export const wire = new EventTarget();

function csrf() {
  return document.cookie.split('; ').find(c => c.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length);
}

/** Fetch with session, language, CSRF and problem handling. Resolves with a good response only. */
export async function request(path, {method = 'GET', body, headers = {}, signal, quiet401 = false} = {}) {
  const sent = Date.now();
  const all = {'Accept-Language': language.code, ...headers};
  if (method !== 'GET') {
    const token = csrf();
    if (token) all['X-XSRF-TOKEN'] = decodeURIComponent(token);
  }
  if (body !== undefined && !(body instanceof FormData) && !(body instanceof Blob)) {
    all['Content-Type'] = 'application/json';
    body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(ROOT + path, {method, body, headers: all, signal, credentials: 'same-origin', cache: 'no-store'});
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    wire.dispatchEvent(new Event('lost'));
    throw new Problem({status: 0, title: t('problem.unreachable'), detail: t('problem.unreachable.detail')});
  }
  wire.dispatchEvent(new Event('reached'));
  serverClock.learn(response.headers.get('Date'), sent, Date.now());
  if (response.headers.has('Haidang-Exercise-Ms')) serverClock.learnExercise(response.headers.get('Haidang-Exercise-Ms'));
  if (response.ok) return response;
  const problem = await toProblem(response);
  if (response.status === 401 && !quiet401) wire.dispatchEvent(new Event('unauthorised'));
  if (response.status === 403 && !problem.is('csrf')) wire.dispatchEvent(new Event(problem.is('enrol') ? 'enrol' : 'forbidden'));
  throw problem;
}

async function toProblem(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const told = type.includes('json') ? await response.json().catch(() => ({})) : {};
  return new Problem({
    status: response.status,
    type: told.type ?? '',
    title: told.title ?? t('problem.unknown', {status: response.status}),
    detail: told.detail,
    reference: told.reference,
    errors: told.errors ?? [],
    settings: told.settings ?? null,
    retryAfterS: Number(response.headers.get('Retry-After')) || 0,
  });
}

async function json(path, options) {
  const response = await request(path, options);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

export const get = (path, options) => json(path, options);
export const post = (path, body, options) => json(path, {method: 'POST', body, ...options});
export const patch = (path, body) => json(path, {method: 'PATCH', body});
export const put = (path, body) => json(path, {method: 'PUT', body});
export const remove = path => json(path, {method: 'DELETE'});

/** Calls `line` with each JSON object of a newline-delimited answer as it arrives. */
export async function lines(path, body, line, signal) {
  const response = await request(path, {method: 'POST', body, signal, headers: {Accept: 'application/x-ndjson'}});
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    rest += value;
    const parts = rest.split('\n');
    rest = parts.pop();
    parts.filter(p => p.trim()).forEach(p => line(JSON.parse(p)));
  }
  if (rest.trim()) line(JSON.parse(rest));
}

export const query = values => {
  const known = Object.entries(values).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return known.length ? '?' + new URLSearchParams(known) : '';
};

/** Addresses under the API for images, downloads and sockets. */
export const urls = {
  snapshot: (id, {atUs, width, stream, nonce} = {}) => `${ROOT}/cameras/${id}/snapshot.jpg${query({at: atUs, width, stream, n: nonce})}`,
  exportVideo: (id, fromUs, toUs, stream) => `${ROOT}/cameras/${id}/video.mp4${query({from: fromUs, to: toUs, stream})}`,
  auditExport: (kind, filter) => `${ROOT}/audit/export.${kind}${query(filter)}`,
  reportFile: (id, format) => `${ROOT}/reports/${id}/files/${format}`,
  of: path => `${ROOT}${path}`,
  importTemplate: () => `${ROOT}/cameras/import-template.xlsx`,
  live: (id, stream) => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${ROOT}/cameras/${id}/live${query({stream})}`,
};

export const paths = {
  playback: (id, atUs, seconds, stream) => `/cameras/${id}/playback${query({at: Math.round(atUs), seconds, stream})}`,
  recordings: (id, fromMs, toMs, stream) => `/cameras/${id}/recordings${query({from: Math.round(fromMs * 1000), to: Math.round(toMs * 1000), stream})}`,
  reported: (id, fromMs, toMs, {limit, before} = {}) => `/cameras/${id}/events${query({from: Math.round(fromMs * 1000), to: Math.round(toMs * 1000), limit, before})}`,
  coverage: (id, fromMs, toMs, stream) => `/cameras/${id}/coverage${query({from: Math.round(fromMs * 1000), to: Math.round(toMs * 1000), stream})}`,
  recordingSettings: id => `/cameras/${id}/recording-settings`,
  backfill: id => `/cameras/${id}/backfill`,
  storage: (id, fromMs, toMs) => `/cameras/${id}/storage${query({from: Math.round(fromMs * 1000), to: Math.round(toMs * 1000)})}`,
  snapshot: (id, {atUs, width, stream} = {}) => `/cameras/${id}/snapshot.jpg${query({at: atUs && Math.round(atUs), width, stream})}`,
};
