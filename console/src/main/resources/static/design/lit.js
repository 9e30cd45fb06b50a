// The one door to the vendored Lit.
export {LitElement, html, svg, css, nothing, noChange} from '../vendor/lit-element/lit-element.js';
export {repeat} from '../vendor/lit-html/directives/repeat.js';
export {classMap} from '../vendor/lit-html/directives/class-map.js';
export {ref, createRef} from '../vendor/lit-html/directives/ref.js';
export {live} from '../vendor/lit-html/directives/live.js';
export {keyed} from '../vendor/lit-html/directives/keyed.js';
