import {language, t} from '../app/i18n.js';
import {number} from '../app/format.js';
import {questionAt} from './form.js';

/** The words of the form come with it, in both languages. */
export const say = words => words?.[language.code] ?? words?.vi ?? '';

/** An answer as a person reads it: words of a choice, numbers as the language writes them. */
export function answerWords(form, path, {text, notKnown}) {
  if (!text) return t('survey.blank');
  if (notKnown) return t('survey.unknown.because', {because: text});
  const {field} = questionAt(form, path);
  if (!field) return text;
  const {type, options} = field.kind;
  if (type === 'one' || type === 'some') return text.split(',').map(id => say(options.find(o => o.id === id)?.words) || id).join(', ');
  if (type === 'photo') return t('survey.photo');
  if ((type === 'decimal' || type === 'whole') && /^-?\d+(\.\d+)?$/.test(text)) return number(Number(text), text.includes('.') ? text.split('.')[1].length : 0);
  return text;
}

/** Whose an answer is: a person's, or where it came from by itself. */
export const sourceWords = ({source, by}) => (source === 'TEST' ? t('survey.measured') : source === 'REGISTRY' ? t('survey.fromRegistry') : by);

export const placeWords = (block, floor) => (block ? t('survey.blockFloor', {block, floor}) : '');

/** A question as people call it, with its camera or its place. */
export function questionWords(form, path, answer) {
  const q = questionAt(form, path);
  if (!q.field) return path;
  const words = say(q.field.words);
  if (q.camera) return `${cameraName(answer, q.camera)}: ${words}`;
  return q.block ? `${words}, ${placeWords(q.block, q.floor)}` : words;
}

/** What a camera is called: its code, or "new camera" while it has none. */
export const cameraName = (answer, camera) => answer(`camera/${camera}/CODE`)?.text || t('survey.camera.new');

export function gapWords(form, gap, answer) {
  if (gap.kind === 'MISCOUNTED') return t('survey.gap.miscounted', gap);
  return t(gap.kind === 'UNDECIDED' ? 'survey.gap.undecided' : 'survey.gap.unanswered', {question: questionWords(form, gap.path, answer)});
}
