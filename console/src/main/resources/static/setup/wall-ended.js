import {html, css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {icon} from '../design/icon.js';
import {t} from '../app/i18n.js';
import {session} from '../app/session.js';

/** Stands where pictures were: which screen this was, why there are none, and what to do. */
class WallEnded extends HdElement {
  static styles = [HdElement.styles, css`:host { display: grid; gap: 16px; } h1 { display: flex; gap: 10px; align-items: center; overflow-wrap: anywhere; } h1 .icon { flex: none; color: var(--text-3); } ol { padding-left: 1.2em; display: grid; gap: 6px; list-style: decimal; } .row { flex-wrap: wrap; }`];

  render() {
    const {name, lost} = session.wallEnded;
    return html`<div><h1>${icon('tv', 28)}<span>${t('wall.ended.title', {name})}</span></h1><p>${t(lost ? 'wall.ended.lost' : 'wall.ended.words')}</p></div>
      <ol><li>${t('wall.ended.todo.1')}</li><li>${t('wall.ended.todo.2')}</li><li>${t('wall.ended.todo.3')}</li></ol>
      <div class="row"><button class="btn" @click=${() => session.load().catch(() => {})}>${icon('refresh-cw', 16)} ${t('retry')}</button>
        <button class="btn quiet" @click=${() => session.forgetWall()}>${t('wall.ended.forget')}</button></div>`;
  }
}

customElements.define('hd-wall-ended', WallEnded);
