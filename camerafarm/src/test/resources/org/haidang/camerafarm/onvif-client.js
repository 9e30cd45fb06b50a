// Drives one device of the farm with the npm package "onvif", which nobody here wrote.
// node onvif-client.js HOST PORT USER PASSWORD [CONTROL_URL]; one line of JSON for each step.
'use strict';

const dgram = require('dgram');
const http = require('http');
const {Cam, Discovery} = require('onvif');

const [hostname, port, username, password, control] = process.argv.slice(2);
const PATIENCE_MS = 20000;

function tell(step, value) {
  console.log(JSON.stringify({step, value}));
}

/** A method of the camera as a promise. */
function ask(cam, method, ...args) {
  return new Promise((resolve, reject) => {
    cam[method](...args, (error, value) => (error ? reject(error) : resolve(value)));
  });
}

function connect() {
  return new Promise((resolve, reject) => {
    const cam = new Cam({hostname, port, username, password, timeout: PATIENCE_MS}, (error) =>
      error ? reject(error) : resolve(cam));
  });
}

function post(path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(control + path, {method: 'POST'}, (answer) => {
      answer.resume();
      answer.on('end', resolve);
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

/** Multicast leaves by the default route unless the socket is told otherwise. */
function probeOnLoopback() {
  const create = dgram.createSocket;
  dgram.createSocket = (...args) => {
    const socket = create.apply(dgram, args);
    const send = socket.send;
    socket.send = (...message) => {
      socket.setMulticastInterface('127.0.0.1');
      send.apply(socket, message);
    };
    return socket;
  };
}

function discover() {
  probeOnLoopback();
  return new Promise((resolve) => {
    const found = [];
    Discovery.on('device', (device, sender) => found.push(sender.address));
    Discovery.on('error', () => {});
    Discovery.probe({timeout: 1500, resolve: false, device: 'lo'}, () => resolve(found));
  });
}

async function main() {
  const cam = await connect();
  tell('profiles', cam.profiles.map((profile) => profile.$.token));
  tell('information', await ask(cam, 'getDeviceInformation'));
  tell('stream', await ask(cam, 'getStreamUri', {protocol: 'RTSP'}));
  tell('snapshot', await ask(cam, 'getSnapshotUri', {}));
  tell('presets', await ask(cam, 'getPresets', {}));
  await ask(cam, 'continuousMove', {x: 1, y: 0, zoom: 0});
  tell('moving', (await ask(cam, 'getStatus', {})).moveStatus);
  await ask(cam, 'stop', {panTilt: true, zoom: true});
  tell('stopped', await ask(cam, 'getStatus', {}));
  await ask(cam, 'createPullPointSubscription');
  const first = await ask(cam, 'pullMessages', {messageLimit: 20});
  tell('initialized', first.notificationMessage.map((message) => message.topic._));
  await post('/devices/' + hostname + '/event', {kind: 'motion', channel: 1, on: true});
  const second = await ask(cam, 'pullMessages', {messageLimit: 20});
  tell('motion', second.notificationMessage);
  await ask(cam, 'unsubscribe');
  tell('found', await discover());
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  });
