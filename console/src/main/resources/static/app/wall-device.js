import {post} from './api.js';

/**
 * What makes this browser a wall screen: a key that no script can read out, in IndexedDB, and the id under which the server knows it. The cookie
 * beside it counts for a day at most; the key alone brings another.
 */
const DATABASE = 'haidang-wall';
const STORE = 'device';
const ENTRY = 'screen';
const ALGORITHM = {name: 'ECDSA', namedCurve: 'P-256'};
const SIGNING = {name: 'ECDSA', hash: 'SHA-256'};

/** Browsers give keys to encrypted pages and to this machine only. */
export const wallPossible = () => Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle && globalThis.indexedDB);

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function stored(mode, act) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    return await done(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const base64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const sign = async (key, ...lines) => base64url(await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(['haidang-wall', ...lines].join('\n'))));

const QUIET = {quiet401: true};

/** The screen that this browser is: `{id, name, key}`, or null. */
export async function known() {
  if (!wallPossible()) return null;
  return (await stored('readonly', store => store.get(ENTRY)).catch(() => null)) ?? null;
}

/** What a link offers: `{valid, name, challenge}`. */
export const open = token => post('/wall/link', {token}, QUIET);

/** Becomes the screen of a link; resolves with the session. */
export async function claim(token) {
  const {valid, name, challenge} = await open(token);
  // A link that has gone meanwhile: the server says so in words.
  const keys = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey = base64url(await crypto.subtle.exportKey('spki', keys.publicKey));
  const told = await post('/wall/claim', {token, challenge: valid ? challenge : 'none', publicKey, signature: await sign(keys.privateKey, 'claim', token, challenge ?? 'none')}, QUIET);
  await stored('readwrite', store => store.put({id: told.user.id, name, key: keys.privateKey}, ENTRY));
  // Else the browser may throw the key away when its disk is full.
  navigator.storage?.persist?.().catch(() => {});
  return told;
}

/** Shows that this is still the same device; resolves with the session, under another cookie. */
export async function prove({id, key}) {
  for (let attempt = 1; ; attempt++) {
    const {challenge} = await post('/wall/challenge', {id}, QUIET);
    try {
      return await post('/wall/proof', {id, challenge, signature: await sign(key, 'proof', id, challenge)}, QUIET);
    } catch (problem) {
      // The server was started anew in between, or another window was first.
      if (!problem.is?.('wall-challenge') || attempt === 3) throw problem;
    }
  }
}

/** The key is lost and only the cookie is left: the server is told, and that cookie ends. */
export async function giveUp(id) {
  const {challenge} = await post('/wall/challenge', {id}, QUIET);
  await post('/wall/proof', {id, challenge, signature: 'none'}, QUIET).catch(problem => {
    if (!problem.is?.('wall-ended')) throw problem;
  });
}

export const forget = () => stored('readwrite', store => store.delete(ENTRY)).catch(() => {});
