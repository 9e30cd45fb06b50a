import {session} from './session.js';

const KEY = 'haidang.lastPerson';
/** What may go on without the server; the server asks again before it takes anything. */
const ACTIONS = ['survey.read', 'survey.write'];

/** Who used this device last and has not logged out: `{user, actions}`; null when there is nothing to go on with. */
export function lastPerson() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

session.addEventListener('change', () => {
  if (session.offline) return;
  // Who logged out, or was logged out by the server, is not shown again on this device before the next login.
  if (!session.user) localStorage.removeItem(KEY);
});

/** What the page wants to hear: `ready` when this device can open the console without a network, `impossible` where the browser forbids it. */
export const offline = new (class extends EventTarget {
  state = 'unknown';

  /** Keeps the console's files and the person, for the next start without a network. Called while the server is there. */
  async prepare() {
    if (session.offline || !session.inside) return;
    const {id, displayName, username, language, theme} = session.user;
    localStorage.setItem(KEY, JSON.stringify({user: {id, displayName, username, language, theme, roles: []}, actions: ACTIONS.filter(a => session.may(a))}));
    try {
      if (!navigator.serviceWorker) throw new Error('no service worker here');
      await navigator.serviceWorker.register('/offline.js', {updateViaCache: 'none'});
      const {active} = await navigator.serviceWorker.ready;
      this.#told(await this.#ask(active, 'keep'));
    } catch {
      // Without TLS, or with a certificate that the browser does not trust, there is no start without a network; an open page goes on.
      this.#told(false);
    }
  }

  #ask(worker, what) {
    return new Promise(resolve => {
      const channel = new MessageChannel();
      channel.port1.onmessage = e => resolve(e.data);
      worker.postMessage(what, [channel.port2]);
    });
  }

  #told(kept) {
    this.state = kept ? 'ready' : 'impossible';
    this.dispatchEvent(new Event('change'));
  }
})();
