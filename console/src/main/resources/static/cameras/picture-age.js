import {t} from '../app/i18n.js';
import {duration} from '../app/format.js';

/** A picture that a page fetches itself is out of date after three times its pause. */
const OWN_OLD_MS = 60_000;
/** Sites send theirs about once a minute. */
export const SENT_OLD_MS = 120_000;

/** Whether an answer with a picture says that the camera's site sent it by itself: then it is never the stream's picture of now. */
export const isSent = response => response.headers.get('Haidang-Picture-From') === 'site';

/**
 * What to print on a single picture: its age, in words when it does not speak for itself.
 *
 * @param sent the camera's site sent it by itself
 * @param brief where there is little room
 * @return {old, words}: old ones are greyed
 */
export function pictureAge(ageMs, sent, brief) {
  const age = duration(ageMs);
  const old = ageMs > (sent ? SENT_OLD_MS : OWN_OLD_MS);
  if (old) return {old, words: t('cameras.oldPicture', {age})};
  if (!sent) return {old, words: age};
  return {old, words: brief ? t('cameras.lastPicture.brief', {age}) : t('cameras.lastPicture', {age})};
}
