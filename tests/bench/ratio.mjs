/** Writes a measured value beside ours: "edit p50     11.6 ms   1.00×". behind.mjs reads this form. */
export function beside(label, value, ours, unit, digits = 1) {
  const ratio = `${(value / ours).toFixed(2)}×`;
  return `  ${label} ${value.toFixed(digits).padStart(8)} ${unit} ${ratio.padStart(7)}`;
}
