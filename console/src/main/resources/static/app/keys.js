import {anyDialogOpen} from '../design/dialog.js';

/** True if the key goes into a field, so that it is no command. */
export function isTyping(event) {
  const target = event.composedPath()[0];
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) && target.type !== 'range' || target.isContentEditable || anyDialogOpen();
}

/** What the help shows: per screen, keys and the words for them. */
export const KEYS = {
  everywhere: [['Ctrl K', 'palette'], ['?', 'help'], ['g m', 'goOverview'], ['g w', 'goWatch'], ['g p', 'goPlayback'], ['g i', 'goIncidents'], ['g c', 'goCameras'], ['g n', 'goPeople'], ['g a', 'goAudit'], ['g s', 'goSystem']],
  watch: [['1 – 6', 'layout'], ['← ↑ → ↓', 'move'], ['Enter', 'focus'], ['Esc', 'back'], ['f', 'full'], ['t', 'tour'], ['Space', 'pause'], ['p', 'playback'], ['s', 'snapshot'], ['c', 'ptz'], ['← ↑ → ↓', 'ptzTurn'], ['+ -', 'ptzZoom'], ['Delete', 'remove']],
  playback: [
    ['Space / k', 'play'], ['j', 'reverse'], ['l', 'faster'], [', .', 'step'], ['← →', 'seek10'], ['Shift ← →', 'seek60'], ['↑ ↓', 'zoom'], ['[ ]', 'gaps'], ['i o', 'marks'], ['e', 'export'], ['s', 'snapshot'], ['Esc', 'live'],
  ],
};
