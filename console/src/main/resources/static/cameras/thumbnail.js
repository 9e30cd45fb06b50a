import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {paths, request} from '../app/api.js';
import {serverClock} from '../app/server-clock.js';
import {t} from '../app/i18n.js';
import {isSent, pictureAge} from './picture-age.js';

const EVERY_MS = 20_000;
const WIDTH_PX = 240;
/** At most so many thumbnails are fetched at once, however long the list. */
const AT_ONCE = 3;

let loading = 0;
const queue = [];

async function inTurn(work) {
  if (loading >= AT_ONCE) await new Promise(resolve => queue.push(resolve));
  loading++;
  try {
    return await work();
  } finally {
    loading--;
    queue.shift()?.();
  }
}

/** The newest key picture of a camera, small, with its age printed on it. Only while it is on the screen. */
class Thumbnail extends HdElement {
  static properties = {cameraId: {}, widthPx: {type: Number}, brief: {type: Boolean}, wallMs: {state: true}, sent: {state: true}, missing: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: block; aspect-ratio: 16 / 9; background: var(--video-0); border-radius: 4px; position: relative; overflow: hidden; }
    img { width: 100%; height: 100%; object-fit: cover; display: block; }
    .age { position: absolute; right: 0; bottom: 0; background: var(--video-chrome); color: var(--video-text); font-size: var(--age-size, var(--size-12)); line-height: 1.5; padding: 0 6px; z-index: 1; border-top-left-radius: 4px; font-variant-numeric: tabular-nums; }
    .none { position: absolute; inset: 0; display: grid; place-content: center; color: var(--video-text-2); }
    :host([old]) img { filter: grayscale(1) brightness(0.7); }
  `];

  #timer = 0;
  #visible = false;
  #ticker = 0;
  #observer = new IntersectionObserver(entries => {
    this.#visible = entries.at(-1).isIntersecting;
    if (this.#visible && !this.#timer) this.#load();
  });

  constructor() {
    super();
    this.widthPx = WIDTH_PX;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#observer.observe(this);
    this.#ticker = setInterval(() => this.wallMs && this.requestUpdate(), 5_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    clearInterval(this.#ticker);
    this.#timer = 0;
  }

  /** Another camera: the picture of the one before is not its. */
  willUpdate(changed) {
    if (!changed.get('cameraId')) return;
    this.wallMs = undefined;
    this.missing = false;
    const img = this.hasUpdated && this.$('img');
    if (img) {
      img.removeAttribute('src');
      img.hidden = true;
    }
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#visible) this.#load();
  }

  async #load() {
    if (!this.#visible || document.hidden || !this.cameraId) {
      this.#timer = document.hidden ? setTimeout(() => this.#load(), EVERY_MS) : 0;
      return;
    }
    this.#timer = setTimeout(() => this.#load(), EVERY_MS);
    try {
      const id = this.cameraId;
      await inTurn(async () => {
        // While it waited for its turn it may have been turned to another camera, or be gone.
        if (id !== this.cameraId || !this.isConnected) return;
        const response = await request(paths.snapshot(id, {width: this.widthPx}));
        const blob = await response.blob();
        const img = this.$('img');
        if (!img || id !== this.cameraId) return;
        const url = URL.createObjectURL(blob);
        if (img.src) URL.revokeObjectURL(img.src);
        img.onload = img.onerror = () => URL.revokeObjectURL(url);
        img.src = url;
        img.hidden = false;
        this.missing = false;
        this.sent = isSent(response);
        this.wallMs = Number(response.headers.get('Haidang-Picture-Us')) / 1000;
      });
    } catch {
      this.missing = !this.wallMs;
    }
  }

  render() {
    const {old, words} = pictureAge(this.wallMs ? serverClock.now() - this.wallMs : 0, this.sent, this.brief);
    this.toggleAttribute('old', old);
    return html`<img alt="" hidden>${this.missing ? html`<span class="none" title=${t('cameras.noPicture')}>${icon('video-off')}</span>` : nothing}
      ${this.wallMs ? html`<span class="age">${words}</span>` : nothing}`;
  }
}

customElements.define('hd-thumbnail', Thumbnail);
