import {get, patch, post, remove, wire} from './api.js';
import {language} from './i18n.js';
import {theme} from './theme.js';

/** Who is at the console. Fires `change`. */
class Session extends EventTarget {
  /** Undefined until the server has said it; null when nobody is logged in. */
  user = undefined;
  setupRequired = false;
  expired = false;

  constructor() {
    super();
    wire.addEventListener('unauthorised', () => {
      if (!this.user) return;
      this.expired = true;
      this.#take({user: null, setupRequired: false});
    });
  }

  async load() {
    this.#take(await get('/session', {quiet401: true}));
  }

  async logIn(username, password) {
    if (!document.cookie.includes('XSRF-TOKEN=')) await get('/session', {quiet401: true});
    this.#take(await post('/session', {username, password}, {quiet401: true}));
  }

  async setUp(form) {
    if (!document.cookie.includes('XSRF-TOKEN=')) await get('/session', {quiet401: true});
    this.#take(await post('/setup', form, {quiet401: true}));
  }

  async logOut() {
    await remove('/session').catch(() => {});
    this.#take({user: null, setupRequired: false});
  }

  async change(profile) {
    const user = await patch('/me', profile);
    this.#take({user, setupRequired: false});
  }

  #take({user, setupRequired}) {
    this.user = user;
    this.setupRequired = setupRequired;
    if (user) {
      this.expired = false;
      language.use(user.language);
      theme.use(user.theme);
    }
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
