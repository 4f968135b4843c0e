import { defineCustomElements } from "@revolist/revogrid/loader";

export const cell = "revogr-data[type='rgRow'] [data-rgrow='1'][data-rgcol='1'], [data-rgrow='1'][data-rgcol='1']";
export async function start(host, { header, rows, widths }) {
  defineCustomElements();
  const grid = document.createElement("revo-grid");
  grid.style.height = "100%";
  grid.resize = true;
  grid.columns = header.map((name, at) => ({ prop: at, name, size: widths[at] }));
  grid.source = rows;
  host.append(grid);
  await customElements.whenDefined("revo-grid");
}
