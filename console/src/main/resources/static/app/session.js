import {get, patch, post, remove, wire} from './api.js';
import {language} from './i18n.js';
import {theme} from './theme.js';
import * as device from './wall-device.js';

/** A refusal may mean that rights changed: ask again, but not for every refused request of a screen. */
const ASK_AGAIN_AFTER_MS = 5_000;
/** A wall screen shows twice a day that it is still the same device; its cookie counts for a whole one. */
const PROVE_EVERY_MS = 12 * 3600_000;
const PROVE_LOOK_MS = 60_000;
const PROVE_AGAIN_MS = 2_000;

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
  /** The wall screen that this browser was and is no more: `{name, lost}`. Its words stand instead of the login. */
  wallEnded = null;
  /** Nobody has asked the server: the person is who used this device last, and only what works without a network is open. */
  offline = false;
  /** The password just typed, kept only for the step that sets up a second factor, so that nobody types it twice in one minute. */
  typedPassword = null;
  /** A language picked before logging in; it becomes the person's. */
  #picked = null;
  #askedAt = -Infinity;
  /** When this page last proved that it is the wall screen it was; a page that begins has proved nothing. */
  #provedAt = -Infinity;
  #proving = null;
  #timer = 0;

  constructor() {
    super();
    wire.addEventListener('unauthorised', () => {
      if (this.kind === 'wall') return this.#proveUntilAnswered();
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
    const told = await get('/session', {quiet401: true});
    const begins = told.kind === 'wall' && this.#provedAt === -Infinity;
    if ((begins || (!told.user && !told.step)) && await this.#prove(told)) return;
    this.#take(told);
  }

  /** Whether this browser is, or was, a wall screen; then it is known by now whether it still is. Throws when the server did not answer. */
  #prove(told = NOBODY) {
    this.#proving ??= this.#proveOnce(told).finally(() => (this.#proving = null));
    return this.#proving;
  }

  async #proveOnce(told) {
    const screen = await device.known();
    if (!screen && told.kind !== 'wall') return false;
    try {
      if (!screen) {
        await device.giveUp(told.user.id);
        this.#endWall({name: told.user.displayName, lost: true});
      } else {
        const proved = await device.prove(screen);
        this.#proved(proved);
      }
    } catch (problem) {
      if (!problem.is?.('wall-ended')) throw problem;
      this.#endWall({name: screen.name, lost: false});
    }
    return true;
  }

  #endWall(ended) {
    this.wallEnded = ended;
    this.#take(NOBODY);
  }

  async #proveUntilAnswered() {
    while (this.kind === 'wall') {
      try {
        await this.#prove();
        return;
      } catch {
        await new Promise(resolve => setTimeout(resolve, PROVE_AGAIN_MS));
      }
    }
  }

  async becomeWall(token) {
    await this.withToken();
    const told = await device.claim(token);
    this.#proved(told);
  }

  #proved(told) {
    this.#provedAt = performance.now();
    this.#timer ||= setInterval(() => this.#proveInTime(), PROVE_LOOK_MS);
    this.#take(told);
  }

  /** A proof that gets no answer is tried again at the next look: there are hours left. */
  #proveInTime() {
    if (this.kind === 'wall' && performance.now() - this.#provedAt > PROVE_EVERY_MS) this.#prove().catch(() => {});
  }

  /** Ends this wall screen for good. */
  async leaveWall() {
    await remove('/session').catch(() => {});
    await this.forgetWall();
  }

  /** The browser is an ordinary one again. */
  async forgetWall() {
    await device.forget();
    this.#provedAt = -Infinity;
    this.wallEnded = null;
    this.#take(NOBODY);
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
    return this.withToken().then(() => post('/session/passkey/options', {}, {quiet401: true}));
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

  /** Whoever logged in at a wall screen leaves it as a wall screen. */
  async logOut() {
    await remove('/session').catch(() => {});
    await this.load().catch(() => this.#take(NOBODY));
  }

  async change(profile) {
    const user = await patch('/me', profile);
    this.#take({...this, user});
    // The answer named the roles in the language before.
    if (profile.language) await this.load();
  }

  /** Before the first change of a page that has only just begun. */
  async withToken() {
    if (!document.cookie.includes('XSRF-TOKEN=')) await get('/session', {quiet401: true});
  }

  async #enter(path, body, password = null) {
    await this.withToken();
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
      this.wallEnded = null;
      if (!this.#picked) language.use(user.language);
      theme.use(user.theme);
    }
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
