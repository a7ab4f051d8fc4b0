/* Dates whose day or month may be missing, as generator/protocol/partial_dates.py compares them: an answer is true only
   where it is certain. */
export const firstDay = (date) => (date.length < 10 ? date + "-01-01".slice(date.length - 4) : date);
export const lastDay = (date) => (date.length < 10 ? date + "-12-31".slice(date.length - 4) : date);
export const surelyBefore = (one, other) => lastDay(one) < firstDay(other);
export const surelyNotBefore = (one, other) => firstDay(one) >= lastDay(other);

/* Dates by the first day that they may stand for, the earliest first. */
export const earliest = (dates) => [...dates].sort((one, other) => (firstDay(one) < firstDay(other) ? -1 : firstDay(one) > firstDay(other) ? 1 : 0))[0];

/* `2021-06-26` → `26 juin 2021`; `2021-06` → `juin 2021`; anything else as it is. */
export const dayInWords = (date, months) => {
  const [year, month, day] = date.split("-").map(Number);
  if (!months[month - 1]) return date;
  return `${day ? `${day === 1 ? "1er" : day} ` : ""}${months[month - 1]} ${String(year).padStart(4, "0")}`;
};

/* The dates that data hold, as their schema says: [path, date]. */
export function* dates(node, data, path = []) {
  if (typeof data === "string") {
    if (node.format?.startsWith("date")) yield [path, data];
  } else if (Array.isArray(data)) {
    for (const [rank, value] of data.entries()) yield* dates(node.items ?? {}, value, [...path, rank]);
  } else if (data !== null && typeof data === "object") {
    for (const [name, value] of Object.entries(data)) yield* dates(node.properties?.[name] ?? {}, value, [...path, name]);
  }
}
