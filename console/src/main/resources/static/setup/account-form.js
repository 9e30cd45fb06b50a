import {css} from '../design/lit.js';
import {HdElement} from '../design/element.js';
import {PASSWORD_MIN, passwordField, passwordHint} from '../design/password-field.js';
import {t} from '../app/i18n.js';

/** A form behind a one-time link in which a person chooses name and password. Whoever extends it says with `send` what to do with it. */
export class AccountForm extends HdElement {
  static properties = {token: {}, problem: {state: true}, busy: {state: true}, shown: {state: true}, length: {state: true}};

  static styles = [HdElement.styles, css`form { display: grid; gap: 16px; } .btn.primary { min-height: 42px; }`];

  constructor() {
    super();
    this.length = 0;
  }

  faultOf(field) {
    return this.problem?.of?.(field);
  }

  value(id) {
    return this.$(`#${id}`).value;
  }

  newPassword() {
    return passwordField({id: 'password', label: t('login.password'), autocomplete: 'new-password', shown: this.shown, toggle: () => (this.shown = !this.shown),
      hint: passwordHint(this.length), meter: this.length / PASSWORD_MIN, fault: this.faultOf('password'), input: e => (this.length = [...e.target.value].length)});
  }

  submit = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      await this.send();
      // The link is spent: nothing of it stays in the address.
      history.replaceState(null, '', '/#/');
      dispatchEvent(new HashChangeEvent('hashchange'));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.renderRoot.querySelector('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };
}
