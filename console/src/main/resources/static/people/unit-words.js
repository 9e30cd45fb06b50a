import {officialDate} from '../app/format.js';
import {t} from '../app/i18n.js';

const day = text => officialDate(Date.parse(`${text}T00:00:00+07:00`));

/** Whether a unit holds on a day (yyyy-mm-dd): `now`, `later` or `over`; `validTo` is the first day on which it is no more. */
export function unitState({validFrom, validTo}, today) {
  if (validTo && validTo <= today) return 'over';
  return validFrom && validFrom > today ? 'later' : 'now';
}

/** "từ 01/7/2025 thuộc Khánh Hòa", "đến 01/7/2025", "từ 01/7/2025", or nothing for one that always was. */
export function unitWords({validFrom, validTo}, successorName) {
  if (validTo && successorName) return t('units.successor', {date: day(validTo), name: successorName});
  const parts = [];
  if (validFrom) parts.push(t('units.from', {date: day(validFrom)}));
  if (validTo) parts.push(t('units.until', {date: day(validTo)}));
  return parts.join(', ');
}

/** Parents before their parts, each with its depth; a unit whose parent is unknown stands at the top, and a circle ends. */
export function tree(units, idOf, parentOf, compare) {
  const ids = new Set(units.map(idOf));
  const children = new Map();
  for (const unit of units) {
    const parent = ids.has(parentOf(unit)) ? parentOf(unit) : null;
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(unit);
  }
  const rows = [];
  const seen = new Set();
  const walk = (parent, depth) => {
    for (const unit of (children.get(parent) ?? []).sort(compare)) {
      if (seen.has(idOf(unit))) continue;
      seen.add(idOf(unit));
      rows.push({unit, depth});
      walk(idOf(unit), depth + 1);
    }
  };
  walk(null, 0);
  for (const unit of units) if (!seen.has(idOf(unit))) rows.push({unit, depth: 0});
  return rows;
}
