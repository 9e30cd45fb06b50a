import {get, patch, post, remove, wire} from './api.js';
import {language} from './i18n.js';
import {theme} from './theme.js';

/** Who is at the console. Fires `change`. */
class Session extends EventTarget {
  /** Undefined until the server has said it; null when nobody is logged in. */
  user = undefined;
  setupRequired = false;
  expired = false;
  /** A language picked before logging in; it becomes the person's. */
  #picked = null;

  constructor() {
    super();
    wire.addEventListener('unauthorised', () => {
      if (!this.user) return;
      this.expired = true;
      this.#take({user: null, setupRequired: false});
    });
  }

  pickLanguage(code) {
    this.#picked = code;
    language.use(code);
  }

  async load() {
    this.#take(await get('/session', {quiet401: true}));
  }

  async logIn(username, password) {
    if (!document.cookie.includes('XSRF-TOKEN=')) await get('/session', {quiet401: true});
    this.#take(await post('/session', {username, password}, {quiet401: true}));
    await this.#keepPicked();
  }

  async setUp(form) {
    if (!document.cookie.includes('XSRF-TOKEN=')) await get('/session', {quiet401: true});
    this.#take(await post('/setup', form, {quiet401: true}));
    await this.#keepPicked();
  }

  async logOut() {
    await remove('/session').catch(() => {});
    this.#take({user: null, setupRequired: false});
  }

  async change(profile) {
    const user = await patch('/me', profile);
    this.#take({user, setupRequired: false});
  }

  async #keepPicked() {
    const code = this.#picked;
    this.#picked = null;
    if (code && code !== this.user?.language) await this.change({language: code}).catch(() => {});
  }

  #take({user, setupRequired}) {
    this.user = user;
    this.setupRequired = setupRequired;
    if (user) {
      this.expired = false;
      if (!this.#picked) language.use(user.language);
      theme.use(user.theme);
    }
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
