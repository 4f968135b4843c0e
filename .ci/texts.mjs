/** A line of `src/wording/texts.rs`: a key, and its text in Vietnamese and in English. */
const line = /^    (\w+): ("(?:[^"\\]|\\["\\n])*"), ("(?:[^"\\]|\\["\\n])*");$/;

/** Returns all texts of `src/wording/texts.rs` in the order of their keys, the Vietnamese ones before
 *  the English ones, each ended by a NUL; `src/wording/fetched.rs` reads them. */
export function texts(source) {
  const declared = source.slice(source.lastIndexOf("texts! {")).split("\n").slice(1);
  const found = [[], []];
  for (const text of declared) {
    if (/^( *\/\/.*|\}?)$/.test(text)) continue;
    const [, , vietnamese, english] = line.exec(text) ?? [];
    if (english === undefined) throw new Error(`no text: ${text}`);
    found[0].push(JSON.parse(vietnamese));
    found[1].push(JSON.parse(english));
  }
  return found.flat().map((text) => `${text}\0`).join("");
}
