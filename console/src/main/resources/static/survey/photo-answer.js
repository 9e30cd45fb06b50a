import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {faultNote} from '../design/fault.js';
import {t} from '../app/i18n.js';
import {prepared} from './photo.js';
import {PhotoPicture} from './photo-picture.js';

/** Takes one photo with the phone's camera and shows it; it is kept here until the server has it. Fires `photo` with its id, or with nothing. */
class PhotoAnswer extends HdElement {
  static properties = {desk: {attribute: false}, photo: {}, caption: {}, tick: {}, place: {state: true}, busy: {state: true}, problem: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 10px; }
    img { max-width: 100%; max-height: 60dvh; width: auto; height: auto; justify-self: start; border-radius: var(--radius); display: block; background: var(--surface-3); }
    label.btn { min-height: 52px; font-size: var(--size-16); }
    label.btn:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
    .btn { min-height: 48px; }
    .tick { min-height: 44px; }
  `];

  #pictures = new PhotoPicture();

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#pictures.close();
  }

  render() {
    const {desk, photo} = this;
    const waiting = desk.photos.find(p => p.id === photo);
    return html`${photo ? this.#pictures.show(desk, photo, this.caption) : nothing}
      ${waiting?.refused ? html`<div class="note alarm" role="alert">${icon('circle-x')}<p>${waiting.refused}</p></div>` : nothing}
      ${faultNote(this.problem)}
      ${desk.writable ? html`<label class="btn">${icon('camera', 22)} ${this.busy ? t('survey.photo.busy') : t(photo ? 'survey.photo.again' : 'survey.photo.take')}<input class="words-only" type="file" accept="image/jpeg,image/png,image/webp,image/*" capture="environment" ?disabled=${this.busy} @change=${this.#take}></label>
        <label class="tick"><input type="checkbox" .checked=${Boolean(this.place)} @change=${e => (this.place = e.target.checked)}> <span>${t('survey.photo.place')}</span></label>
        ${photo ? html`<button type="button" class="btn quiet" @click=${this.#drop}>${icon('trash-2', 16)} ${t('survey.photo.remove')}</button>` : nothing}` : nothing}`;
  }

  #take = async event => {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    this.busy = true;
    this.problem = null;
    try {
      const id = await this.desk.addPhoto(await prepared(file, this.place), this.caption, Boolean(this.place));
      this.#tell(id);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  };

  #drop = () => this.#tell('');

  #tell(detail) {
    this.dispatchEvent(new CustomEvent('photo', {detail}));
  }
}

customElements.define('hd-photo-answer', PhotoAnswer);
