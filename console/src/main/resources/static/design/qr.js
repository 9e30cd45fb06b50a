import {html} from './lit.js';

/** A QR drawing as the server sent it, SVG text. As an image it can neither run nor load anything, whatever it holds; the paper behind it is white in both themes, because readers need that. */
export const qr = (svgText, label) => html`<img class="qr" alt=${label} src="data:image/svg+xml,${encodeURIComponent(svgText)}">`;
