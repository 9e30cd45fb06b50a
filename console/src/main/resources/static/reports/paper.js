import {html, css, nothing} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {t} from '../app/i18n.js';

/** A document as it will lie on the table: always Vietnamese, always black on white. */
class Paper extends HdElement {
  static properties = {paper: {attribute: false}};

  static styles = [HdElement.styles, css`
    :host { display: grid; gap: 16px; }
    .sheet { background: #fff; color: #111; border: 1px solid var(--line); box-shadow: var(--shadow); padding: 6.7% 5% 6.7% 10%; font: 400 15px/1.35 'Times New Roman', 'Liberation Serif', Tinos, serif; overflow-wrap: anywhere; }
    .two { display: grid; grid-template-columns: 42fr 58fr; gap: 10px 8px; text-align: center; font-size: 13px; }
    .two b { display: block; }
    .short { width: 34%; border: 0; border-top: 1px solid #111; margin: 3px auto 0; }
    .motto { display: inline-block; font-size: 14px; font-weight: 700; border-bottom: 1px solid #111; }
    .place { font-style: italic; font-size: 14px; }
    .room { white-space: pre-wrap; font-size: 14px; }
    .title { text-align: center; font-weight: 700; margin-top: 16px; text-wrap: balance; }
    .to { text-align: center; margin: 12px 0; }
    .to ul { display: inline-block; text-align: left; vertical-align: top; }
    p { margin: 0 0 6px; text-wrap: wrap; }
    p.body { text-indent: 2.2em; text-align: justify; }
    p.centred { text-align: center; }
    table { border-collapse: collapse; width: 100%; margin: 6px 0 12px; font-size: 13px; line-height: 1.3; }
    th, td { border: 1px solid #111; padding: 3px 6px; text-align: left; font-weight: 400; }
    th { font-weight: 700; text-align: center; }
    td.num { text-align: right; }
    .end { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin-top: 10px; }
    .end .list { font-size: 12px; }
    .end .list b { font-style: italic; font-size: 13px; }
    .end .hand { text-align: center; font-weight: 700; }
    .hand .space { height: 64px; }
    @media (max-width: 760px) { .sheet { padding: 20px 16px; font-size: 14px; } .two, .two .motto, .two .place, .two .room { font-size: 11px; } }
  `];

  render() {
    const {paper} = this;
    if (!paper) return nothing;
    return html`<article class="sheet" lang="vi" aria-label=${t('reports.preview')}>
        <div class="two"><div>${paper.superior.map(l => html`<div>${l}</div>`)}${paper.issuer.map(l => html`<b>${l}</b>`)}<hr class="short"></div>
          <div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><span class="motto">Độc lập - Tự do - Hạnh phúc</span></div>
          <div class="room">${paper.number}</div><div class="place room">${paper.place}</div></div>
        <div class="title">${paper.title}</div><div class="title">${paper.subject}<hr class="short"></div>
        <div class="to">Kính gửi: ${paper.recipients.length === 1 ? paper.recipients[0] : html`<ul>${this.#items(paper.recipients)}</ul>`}</div>
        ${paper.body.map(b => this.#block(b))}
        <div class="end"><div class="list"><b>Nơi nhận:</b><ul>${this.#items(paper.distribution)}</ul></div>
          ${paper.signatures.map(s => html`<div class="hand">${s.authority.map(l => html`<div>${l}</div>`)}<div class="space"></div>${s.name}</div>`)}</div>
      </article>
      ${paper.annexes.map(a => html`<article class="sheet" lang="vi" aria-label=${a.label}><div class="title">${a.label}</div><div class="title">${a.subject}</div><p class="centred room"><i>${a.citation}</i></p>${a.blocks.map(b => this.#block(b))}</article>`)}`;
  }

  #items(list) {
    return list.map((one, i) => html`<li>- ${one}${i === list.length - 1 ? '.' : ';'}</li>`);
  }

  #block(block) {
    if (!block.style) {
      const figure = cell => (/^[\d.,%-]+$/.test(cell) ? 'num' : '');
      return html`<table><thead><tr>${block.columns.map(c => html`<th scope="col">${c}</th>`)}</tr></thead><tbody>${block.rows.map(r => html`<tr>${r.map(c => html`<td class=${figure(c)}>${c}</td>`)}</tr>`)}</tbody></table>`;
    }
    return html`<p class=${block.style}>${block.spans.map(s => (s.bold ? html`<b>${s.text}</b>` : s.italic ? html`<i>${s.text}</i>` : s.text))}</p>`;
  }
}

customElements.define('hd-paper', Paper);
