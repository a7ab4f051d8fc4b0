/* Gives the results of a search as a table for French spreadsheets: the rows of the table that the site publishes already,
   with its columns, in the order of the results. Asked for when a reader wants it, never before. */
import { inside } from "./vers.js";

/* The rows of a table as they are written, each with the value of one of its columns: a cell between quotes may hold
   separators, ends of lines and doubled quotes. */
const rowsOf = (text, column) => {
  const rows = [];
  let [start, cells, at] = [0, [""], 0];
  let quoted = false;
  const end = (next) => {
    rows.push({ text: text.slice(start, at).replace(/\r$/, ""), cells });
    [start, cells] = [next, [""]];
  };
  for (; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      if (quoted && text[at + 1] === '"') {
        cells[cells.length - 1] += sign;
        at += 1;
      } else quoted = !quoted;
    } else if (!quoted && sign === ";") cells.push("");
    else if (!quoted && sign === "\n") end(at + 1);
    else cells[cells.length - 1] += sign;
  }
  if (start < text.length) end(at);
  const [head, ...others] = rows;
  const wanted = head.cells.indexOf(column);
  return { head: head.text, rows: others.map((row) => ({ text: row.text, value: row.cells[wanted] ?? "" })) };
};

/* The table of one kind where all results are of it; else that of all records. */
const tableOf = (kinds) => (kinds.size === 1 ? `donnees/${[...kinds][0]}.csv` : "donnees/tableur/fiches.csv");

/* `addresses` are those of the pages found, from the site's root, in their order; `kinds` the kinds that they are of.
   Gives the file and how many rows it has: pages that are no records have none. */
export const table = async (addresses, kinds, root) => {
  const answer = await fetch(inside(tableOf(kinds), root));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const { head, rows } = rowsOf((await answer.text()).replace(/^\ufeff/, ""), "adresse");
  /* The table has whole addresses, of the site as it is published: the end of each is what counts here. */
  const ranks = new Map(addresses.map((one, rank) => [one, rank]));
  const found = [];
  for (const { text, value } of rows) {
    for (let at = value.indexOf("/", value.indexOf("//") + 2); at >= 0; at = value.indexOf("/", at + 1)) {
      const rank = ranks.get(value.slice(at));
      if (rank === undefined) continue;
      found.push([rank, text]);
      break;
    }
  }
  found.sort(([one], [other]) => one - other);
  const lines = [head, ...found.map(([, text]) => text)];
  return { text: `\ufeff${lines.join("\r\n")}\r\n`, count: found.length };
};
