import { AllCommunityModule, ModuleRegistry, createGrid } from "ag-grid-community";

ModuleRegistry.registerModules([AllCommunityModule]);

export const cell = ".ag-row[row-index='1'] [aria-colindex='2']";
export function start(host, { header, rows, widths }) {
  return createGrid(host, {
    rowData: rows,
    columnDefs: header.map((headerName, at) => ({
      headerName,
      width: widths[at],
      editable: true,
      valueGetter: ({ data }) => data[at],
      valueSetter: ({ data, newValue }) => {
        data[at] = newValue;
        return true;
      },
    })),
    enterNavigatesVertically: true,
    enterNavigatesVerticallyAfterEdit: true,
  });
}
