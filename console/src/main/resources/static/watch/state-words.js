import {t} from '../app/i18n.js';
import {facts} from '../app/facts.js';
import {duration, when} from '../app/format.js';
import {KINDS, kindOf} from '../app/camera-state.js';
import {SENT_OLD_MS} from '../cameras/picture-age.js';

/**
 * What to say over a picture that is not live: `{tone, icon, title, message, action, since}`; null if it is live, or if it is too early to say.
 * The nearest cause is told first: no server, then the camera's own state, then this viewer's connection.
 */
export function notLiveWords(camera, status, waitedMs) {
  if (status.live || status.paused) return null;
  const picture = status.pictureMs ? t('tile.pictureOf', {when: when(status.pictureMs), age: duration(status.ageMs)}) : t('tile.noPicture');
  if (!facts.connected) {
    return {tone: 'alarm', icon: 'server-off', title: t('tile.serverLost'), message: t('tile.serverLost.message'), picture};
  }
  if (status.why === 'withdrawn') return {tone: 'offline', icon: 'lock', title: t('tile.withdrawn'), message: t('tile.withdrawn.message'), action: t('tile.withdrawn.action')};
  const kind = kindOf(camera);
  if (kind === 'stopped') return {tone: 'offline', icon: 'circle-off', title: t('state.stopped'), message: camera.state.message, action: t('tile.stopped.action'), picture};
  if (kind !== 'live') {
    const {tone, icon} = KINDS[kind];
    return {
      tone, icon, title: t(`tile.${kind}`), message: camera.state.message, action: camera.state.action,
      since: camera.state.since ? t('tile.since', {when: when(Date.parse(camera.state.since))}) : '', picture,
    };
  }
  if (status.why === 'givesWay') {
    return {tone: 'warn', icon: 'triangle-alert', title: t('tile.givesWay'), message: t('tile.givesWay.message'), action: t('tile.givesWay.action'), picture};
  }
  if (status.sent && status.fallback === 'stills' && status.ageMs < SENT_OLD_MS) return null;
  if (status.why === 'busy') return {tone: 'warn', icon: 'triangle-alert', title: t('tile.busy'), message: t('tile.busy.message'), picture};
  if (waitedMs < 2_000) return null;
  return {tone: 'warn', icon: 'loader-circle', title: t('tile.opening'), message: t('tile.opening.message'), picture};
}
