import {get, wire} from './api.js';
import {EventStream} from './events.js';
import {language} from './i18n.js';
import {sameNames} from './same-names.js';
import {serverClock} from './server-clock.js';
import {session} from './session.js';

/** While events flow, a slow look at the rest; while they do not, the same look tells when the server is back. */
const SYSTEM_EVERY_MS = 20_000;
const FACILITIES_AFTER_MS = 200;

/**
 * What the console knows of cameras, facilities and the system: loaded once, kept true by events, and kept (with its time) when the server
 * is lost. Fires `cameras`, `system`, `instructed`, `link`, `ptz` as somebody begins or ends to turn a camera, and `programme` with `detail {topic, facilityId}` as the programme's things change.
 */
class Facts extends EventTarget {
  cameras = new Map();
  facilities = new Map();
  system = null;
  alarms = [];
  /** What the tier above wants here and nobody has said to have seen, oldest first. */
  instructed = [];
  loaded = false;
  /** Whether the server is heard, and when it was last. */
  connected = true;
  lastTruthMs = Date.now();

  /** Names at several facilities; made anew after a change. */
  #same = null;
  #events = null;
  #timer = 0;
  #redraw = 0;
  #facilitiesSoon = 0;
  /** Loads so far: of two under way, the later one counts, in whatever order they end. */
  #loads = 0;
  /** What the person might do when this was loaded: more or less of it shows more or fewer cameras. */
  #actions = '';
  #userId = null;

  constructor() {
    super();
    session.addEventListener('change', () => {
      if (!session.inside) return this.#stop();
      if (this.#userId !== session.user.id) this.#stop();
      this.#userId = session.user.id;
      const actions = session.actions.join();
      const changed = actions !== this.#actions;
      this.#actions = actions;
      if (!this.#events) this.#start();
      else if (changed) this.load().catch(() => {});
    });
    language.addEventListener('change', () => this.#events?.reopen()); // and loads when it is open
  }

  #start() {
    if (this.#events) return;
    this.#events = new EventStream('/api/v1/events');
    this.#events.addEventListener('open', () => {
      this.#link(true);
      this.load().catch(() => {});
    });
    this.#events.addEventListener('alive', () => (this.lastTruthMs = Date.now()));
    this.#events.addEventListener('lost', () => this.#link(false));
    this.#events.addEventListener('message', e => this.#hear(e.detail));
    this.#events.start();
    this.#timer = setInterval(() => this.loadSystem().catch(() => {}), SYSTEM_EVERY_MS);
    this.load().catch(() => {});
  }

  #stop() {
    this.#events?.stop();
    this.#events = null;
    clearInterval(this.#timer);
    this.cameras = new Map();
    this.facilities = new Map();
    this.system = null;
    this.alarms = [];
    this.instructed = [];
    this.#actions = '';
    this.loaded = false;
  }

  async load() {
    const mine = ++this.#loads;
    const ifMay = async (actions, path) => (actions.some(a => session.may(a)) ? get(path) : []);
    const [facilities, cameras] = await Promise.all([
      ifMay(['facility.read'], '/facilities'), ifMay(['camera.read', 'live.view', 'recording.view'], '/cameras'), this.loadSystem().catch(() => {}), this.#loadInstructed().catch(() => {}),
    ]);
    if (mine !== this.#loads) return;
    this.facilities = new Map(facilities.map(f => [f.id, f]));
    this.cameras = new Map(cameras.map(c => [c.id, c]));
    this.#same = null;
    this.loaded = true;
    this.lastTruthMs = Date.now();
    this.#tell('cameras');
  }

  async #loadInstructed() {
    const all = session.may('instruction.answer') ? await get('/instructions') : [];
    this.instructed = all.filter(i => !i.site && i.state === 'KEPT' && i.may.includes('answer')).reverse();
    this.#tell('instructed');
  }

  async loadSystem() {
    if (!session.may('system.read')) return;
    const sent = Date.now();
    this.system = await get('/system');
    serverClock.learnExact(Date.parse(this.system.now), sent, Date.now());
    this.alarms = this.system.alarms ?? [];
    this.#tell('system');
  }

  async reloadCamera(id) {
    const camera = await get(`/cameras/${id}`);
    this.put(camera);
  }

  put(camera) {
    this.cameras.set(camera.id, camera);
    this.#same = null;
    this.#tell('cameras');
  }

  drop(id) {
    this.cameras.delete(id);
    this.#same = null;
    this.#tell('cameras');
  }

  /** A camera's state as some socket told it; the same words as the event stream's. */
  state(id, state) {
    const camera = this.cameras.get(id);
    if (!camera) return;
    this.cameras.set(id, {...camera, state});
    this.#tell('cameras');
  }

  /** All cameras by name, as the language sorts. */
  list() {
    const order = new Intl.Collator(language.code, {numeric: true});
    return [...this.cameras.values()].sort((a, b) => order.compare(a.name, b.name));
  }

  facilityOf(camera) {
    return this.facilities.get(camera.facilityId)?.name ?? '';
  }

  /** The facility's name where the camera's own does not tell which it is, else empty. */
  whichOf(camera) {
    this.#same ??= sameNames(this.cameras.values());
    return this.#same.has(camera.name) ? this.facilityOf(camera) : '';
  }

  #hear({type, data}) {
    this.lastTruthMs = Date.now();
    if (type === 'camera') {
      if (data.removed) return this.drop(data.id);
      if (data.changed || !this.cameras.has(data.id)) {
        // One that is out of this person's scope by now answers 404.
        if (this.loaded) this.reloadCamera(data.id).catch(problem => problem.status === 404 && this.drop(data.id));
        return;
      }
      this.state(data.id, data.state);
    } else if (type === 'facility') {
      if (data.removed) {
        this.facilities.delete(data.id);
        this.#tell('cameras');
      } else {
        this.#reloadFacilities();
      }
      this.dispatchEvent(new CustomEvent('programme', {detail: {topic: 'facility', facilityId: data.id ?? null}}));
    } else if (type === 'system') {
      this.alarms = data.alarms ?? this.alarms;
      this.#tell('system');
    } else if (type === 'programme') {
      // Every few seconds while somebody turns a camera: for the wall only.
      if (data.topic === 'ptz') return this.#tell('ptz');
      if (data.topic === 'instruction') this.#loadInstructed().catch(() => {});
      this.dispatchEvent(new CustomEvent('programme', {detail: data}));
    }
  }

  /** When rights change, every facility is told of in the same instant: one question answers for all. */
  #reloadFacilities() {
    if (!session.may('facility.read')) return;
    this.#facilitiesSoon ||= setTimeout(async () => {
      this.#facilitiesSoon = 0;
      const list = await get('/facilities').catch(() => null);
      if (!list || !this.#events) return;
      this.facilities = new Map(list.map(f => [f.id, f]));
      this.#tell('cameras');
    }, FACILITIES_AFTER_MS);
  }

  #link(connected) {
    if (connected) this.lastTruthMs = Date.now();
    if (connected === this.connected) return;
    this.connected = connected;
    this.#tell('link');
  }

  hurry() {
    this.#events?.hurry();
  }

  /** Many events in one instant make one redraw. */
  #tell(type) {
    if (type !== 'cameras') return this.dispatchEvent(new Event(type));
    this.#redraw ||= setTimeout(() => {
      this.#redraw = 0;
      this.dispatchEvent(new Event('cameras'));
    }, 60);
  }
}

export const facts = new Facts();
wire.addEventListener('reached', () => facts.connected || facts.hurry());
