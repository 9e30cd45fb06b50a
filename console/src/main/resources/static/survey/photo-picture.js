import {html} from '../design/lit.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';

/** Pictures of photos: from this device while they wait, from the server afterwards. Close it to give the memory back. */
export class PhotoPicture {
  #urls = new Map();

  show(desk, id, caption) {
    const waiting = desk.photos.find(p => p.id === id);
    if (!waiting && !desk.survey.photos.some(p => p.id === id)) return html`<p class="muted">${icon('image', 16)} ${t('survey.photo.elsewhere')}</p>`;
    if (waiting && !this.#urls.has(id)) this.#urls.set(id, URL.createObjectURL(waiting.blob));
    return html`<img src=${this.#urls.get(id) ?? `/api/v1/surveys/${desk.id}/photos/${id}`} alt=${t('survey.photo.of', {caption})} width="480" loading="lazy">`;
  }

  close() {
    this.#urls.forEach(url => URL.revokeObjectURL(url));
    this.#urls.clear();
  }
}
