/** WebAuthn as JSON (Web Authentication Level 3, section 5.1): the browser's own conversion where it has one, else the same by hand. */

export const passkeysPossible = () => typeof globalThis.PublicKeyCredential === 'function' && Boolean(globalThis.navigator?.credentials);

export function fromBase64Url(text) {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, c => c.charCodeAt(0)).buffer;
}

export function toBase64Url(buffer) {
  const bytes = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const descriptors = list => list?.map(d => ({...d, id: fromBase64Url(d.id)}));

/** What `navigator.credentials.create` takes, from the server's JSON. */
export function creationOptions(json) {
  if (globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  const options = {...json, challenge: fromBase64Url(json.challenge), user: {...json.user, id: fromBase64Url(json.user.id)}};
  if (json.excludeCredentials) options.excludeCredentials = descriptors(json.excludeCredentials);
  return options;
}

/** What `navigator.credentials.get` takes, from the server's JSON. */
export function requestOptions(json) {
  if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  const options = {...json, challenge: fromBase64Url(json.challenge)};
  if (json.allowCredentials) options.allowCredentials = descriptors(json.allowCredentials);
  return options;
}

/** A credential as the server takes it. */
export function credentialJson(credential) {
  if (credential.toJSON) return credential.toJSON();
  const {response} = credential;
  const json = {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults?.() ?? {},
    response: {clientDataJSON: toBase64Url(response.clientDataJSON)},
  };
  if (credential.authenticatorAttachment) json.authenticatorAttachment = credential.authenticatorAttachment;
  for (const field of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[field]) json.response[field] = toBase64Url(response[field]);
  }
  const transports = response.getTransports?.();
  if (transports) json.response.transports = transports;
  return json;
}

export const createPasskey = async json => credentialJson(await navigator.credentials.create({publicKey: creationOptions(json)}));
export const usePasskey = async (json, signal) => credentialJson(await navigator.credentials.get({publicKey: requestOptions(json), signal}));
