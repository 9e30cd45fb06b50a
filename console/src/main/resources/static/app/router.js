/**
 * The place in the console, kept in the fragment of the address: `#/playback?cameras=a,b&at=1795...`. The fragment never reaches the
 * server or its log, and a reload needs no rule on the server. Fires `change`.
 */
class Router extends EventTarget {
  path = '';
  query = new URLSearchParams();

  constructor() {
    super();
    addEventListener('hashchange', () => this.#read());
    this.#read();
  }

  #read() {
    const [path, query = ''] = location.hash.replace(/^#/, '').split('?');
    this.path = path.replace(/^\//, '');
    this.query = new URLSearchParams(query);
    this.dispatchEvent(new Event('change'));
  }

  /** Goes to a place; `replace` leaves no step in the browser's history. */
  go(path, query = {}, {replace = false} = {}) {
    const hash = this.link(path, query);
    if (hash === location.hash) return;
    if (replace) {
      history.replaceState(null, '', hash);
      this.#read();
    } else {
      location.hash = hash;
    }
  }

  /** Notes the state of the screen in the address without telling anyone: the screen knows already. */
  note(path, query) {
    history.replaceState(null, '', this.link(path, query));
    this.query = new URLSearchParams(location.hash.split('?')[1] ?? '');
  }

  link(path, query = {}) {
    const known = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '');
    const text = new URLSearchParams(known).toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
    return `#/${path}${text ? '?' + text : ''}`;
  }
}

export const router = new Router();
