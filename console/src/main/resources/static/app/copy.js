import {toast} from '../design/toast.js';
import {t} from './i18n.js';

/** Copies words and says so; where the browser does not let us, says that too. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  } catch {
    toast(t('copy.refused'), 'warn');
  }
}
