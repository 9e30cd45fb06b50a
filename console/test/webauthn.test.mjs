import assert from 'node:assert/strict';
import {afterEach, test} from 'node:test';
import {load} from './browser.mjs';

const {creationOptions, credentialJson, fromBase64Url, passkeysPossible, requestOptions, toBase64Url} = await load('app/webauthn.js');
const bytes = buffer => [...new Uint8Array(buffer)];

afterEach(() => delete globalThis.PublicKeyCredential);

test('writes and reads base64url without padding', () => {
  for (const all of [[], [255], [251, 255], [1, 2, 3], [0, 62, 63, 64]]) {
    const text = toBase64Url(Uint8Array.from(all).buffer);
    assert.match(text, /^[\w-]*$/);
    assert.deepEqual(bytes(fromBase64Url(text)), all);
  }
});

test('makes request options by hand where the browser cannot', () => {
  const options = requestOptions({challenge: '_-8', rpId: 'example.vn', userVerification: 'required', allowCredentials: [{type: 'public-key', id: 'AQID'}]});
  assert.deepEqual(bytes(options.challenge), [255, 239]);
  assert.deepEqual(bytes(options.allowCredentials[0].id), [1, 2, 3]);
  assert.equal(options.userVerification, 'required');
});

test('makes creation options by hand, with the person and the credentials to leave out', () => {
  const options = creationOptions({challenge: 'AQ', user: {id: 'Ag', name: 'an', displayName: 'An'}, rp: {name: 'x'}, pubKeyCredParams: [], excludeCredentials: [{type: 'public-key', id: 'Aw', transports: ['usb']}]});
  assert.deepEqual([bytes(options.challenge), bytes(options.user.id), bytes(options.excludeCredentials[0].id)], [[1], [2], [3]]);
  assert.deepEqual(options.excludeCredentials[0].transports, ['usb']);
});

test('leaves the conversion to the browser where it can', () => {
  globalThis.PublicKeyCredential = class {
    static parseRequestOptionsFromJSON = json => ({own: json});
  };
  assert.deepEqual(requestOptions({challenge: 'AQ'}), {own: {challenge: 'AQ'}});
});

test('writes an assertion as the server reads it', () => {
  const buffer = n => Uint8Array.of(n).buffer;
  const json = credentialJson({id: 'AQ', rawId: buffer(1), type: 'public-key', authenticatorAttachment: 'platform', getClientExtensionResults: () => ({}), response: {clientDataJSON: buffer(2), authenticatorData: buffer(3), signature: buffer(4), userHandle: null}});
  assert.deepEqual(json, {id: 'AQ', rawId: 'AQ', type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: {}, response: {clientDataJSON: 'Ag', authenticatorData: 'Aw', signature: 'BA'}});
});

test('writes a new credential with its transports', () => {
  const buffer = n => Uint8Array.of(n).buffer;
  const json = credentialJson({id: 'AQ', rawId: buffer(1), type: 'public-key', response: {clientDataJSON: buffer(2), attestationObject: buffer(5), getTransports: () => ['internal']}});
  assert.deepEqual(json.response, {clientDataJSON: 'Ag', attestationObject: 'BQ', transports: ['internal']});
  assert.deepEqual(json.clientExtensionResults, {});
});

test('offers passkeys only where the browser has them', () => {
  assert.equal(passkeysPossible(), false);
});
