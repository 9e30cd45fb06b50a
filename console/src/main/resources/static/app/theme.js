const KEY = 'haidang.theme';
const ALL = ['system', 'dark', 'light'];

/** Dark, light, or as the system says, where the screens that show video are dark. Fires `change`. */
class Theme extends EventTarget {
  #choice = ALL.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : 'system';
  #onVideo = false;

  get choice() {
    return this.#choice;
  }

  use(choice) {
    if (!ALL.includes(choice)) return;
    localStorage.setItem(KEY, choice);
    this.#choice = choice;
    this.#apply();
  }

  /** Called by the frame as the person goes from screen to screen. */
  onVideo(yes) {
    this.#onVideo = yes;
    this.#apply();
  }

  #apply() {
    const forced = this.#choice !== 'system' ? this.#choice : this.#onVideo ? 'dark' : '';
    if (forced) document.documentElement.dataset.theme = forced;
    else delete document.documentElement.dataset.theme;
    this.dispatchEvent(new Event('change'));
  }
}

export const theme = new Theme();
