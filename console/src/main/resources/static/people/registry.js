import {get} from '../app/api.js';
import {facts} from '../app/facts.js';
import {session} from '../app/session.js';

/** Roles, organisations and areas: what forms offer and what scopes are named with. Loaded when a screen opens. */
export const registry = new (class extends EventTarget {
  roles = [];
  organisations = new Map();
  areas = new Map();

  async load() {
    const rolesToo = session.may('user.read') || session.may('role.write');
    const [organisations, areas, roles] = await Promise.all([get('/organisations'), get('/areas'), rolesToo ? get('/roles') : []]);
    this.organisations = new Map(organisations.map(o => [o.id, o]));
    this.areas = new Map(areas.map(a => [a.code, a]));
    this.roles = roles;
    this.dispatchEvent(new Event('change'));
  }

  /** The roles to give. What an emergency gives is taken, never given. */
  get offered() {
    return this.roles.filter(r => r.id !== 'break-glass');
  }

  /** The maps that `scopeWords` names things with. */
  get names() {
    return {facilities: facts.facilities, areas: this.areas, organisations: this.organisations};
  }
})();
