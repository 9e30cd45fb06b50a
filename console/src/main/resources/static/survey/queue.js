/**
 * Answers that wait to be sent. An operation is `{id, surveyId, userId, path, baseVersion, text, notKnown, typedAt, seq, tried, refused}`. What was tried
 * once may be at the server already, so it is never changed: a later answer is an operation of its own behind it.
 */

const BATCH_MAX = 100;

/** The operations after an answer was typed, and which of them to write and to remove. */
export function typed(operations, answer, makeId) {
  const same = operations.filter(o => o.path === answer.path);
  const open = same.find(o => !o.tried);
  const operation = open
      ? {...open, text: answer.text, notKnown: answer.notKnown, typedAt: answer.typedAt, refused: null}
      : {...answer, id: makeId(), seq: Math.max(0, ...operations.map(o => o.seq)) + 1, tried: false, refused: null};
  const gone = same.filter(o => o.refused && o.id !== operation.id);
  return {put: operation, remove: gone.map(o => o.id), operations: [...operations.filter(o => o.id !== operation.id && !gone.includes(o)), operation].sort((a, b) => a.seq - b.seq)};
}

/** What to send now: the first of each field, for the next one's base is only known when it has come back. */
export function batch(operations) {
  const paths = new Set();
  return operations.filter(o => !o.refused && !paths.has(o.path) && paths.add(o.path)).slice(0, BATCH_MAX);
}

/**
 * What is left after the server answered. What it took is gone; what it refused stays with the reason, to be mended. A later answer to the same
 * field was typed on top of the one that was taken, so its base moves on; where somebody else's answer came in between, it does not, and the
 * server will put both beside each other.
 */
export function answered(operations, results, slots) {
  const byId = new Map(results.map(r => [r.id, r]));
  const put = [];
  const remove = [];
  const bases = new Map();
  for (const o of operations) {
    const result = byId.get(o.id);
    if (!result) continue;
    if (result.outcome === 'REFUSED') {
      put.push({...o, refused: result.message ?? '…'});
      continue;
    }
    remove.push(o.id);
    const entries = slots(o.path)?.entries ?? [];
    const stands = entries.length === 1 && entries[0].text === o.text && entries[0].notKnown === o.notKnown;
    if (result.outcome === 'TAKEN' || (result.outcome === 'SAME' && stands)) bases.set(o.path, result.version);
  }
  for (const o of operations) {
    if (!byId.has(o.id) && !o.tried && bases.has(o.path)) put.push({...o, baseVersion: bases.get(o.path)});
  }
  const changed = new Map(put.map(o => [o.id, o]));
  return {put, remove, operations: operations.filter(o => !remove.includes(o.id)).map(o => changed.get(o.id) ?? o)};
}

/** What a field shows: the answer typed here last, or what the server knows. `slot` is `{version, entries}` or undefined. */
export function shown(slot, operations, path) {
  const own = operations.findLast(o => o.path === path);
  if (own) return {text: own.text, notKnown: own.notKnown, version: slot?.version ?? 0, pending: !own.refused, refused: own.refused, typedAt: own.typedAt};
  if (!slot) return undefined;
  const [entry] = slot.entries;
  if (slot.entries.length > 1) return {text: '', notKnown: false, disputed: true, version: slot.version, entries: slot.entries};
  return {...entry, version: slot.version};
}
