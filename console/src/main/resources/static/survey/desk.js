import {Problem, get, post, request, wire} from '../app/api.js';
import {session} from '../app/session.js';
import {gapsOf} from './form.js';
import {answered, batch, shown, typed} from './queue.js';
import {stay, store} from './store.js';

const SEND_AFTER_MS = 1_200;
const AGAIN_AFTER_MS = 15_000;

const makeId = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

/**
 * One survey at the person's hand: what the server knows, what was typed here and waits, and the sending of it. Each answer is on this device's
 * disk before anything else happens. Fires `change`.
 */
export class Desk extends EventTarget {
  /** The survey as the server told it last; null until then. */
  survey = null;
  form = null;
  operations = [];
  /** Photos that wait: `{id, blob, caption, keepPlace, takenAt, refused}`. */
  photos = [];
  /** `{at}` of the newest sending that emptied the queue; null when nothing was sent from here yet. */
  sentAt = null;
  /** The last sending failed for this. */
  problem = null;
  /** The disk refused to keep an answer: said loudly, for then nothing is safe. */
  unsaved = null;
  late = false;
  loading = true;
  online = true;

  #id;
  #slots = new Map();
  #timer = 0;
  #busy = null;
  #closed = new AbortController();

  constructor(id) {
    super();
    this.#id = id;
    const {signal} = this.#closed;
    addEventListener('online', () => this.send(), {signal});
    addEventListener('pagehide', () => this.send(), {signal});
    document.addEventListener('visibilitychange', () => this.send(), {signal});
    wire.addEventListener('lost', () => this.#reachable(false), {signal});
    wire.addEventListener('reached', () => this.#reachable(true), {signal});
    session.addEventListener('change', () => this.send(), {signal});
    const again = setInterval(() => (this.waiting || !this.online) && this.send(), AGAIN_AFTER_MS);
    signal.addEventListener('abort', () => clearInterval(again));
  }

  close() {
    clearTimeout(this.#timer);
    this.#closed.abort();
  }

  get id() {
    return this.#id;
  }

  get userId() {
    return session.user?.id ?? '';
  }

  /** Answers and photos that the server does not have yet. */
  get waiting() {
    return this.operations.filter(o => !o.refused).length + this.photos.filter(p => !p.refused).length;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  #reachable(online) {
    if (online === this.online) return;
    this.online = online;
    this.#changed();
    if (online) this.send();
  }

  /** What is on this device first, for it is there at once; then what the server has. */
  async load() {
    const [kept, operations, photos, form] = await Promise.all([store.survey(this.#id), store.operations(this.#id), store.photos(this.#id), store.kept('form')]);
    const mine = one => one.userId === this.userId;
    this.operations = operations.filter(mine).sort((a, b) => a.seq - b.seq);
    this.photos = photos.filter(mine);
    this.form = form ?? null;
    if (kept && mine(kept)) {
      this.sentAt = kept.sentAt ?? null;
      this.#take(kept.survey);
    }
    this.loading = !this.survey;
    this.#changed();
    await this.refresh();
    this.send();
  }

  async refresh() {
    try {
      const [form, survey] = await Promise.all([get('/survey-form'), get(`/surveys/${this.#id}`)]);
      this.form = form;
      this.problem = null;
      this.#take(survey);
      await store.keep('form', form);
      await this.#keep();
      stay();
    } catch (problem) {
      this.problem = problem;
      if (problem.status) this.loading = false;
    }
    this.loading = this.loading && !this.survey && !this.problem;
    this.#changed();
  }

  #take(survey) {
    this.survey = survey;
    this.#slots = new Map(survey.answers.map(s => [s.path, s]));
    this.loading = false;
  }

  #keep() {
    return store.keepSurvey({id: this.#id, userId: this.userId, survey: this.survey, sentAt: this.sentAt, keptAt: Date.now()});
  }

  // ---- answers

  get paths() {
    return [...new Set([...this.#slots.keys(), ...this.operations.map(o => o.path)])];
  }

  answer = path => shown(this.#slots.get(path), this.operations, path);

  gaps() {
    return gapsOf(this.form, this.answer, this.paths);
  }

  get writable() {
    return Boolean(this.survey?.may.write) && this.survey.stage === 'DRAFT';
  }

  /** Keeps an answer on the disk, then sends it when there is a pause. Resolves when it is kept. */
  async type(path, text, notKnown = false) {
    const slot = this.#slots.get(path);
    const now = this.answer(path);
    if (now && !now.disputed && !now.refused && now.text === text && Boolean(now.notKnown) === notKnown) return;
    if (!now && !text) return;
    const answer = {surveyId: this.#id, userId: this.userId, path, baseVersion: slot?.version ?? 0, text, notKnown, typedAt: new Date().toISOString()};
    const {put, remove, operations} = typed(this.operations, answer, makeId);
    this.operations = operations;
    this.#changed();
    try {
      await store.writeOperations([put], remove);
      this.unsaved = null;
    } catch (fault) {
      this.unsaved = fault;
      this.#changed();
    }
    this.#sendSoon();
  }

  #sendSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), SEND_AFTER_MS);
  }

  // ---- photos

  async addPhoto(blob, caption, keepPlace) {
    const photo = {id: makeId(), surveyId: this.#id, userId: this.userId, blob, caption, keepPlace, takenAt: Date.now(), refused: null};
    await store.writePhotos([photo]);
    this.photos = [...this.photos, photo];
    this.#changed();
    this.#sendSoon();
    return photo.id;
  }

  async dropPhoto(id) {
    if (this.photos.some(p => p.id === id)) {
      await store.writePhotos([], [id]);
      this.photos = this.photos.filter(p => p.id !== id);
    } else {
      await request(`/surveys/${this.#id}/photos/${id}`, {method: 'DELETE'});
      await this.refresh();
    }
    this.#changed();
  }

  // ---- sending

  /** Sends what waits, one after the other; called as often as anybody likes. */
  send() {
    clearTimeout(this.#timer);
    if (this.#closed.signal.aborted || session.offline || !session.inside) return Promise.resolve();
    this.#busy ??= this.#sendAll().finally(() => {
      this.#busy = null;
      this.#changed();
    });
    return this.#busy;
  }

  async #sendAll() {
    const had = this.waiting;
    try {
      while (batch(this.operations).length) await this.#sendBatch(batch(this.operations));
      for (const photo of this.photos.filter(p => !p.refused)) await this.#sendPhoto(photo);
      this.problem = null;
      if (had) {
        this.sentAt = Date.now();
        await this.refresh();
      } else if (!this.online) {
        await this.refresh();
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
    }
  }

  async #sendBatch(sent) {
    const ids = new Set(sent.map(o => o.id));
    this.operations = this.operations.map(o => (ids.has(o.id) ? {...o, tried: true} : o));
    await store.writeOperations(this.operations.filter(o => ids.has(o.id)));
    this.#changed();
    const body = {operations: sent.map(({id, path, baseVersion, text, notKnown, typedAt}) => ({id, path, baseVersion, text, notKnown, typedAt}))};
    const told = await post(`/surveys/${this.#id}/answers`, body);
    this.#take(told.survey);
    if (told.results.some(r => r.outcome === 'LATE')) this.late = true;
    const after = answered(this.operations, told.results, path => this.#slots.get(path));
    this.operations = after.operations;
    // First what the server has, then the removal of what waited: a crash in between sends again, which does nothing.
    await this.#keep();
    await store.writeOperations(after.put, after.remove);
    this.#changed();
  }

  async #sendPhoto(photo) {
    const body = new FormData();
    body.append('file', photo.blob, 'photo');
    try {
      await request(`/surveys/${this.#id}/photos?${new URLSearchParams({photo: photo.id, caption: photo.caption, keepPlace: photo.keepPlace})}`, {method: 'POST', body});
    } catch (problem) {
      if (![409, 413, 422].includes(problem.status)) throw problem;
      const refused = {...photo, refused: problem.of('file') ?? problem.message};
      this.photos = this.photos.map(p => (p.id === photo.id ? refused : p));
      await store.writePhotos([refused]);
      return;
    }
    this.photos = this.photos.filter(p => p.id !== photo.id);
    await store.writePhotos([], [photo.id]);
    this.#changed();
  }

  /** An act of the survey's way; the server's words come as a Problem. */
  async act(path, body = {}) {
    await this.send();
    this.#take(await post(`/surveys/${this.#id}/${path}`, body));
    await this.#keep();
    this.#changed();
  }
}
