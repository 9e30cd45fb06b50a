import {noChange} from './lit.js';
import {Directive, directive} from '../vendor/lit-html/directive.js';

/**
 * Sets style properties of an element: `<i ${place({width: '40%'})}>`.
 * Lit's own styleMap writes a style attribute on first render, which our content security policy forbids; properties are allowed.
 */
class Place extends Directive {
  render() {
    return noChange;
  }

  update(part, [properties]) {
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined) part.element.style.removeProperty(name);
      else part.element.style.setProperty(name, value);
    }
    return noChange;
  }
}

export const place = directive(Place);
