import jspreadsheet from "jspreadsheet-ce";
import "jspreadsheet-ce/dist/jspreadsheet.css";
import "jsuites/dist/jsuites.css";

export const cell = "td[data-x='1'][data-y='1']";
export function start(host, { header, rows, widths }) {
  return jspreadsheet(host, {
    worksheets: [
      {
        data: rows,
        columns: header.map((title, at) => ({ title, width: widths[at] })),
        tableOverflow: true,
        tableHeight: `${host.clientHeight}px`,
        tableWidth: `${host.clientWidth}px`,
        lazyLoading: true,
      },
    ],
  });
}
