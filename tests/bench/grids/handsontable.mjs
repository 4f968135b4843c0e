import Handsontable from "handsontable";
import { registerAllModules } from "handsontable/registry";
import "handsontable/styles/handsontable.min.css";

registerAllModules();

export const cell = ".ht_master tbody tr:nth-child(2) td:nth-child(3)";
export function start(host, { header, rows, widths }) {
  return new Handsontable(host, {
    data: rows,
    colHeaders: header,
    colWidths: widths,
    rowHeaders: true,
    height: "100%",
    width: "100%",
    autoRowSize: false,
    licenseKey: "non-commercial-and-evaluation",
  });
}
