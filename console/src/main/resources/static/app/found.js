import {router} from './router.js';
import {mayOpen} from './screens.js';

/** Where a hit of each kind leads: the first of these screens that the person may open, and the name of the id there. */
const PLACES = {
  facility: ['building-2', [['facilities', 'facility'], ['cameras', 'facility']]],
  camera: ['cctv', [['cameras', 'camera']]],
  contact: ['user-check', [['contacts', 'facility'], ['facilities', 'facility']]],
  dispatch: ['file-text', [['dispatches', 'dispatch']]],
  survey: ['clipboard-paste', [['survey', 'id']]],
  incident: ['siren', [['incidents', 'incident']]],
  report: ['scroll-text', [['reports', 'report']]],
  person: ['user', [['people', 'person']]],
};

/** The groups of a search as entries of the palette; what leads nowhere is left out. Cameras are found in the browser already. */
export function entriesOf(groups) {
  return groups.filter(g => g.kind !== 'camera').flatMap(({kind, hits}) => {
    const [drawing, places] = PLACES[kind] ?? [];
    const place = places?.find(([path]) => mayOpen(path));
    if (!place) return [];
    const [path, name] = place;
    return hits.map(h => ({kind, id: `${kind}/${h.id}`, words: h.title, detail: h.detail, drawing, run: () => router.go(path, {[name]: name === 'facility' ? h.facilityId ?? h.id : h.id})}));
  });
}
