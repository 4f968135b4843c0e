import assert from "node:assert/strict";
import { test } from "node:test";
import { Origin, deploy, startWorker, version } from "./service-worker.mjs";

const navigate = { mode: "navigate" };
const start = (number) => `./start-${String(number).repeat(16)}.js`;

test("an installed version answers without a network, index.html like the folder", async () => {
  const origin = new Origin();
  const files = version(1);
  const worker = await deploy(origin, "/a/", files);
  origin.isOnline = false;
  for (const [name, text] of Object.entries(files)) assert.equal(await worker.request(name), text);
  for (const page of ["./", "./index.html", "./?x=1", "./index.html#x"]) {
    assert.equal(await worker.request(page, navigate), files["./"], page);
  }
});

for (const [fault, change] of [
  ["missing", (server, address) => server.delete(address)],
  ["cut short", (server, address) => server.set(address, server.get(address).slice(0, -1))],
  ["of another version", (server, address) => server.set(address, "<page 3>")],
]) {
  for (const name of Object.keys(version(2))) {
    test(`a deployment with ${name} ${fault} is not installed; the version before it stays`, async () => {
      const origin = new Origin();
      const before = await deploy(origin, "/a/", version(1));
      origin.upload("/a/", version(2));
      change(origin.server, new URL(name, `${origin.origin}/a/`).href);
      const after = startWorker(origin, "/a/", version(2));
      await assert.rejects(after.install(), /not as built/);
      assert.equal((await origin.caches("").keys()).length, 1);
      assert.equal(await before.request("./", navigate), version(1)["./"]);
      assert.equal(await before.request(start(1)), "start 1");
      // As soon as the upload is complete, so is the installation.
      origin.upload("/a/", version(2));
      await after.install();
      assert.equal(await after.ask("complete"), true);
    });
  }
}

test("a wrong copy in the browser's own cache is fetched past it", async () => {
  const origin = new Origin();
  const address = new URL(start(1), `${origin.origin}/a/`).href;
  origin.httpCache.set(address, "<!doctype html>not found");
  const worker = await deploy(origin, "/a/", version(1));
  assert.equal(await worker.request(start(1)), "start 1");
});

test("a new version takes over only when it is complete", async () => {
  const origin = new Origin();
  await deploy(origin, "/a/", version(1));
  origin.upload("/a/", version(2));
  const worker = startWorker(origin, "/a/", version(2));
  await worker.install();
  const [, name] = await origin.caches("").keys();
  const cache = await origin.caches(`${origin.origin}/a/`).open(name);
  await cache.delete(start(2));
  origin.isOnline = false;
  assert.equal(await worker.ask("take over"), false);
  assert.equal(worker.hasSkipped(), false);
  origin.isOnline = true;
  assert.equal(await worker.ask("take over"), true);
  assert.equal(worker.hasSkipped(), true);
});

test("evicted and damaged files are fetched again; without them it is not said to be complete", async () => {
  const origin = new Origin();
  const worker = await deploy(origin, "/a/", version(1));
  const [name] = await origin.caches("").keys();
  const cache = await origin.caches(`${origin.origin}/a/`).open(name);
  origin.isOnline = false;
  for (const harm of [() => cache.delete(start(1)), () => cache.put(start(1), new Response("damaged"))]) {
    assert.equal(await worker.ask("complete"), true);
    await harm();
    assert.equal(await worker.ask("complete"), false);
    assert.equal(worker.hasSkipped(), false);
    origin.isOnline = true;
    assert.equal(await worker.ask("complete"), true);
    origin.isOnline = false;
    assert.equal(await worker.request(start(1)), "start 1");
  }
});

test("a page whose files were evicted comes from the server, without a network from what is left", async () => {
  const origin = new Origin();
  const worker = await deploy(origin, "/a/", version(1));
  const [name] = await origin.caches("").keys();
  await (await origin.caches(`${origin.origin}/a/`).open(name)).delete(start(1));
  // The server has a newer version, and the old files are gone.
  origin.server.clear();
  origin.upload("/a/", version(2));
  assert.equal(await worker.request("./", navigate), version(2)["./"]);
  assert.equal(await worker.request(start(2)), "start 2");
  origin.isOnline = false;
  assert.equal(await worker.request("./", navigate), version(1)["./"]);
});

test("windows of the previous version find their files until the next update", async () => {
  const origin = new Origin();
  await deploy(origin, "/a/", version(1));
  const second = await deploy(origin, "/a/", version(2));
  origin.server.clear();
  assert.equal(await second.request(start(1)), "start 1");
  const third = await deploy(origin, "/a/", version(3));
  assert.equal(await third.request(start(2)), "start 2");
  assert.equal(await third.request(start(1)), 404);
  assert.equal((await origin.caches("").keys()).length, 2);
});

test("a version that waits is not shown before it takes over", async () => {
  const origin = new Origin();
  const first = await deploy(origin, "/a/", version(1));
  origin.upload("/a/", version(2));
  await startWorker(origin, "/a/", version(2)).install();
  assert.equal(await first.request("./", navigate), version(1)["./"]);
});

test("copies in several folders of a host leave each other's files alone", async () => {
  const origin = new Origin();
  const folders = ["/", "/a/", "/a/b/", "/ab/"];
  const workers = [];
  for (const folder of folders) workers.push(await deploy(origin, folder, version(1)));
  for (const number of [2, 3, 4]) await deploy(origin, "/a/", version(number));
  origin.isOnline = false;
  for (const at of [0, 2, 3]) {
    assert.equal(await workers[at].ask("complete"), true, folders[at]);
    assert.equal(await workers[at].request("./", navigate), version(1)["./"], folders[at]);
  }
});

test("at the root, requests for anything but its own files pass", async () => {
  const origin = new Origin();
  const worker = await deploy(origin, "/", version(1));
  for (const [file, options] of [
    ["/portal/", navigate],
    ["/portal.html", navigate],
    ["/api/data"],
    ["/portal/app-0123456789abcdef.js"],
    [`/portal/${start(1)}`],
    ["/sw.js"],
    [start(1), { method: "POST" }],
    ["https://elsewhere.test/start.js"],
    [start(1), { cache: "reload" }],
  ]) {
    assert.equal(await worker.request(file, options), undefined, file);
  }
  assert.equal(await worker.request(start(1)), "start 1");
});
