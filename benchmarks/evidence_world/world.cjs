// Puts a Node program into the world of tests/links: its names, and nothing beyond this machine.
// For NODE_OPTIONS=--require; BENCH_WORLD is a file that holds the table of names and the log of what was dialled.
"use strict";
const dns = require("node:dns");
const fs = require("node:fs");
const net = require("node:net");

const world = JSON.parse(fs.readFileSync(process.env.BENCH_WORLD, "utf8"));
const ours = { localhost: [[["127.0.0.1"]], 0], ...world.names };
const asked = {};
const CODES = { [-3]: "EAI_AGAIN", [-4]: "EAI_FAIL" };

const dialled = (ip) => fs.appendFileSync(world.log, `${ip}\n`);
const isHere = (ip) => /^(127\.|0\.0\.0\.0$|::1?$|::ffff:(127\.|7f))/i.test(ip);

function trouble(code, what) {
  return Object.assign(new Error(`${what} ${code}`), { code, syscall: what });
}

dns.lookup = (host, options, done) => {
  if (typeof options === "function") [options, done] = [{}, options];
  if (typeof options === "number") options = { family: options };
  const give = (ips) => {
    const found = ips.map((address) => ({ address, family: net.isIP(address) }));
    return options.all ? done(null, found) : done(null, found[0].address, found[0].family);
  };
  if (net.isIP(host)) return process.nextTick(give, [host]);
  const name = String(host).toLowerCase().replace(/\.$/, "");
  const turn = (asked[name] = (asked[name] ?? -1) + 1);
  const [steps, takes] = ours[name] ?? [[-2], 0];
  const step = steps[Math.min(turn, steps.length - 1)];
  const wanted = { 4: 4, 6: 6, IPv4: 4, IPv6: 6 }[options.family] ?? 0;
  setTimeout(() => {
    if (typeof step === "number") return done(trouble(CODES[step] ?? "ENOTFOUND", "getaddrinfo"));
    const found = step.filter((ip) => !wanted || net.isIP(ip) === wanted);
    if (!found.length) return done(trouble("ENOTFOUND", "getaddrinfo"));
    const here = found.filter(isHere);
    if (!isHere(found[0])) dialled(found[0]);
    return here.length ? give(here) : done(trouble("ENETUNREACH", "connect"));
  }, takes * 1000);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...words) {
  const options = Array.isArray(words[0]) ? words[0][0] : words[0];
  const host = typeof options === "object" && options ? options.host : undefined;
  if (host && net.isIP(host)) {
    dialled(host);
    if (!isHere(host)) {
      process.nextTick(() => this.destroy(trouble("ENETUNREACH", "connect")));
      return this;
    }
  }
  return connect.apply(this, words);
};
