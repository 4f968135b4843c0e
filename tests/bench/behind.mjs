// Passes the benchmarks' lines on, and ends with those in which another program does better:
// … | node behind.mjs
//
// A line names the case, the program and its values, each with its ratio to ours (ratio.mjs). Less is
// better in all of them. A ratio within the noise of a run counts as level.
import { createInterface } from "node:readline";

const NOISE = 0.05;
const line = /^\s*(\d+ rows)  (\S.*?)  +(.*)$/;
const values = /([a-z][a-z0-9 ]*?) +-?[\d.]+ (?:ms|MiB|KiB) +(-?[\d.]+)×/g;

/** The programs ahead of ours with their ratios, by case and value. */
const ahead = new Map();
for await (const text of createInterface({ input: process.stdin })) {
  console.log(text);
  const [, measured, program, rest] = line.exec(text) ?? [];
  if (!measured) continue;
  for (const [, value, ratio] of rest.matchAll(values)) {
    if (Number(ratio) >= 1 - NOISE) continue;
    const of = `${measured}, ${value.trim()}`;
    ahead.set(of, [...(ahead.get(of) ?? []), `${program} ${ratio}×`]);
  }
}
const behind = [...ahead].map(([of, programs]) => `${of}: ${programs.join(", ")}`);
console.log(behind.length ? `behind: ${behind.join("; ")}` : "behind: nothing");
