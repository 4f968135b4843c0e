/** Returns the limits of a WebAssembly program's memories in bytes; `max` is undefined where the
 *  program may grow as far as the browser lets it. */
export function memoriesOf(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const limits = () => {
    const flags = number();
    const min = number() * 65536;
    return { min, max: flags & 1 ? number() * 65536 : undefined };
  };
  const skipName = () => {
    const length = number();
    at += length;
  };
  const memories = [];
  while (at < bytes.length) {
    const section = bytes[at++];
    const length = number();
    const end = at + length;
    if (section === 2) {
      // Imports: the name of a module and a field, then what is imported.
      for (let left = number(); left > 0; left--) {
        skipName();
        skipName();
        const kind = bytes[at++];
        if (kind === 0) number();
        else if (kind === 1) at++, limits();
        else if (kind === 2) memories.push(limits());
        else if (kind === 3) at += 2;
        else throw new Error(`unknown kind of import: ${kind}`);
      }
    } else if (section === 5) {
      for (let left = number(); left > 0; left--) memories.push(limits());
    }
    at = end;
  }
  return memories;
}
