import {get, patch, post, remove, wire} from './api.js';
import {language} from './i18n.js';
import {theme} from './theme.js';

/** A refusal may mean that rights changed: ask again, but not for every refused request of a screen. */
const ASK_AGAIN_AFTER_MS = 5_000;

const NOBODY = {user: null, setupRequired: false, step: null, actions: [], kind: null};

/** Who is at the console, and what they may do. Fires `change`. */
class Session extends EventTarget {
  /** Undefined until the server has said it; null when nobody is logged in, or when a second factor is still missing. */
  user = undefined;
  setupRequired = false;
  /** What is missing before the console opens: `second-factor`, `enrol` or null. */
  step = null;
  /** Every action that this person may do anywhere. */
  actions = [];
  kind = null;
  expired = false;
  /** Nobody has asked the server: the person is who used this device last, and only what works without a network is open. */
  offline = false;
  /** The password just typed, kept only for the step that sets up a second factor, so that nobody types it twice in one minute. */
  typedPassword = null;
  /** A language picked before logging in; it becomes the person's. */
  #picked = null;
  #askedAt = -Infinity;

  constructor() {
    super();
    wire.addEventListener('unauthorised', () => {
      if (!this.user && !this.step) return;
      this.expired = true;
      this.#take(NOBODY);
    });
    wire.addEventListener('enrol', () => this.user && this.step !== 'enrol' && this.#take({...this, step: 'enrol'}));
    wire.addEventListener('forbidden', () => this.inside && this.askAgain());
    document.addEventListener('visibilitychange', () => !document.hidden && this.inside && this.askAgain());
  }

  /** Logged in with everything that the server demands. */
  get inside() {
    return Boolean(this.user) && !this.step;
  }

  may(action) {
    return this.actions.includes(action);
  }

  pickLanguage(code) {
    this.#picked = code;
    language.use(code);
  }

  async load() {
    this.#take(await get('/session', {quiet401: true}));
  }

  /** Rights may have changed meanwhile. */
  askAgain() {
    if (performance.now() - this.#askedAt < ASK_AGAIN_AFTER_MS) return;
    this.#askedAt = performance.now();
    this.load().catch(() => {});
  }

  /** Goes on without the server, as the person who used this device last. */
  resume({user, actions}) {
    this.#take({...NOBODY, user, actions, kind: 'browser'}, true);
  }

  async logIn(username, password) {
    await this.#enter('/session', {username, password}, password);
  }

  async secondFactor(code) {
    await this.#enter('/session/second-factor', {code}, this.typedPassword);
  }

  passkeyOptions() {
    return this.#withToken().then(() => post('/session/passkey/options', {}, {quiet401: true}));
  }

  async passkey(credential) {
    await this.#enter('/session/passkey', {credential});
  }

  async setUp(form) {
    await this.#enter('/setup', form, form.password);
  }

  async takeInvitation(form) {
    await this.#enter('/invitation', form, form.password);
  }

  async logOut() {
    await remove('/session').catch(() => {});
    this.#take(NOBODY);
  }

  async change(profile) {
    const user = await patch('/me', profile);
    this.#take({...this, user});
  }

  async #withToken() {
    if (!document.cookie.includes('XSRF-TOKEN=')) await get('/session', {quiet401: true});
  }

  async #enter(path, body, password = null) {
    await this.#withToken();
    const told = await post(path, body, {quiet401: true});
    this.typedPassword = password;
    this.#take(told);
    if (this.user && !this.step) await this.#keepPicked();
  }

  async #keepPicked() {
    const code = this.#picked;
    this.#picked = null;
    if (code && code !== this.user?.language) await this.change({language: code}).catch(() => {});
  }

  #take({user, setupRequired, step, actions, kind}, offline = false) {
    Object.assign(this, {user, setupRequired, step: step ?? null, actions: actions ?? [], kind: kind ?? null, offline});
    if (!this.step) this.typedPassword = null;
    if (user) {
      this.expired = false;
      if (!this.#picked) language.use(user.language);
      theme.use(user.theme);
    }
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
