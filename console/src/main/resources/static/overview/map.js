import {html, css, nothing, repeat, svg} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {number} from '../app/format.js';
import {t} from '../app/i18n.js';
import {router} from '../app/router.js';
import {graticule, labelsAt, markCounts, marksAt, projection, radiusFor, scaleBar} from './model.js';
import {shapeOf} from './marks.js';

/** So many names are written at most; the list behind a mark has them all. */
const LABELS_MAX = 14;

/**
 * Facilities where they stand, without any map server: closed networks have none. Meridians, parallels and a bar of kilometres say how far
 * apart things are; the shape and colour of a mark is its state, its size the number of people.
 */
class OverviewMap extends HdElement {
  static properties = {facilities: {attribute: false}, room: {state: true}};

  static styles = [HdElement.styles, css`
    :host { display: flex; flex-direction: column; min-height: 0; font-size: inherit; line-height: 1.4; }
    /* Dark in both themes, like the pictures beside it; so are the marks, here and in the legend. */
    .map, .legend svg { color-scheme: dark; }
    .map { flex: 1; min-height: 0; position: relative; overflow: hidden; background: #0d1319; border-radius: var(--radius); }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
    .grid { stroke: #26313d; stroke-width: 1; fill: none; }
    .degrees { fill: #7f8d9c; font-size: 0.82em; }
    .scale { stroke: #aab6c2; stroke-width: 2; fill: none; }
    .scale-words { fill: #c6d0da; font-size: 0.86em; }
    .tie { stroke: #7f8d9c; stroke-width: 1; }
    .label { fill: #f4f7fa; font-weight: 500; font-size: 0.92em; paint-order: stroke; stroke: #0d1319; stroke-width: 0.3em; stroke-linejoin: round; dominant-baseline: central; pointer-events: none; }
    a { cursor: pointer; outline: none; }
    a:focus-visible .halo { stroke: var(--focus); stroke-width: 3; }
    .halo { fill: transparent; stroke: none; }
    .m { stroke: #0d1319; stroke-width: 1.2; }
    .m .hollow { fill: #0d1319; stroke-width: 2.6; }
    .m .ink { fill: none; stroke: #0d1319; stroke-width: 2.8; stroke-linecap: round; }
    .m .bars { fill: none; stroke-width: 2.6; stroke-linecap: round; }
    .CONNECTED { fill: var(--live); } .DEGRADED { fill: var(--warn); } .LOST { fill: var(--alarm); } .BLOCKED { fill: var(--warn); }
    .UNDER_WAY { fill: var(--accent); } .NOT_BEGUN, .RESTING { fill: #b7c2cd; }
    .UNDER_WAY .hollow { stroke: var(--accent); } .NOT_BEGUN .hollow, .RESTING :is(.hollow, .bars) { stroke: #b7c2cd; }
    .legend { display: flex; flex-wrap: wrap; gap: 0.1em 0.9em; padding: 0.35em 0.2em 0; font-size: 0.95em; }
    .legend a { color: var(--text-1); text-decoration: none; display: inline-flex; gap: 0.4em; align-items: center; white-space: nowrap; }
    .legend a:hover { text-decoration: underline; }
    .legend a.none { color: var(--text-2); }
    .legend svg { position: static; width: 1.05em; height: 1.05em; flex: none; }
    .legend b { font-variant-numeric: tabular-nums; }
    .nowhere { position: absolute; right: 0.6em; top: 0.4em; font-size: 0.9em; color: var(--text-1); }
    .empty { position: absolute; inset: 0; display: grid; place-content: center; text-align: center; padding: 1em; color: var(--text-2); }
  `];

  #resize = new ResizeObserver(entries => {
    const {width, height} = entries.at(-1).contentRect;
    if (width && height && (width !== this.room?.width || height !== this.room?.height)) this.room = {width, height};
  });

  constructor() {
    super();
    this.facilities = [];
  }

  firstUpdated() {
    this.#resize.observe(this.$('.map'));
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#resize.observe(this.$('.map'));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  render() {
    const placed = this.facilities.filter(f => f.latitude !== null && f.longitude !== null);
    const nowhere = this.facilities.length - placed.length;
    return html`<div class="map">${this.room && placed.length ? this.#renderMap(placed) : nothing}
        ${!placed.length && this.facilities.length ? html`<p class="empty">${t('overview.map.empty')}</p>` : nothing}
        ${nowhere && placed.length ? html`<a class="nowhere" href=${router.link('overview', {list: 'FACILITIES'})}>${t('overview.map.nowhere', {n: nowhere})}</a>` : nothing}</div>
      <div class="legend" role="group" aria-label=${t('overview.map.legend')}>${markCounts(this.facilities).map(({mark, n}) => html`<a class=${n ? '' : 'none'} href=${router.link('overview', {mark})}>
        <svg viewBox="-12 -12 24 24" aria-hidden="true"><g class="m ${mark}">${shapeOf(mark)}</g></svg><span>${t(`overview.mark.${mark}`)}</span> <b>${n}</b></a>`)}</div>`;
  }

  #renderMap(placed) {
    const {room} = this;
    const em = parseFloat(getComputedStyle(this).fontSize);
    const p = projection(placed, room, em * 3);
    const lines = graticule(p, room);
    const bar = scaleBar(p, room.width / 3);
    const marks = marksAt(placed, p, room, radiusFor(em * 0.6, em * 1.35, placed));
    const labels = labelsAt(marks, room, em * 0.92, LABELS_MAX);
    const digits = lines.step < 0.01 ? 3 : lines.step < 0.1 ? 2 : 1;
    return html`<svg viewBox="0 0 ${room.width} ${room.height}" role="group" aria-label=${t('overview.map')}>
      ${lines.lons.map(lon => svg`<path class="grid" d="M${p.x(lon)} 0 V${room.height}"/><text class="degrees" x=${p.x(lon) + 4} y=${room.height - 5}>${number(lon, digits)}°</text>`)}
      ${lines.lats.map(lat => svg`<path class="grid" d="M0 ${p.y(lat)} H${room.width}"/><text class="degrees" x="5" y=${p.y(lat) - 4}>${number(lat, digits)}°</text>`)}
      <path class="scale" d="M${room.width - 10 - bar.pixels} ${room.height - em * 2.4} v-5 v5 h${bar.pixels} v-5"/>
      <text class="scale-words" x=${room.width - 12} y=${room.height - em * 2.4 - 6} text-anchor="end">${number(bar.km, bar.km < 1 ? 1 : 0)} km</text>
      ${marks.map(m => (Math.hypot(m.x - m.homeX, m.y - m.homeY) > 3 ? svg`<path class="tie" d="M${m.homeX} ${m.homeY} L${m.x} ${m.y}"/>` : nothing))}
      ${repeat(marks, m => m.facility.id, m => svg`<a href=${router.link('overview', {facility: m.facility.id})} aria-label="${m.facility.name}: ${t(`overview.mark.${m.facility.mark}`)}">
        <title>${m.facility.name}: ${t(`overview.mark.${m.facility.mark}`)}${m.facility.occupants ? `, ${t('overview.people', {n: number(m.facility.occupants)})}` : ''}</title>
        <circle class="halo" cx=${m.x} cy=${m.y} r=${m.r + 4}/><g class="m ${m.facility.mark}" transform="translate(${m.x} ${m.y}) scale(${m.r / 10})">${shapeOf(m.facility.mark)}</g></a>`)}
      ${labels.map(l => svg`<text class="label" x=${l.x} y=${l.y} text-anchor=${l.anchor}>${l.words}</text>`)}
    </svg>`;
  }
}

customElements.define('hd-overview-map', OverviewMap);
