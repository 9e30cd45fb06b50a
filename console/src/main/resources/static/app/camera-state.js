import {facts} from './facts.js';
import {t} from './i18n.js';

/** How each kind of state looks: tone, icon (its own shape), word. The order is that of urgency. */
export const KINDS = {
  failed: {tone: 'alarm', icon: 'circle-x', rank: 0},
  stale: {tone: 'warn', icon: 'triangle-alert', rank: 1},
  connecting: {tone: 'warn', icon: 'loader-circle', rank: 2},
  unknown: {tone: 'offline', icon: 'circle', rank: 2},
  stopped: {tone: 'offline', icon: 'circle-off', rank: 3},
  live: {tone: 'live', icon: 'circle-dot', rank: 4},
};

export const kindOf = camera => KINDS[camera?.state?.kind] ? camera.state.kind : 'connecting';
/** The kind as far as it can be known: while the server is lost, nothing is. */
export const knownKind = camera => (facts.connected ? kindOf(camera) : 'unknown');
export const kindWord = kind => t(`state.${kind}`);

/** A camera that a person should look at: not live though it should be, or not on disk though it should be. */
export const needsPerson = camera => ['failed', 'stale', 'connecting'].includes(kindOf(camera)) || camera.state.recording === 'failed';
