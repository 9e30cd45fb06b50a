import vi from '../i18n/vi.js';
import en from '../i18n/en.js';

const CATALOGUES = {vi, en};
const KEY = 'haidang.language';

export const LANGUAGES = [['vi', 'Tiếng Việt'], ['en', 'English']];

/** The language in use; fires `change`. Vietnamese unless the person chose otherwise. */
export const language = new (class extends EventTarget {
  #code = CATALOGUES[localStorage.getItem(KEY)] ? localStorage.getItem(KEY) : 'vi';

  get code() {
    return this.#code;
  }

  use(code) {
    if (!CATALOGUES[code]) return;
    localStorage.setItem(KEY, code);
    document.documentElement.lang = code;
    if (code === this.#code) return;
    this.#code = code;
    this.dispatchEvent(new Event('change'));
  }
})();

document.documentElement.lang = language.code;

/** The words for a key, with `{name}` filled in. A missing key is shown as itself; the check finds it before a person does. */
export function t(key, values) {
  const words = CATALOGUES[language.code][key] ?? key;
  return values ? words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : words;
}

/** True if there are words for this key. */
export function has(key) {
  return key in CATALOGUES[language.code];
}
