// Starts the mock device of the npm package "onvif" at one address, which is the argument: it would
// otherwise take the discovery port of the whole machine and a fixed one for HTTP. Says its port,
// and ends when nobody holds its standard input any more.
const dgram = require("node:dgram");
const http = require("node:http");

const address = process.argv[2];
const bind = dgram.Socket.prototype.bind;
dgram.Socket.prototype.bind = function (port, bound) {
  return bind.call(this, port, address, bound);
};
dgram.Socket.prototype.addMembership = () => {}; // asked by its address only
const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function () {
  return listen.call(this, 0, address);
};

require("coffee-script/register");
const mock = require("onvif/test/serverMockup");

mock.server.on("listening", () => {
  mock.conf.hostname = address;
  mock.conf.port = mock.server.address().port;
  console.log(mock.conf.port);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit());
