import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { DataEditor, GridCellKind } from "@glideapps/glide-data-grid";
import "@glideapps/glide-data-grid/dist/index.css";

// Cells are painted on a canvas, so this is a point inside the second row of the second column.
export const point = { x: 180, y: 90 };
export function start(host, { header, rows, widths }) {
  const portal = document.createElement("div");
  portal.id = "portal";
  portal.style.cssText = "position: fixed; left: 0; top: 0; z-index: 9999";
  document.body.append(portal);
  createRoot(host).render(
    h(DataEditor, {
      columns: header.map((title, at) => ({ title, id: String(at), width: widths[at] })),
      rows: rows.length,
      width: "100%",
      height: "100%",
      rowMarkers: "number",
      getCellContent: ([column, row]) => ({
        kind: GridCellKind.Text,
        data: rows[row][column],
        displayData: rows[row][column],
        allowOverlay: true,
      }),
      onCellEdited: ([column, row], { data }) => {
        rows[row][column] = data;
      },
    }),
  );
}
