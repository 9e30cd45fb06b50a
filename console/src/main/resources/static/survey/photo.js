import {Problem} from '../app/api.js';
import {t} from '../app/i18n.js';

const MAX_SIDE_PX = 2_560;
const QUALITY = 0.85;
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * A photo fit to be kept and sent: smaller, upright, and without a word of where it was taken, unless that is wanted; then it stays as it is and
 * the server takes the place out of it.
 */
export async function prepared(file, keepPlace) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Problem({title: t('survey.photo.none')});
  }
  try {
    if (keepPlace && ['image/jpeg', 'image/png', 'image/webp'].includes(file.type)) {
      if (file.size > MAX_BYTES) throw new Problem({title: t('survey.photo.large')});
      return file;
    }
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    if (!blob) throw new Problem({title: t('survey.photo.none')});
    return blob;
  } finally {
    bitmap.close();
  }
}
