/* Writes the files of a contribution as the checker reads them: YAML 1.2 without surprises, then the text. */
import { strToU8, zipSync } from "./bibliotheques/fflate.js";
import { Document, visit } from "./bibliotheques/yaml.js";

/* Words and plain punctuation: whatever else is a text stands between quotes. */
const PLAIN = /^\p{L}[\p{L}\p{N} '’.()/-]*$/u;
const FOR_EVER = new Date(1980, 0, 1);

/* {path, header, body, text}. `order` lists the names of the fields as the schema does. */
export const file = (path, data, body, order) => {
  const header = yaml(inOrder(data, order));
  const clean = body.replace(/\r\n?/g, "\n").trim();
  return { path, header, body: clean, text: `---\n${header}---\n${clean ? `\n${clean}\n` : ""}` };
};

const inOrder = (data, order) => Object.fromEntries(order.filter((name) => name in data).map((name) => [name, data[name]]));

/* With `flow`, the fields as they stand between braces, on one line. */
export const yaml = (data, { flow = false } = {}) => {
  const document = new Document(data, { aliasDuplicateObjects: false, ...(flow ? { flow } : {}) });
  visit(document, {
    Scalar(at, node) {
      if (at !== "key" && typeof node.value === "string") node.type = PLAIN.test(node.value) ? "PLAIN" : "QUOTE_DOUBLE";
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity, flowCollectionPadding: false });
  return flow ? text.trim().slice(1, -1) : text;
};

/* The same files give the same archive. Each is {path, text}, or {path, bytes}: a Blob. */
export const zip = async (files) => {
  const packed = {};
  for (const { path, text, bytes } of files) packed[path] = bytes ? new Uint8Array(await bytes.arrayBuffer()) : strToU8(text);
  return zipSync(packed, { mtime: FOR_EVER });
};
