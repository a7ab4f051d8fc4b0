/* Trees of HTML as the parser gives them (hast): read and changed here as data, never as elements of the page. */

export const is = (node, ...tags) => node?.type === "element" && tags.includes(node.tagName);
export const el = (tagName, children, properties = {}) => ({ type: "element", tagName, properties, children });
export const words = (value) => ({ type: "text", value });
export const said = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(said).join(""));
export const blank = (node) => node.type === "text" && !/[^\s\u00a0]/.test(node.value);
export const classes = (node) => [node.properties?.className ?? []].flat().join(" ");
export const style = ({ properties: { style: css } = {} }) => String(css ?? "").toLowerCase();
/* Attributes by pairs: those of data, which lead nowhere before they are written as Markdown. */
export const attributes = (...pairs) => Object.fromEntries(pairs);

/* Every element under a node, itself left out, in the order of the text. */
export function* elements(node) {
  for (const child of node.children ?? []) {
    if (child.type === "element") yield child;
    yield* elements(child);
  }
}

/* The tree where `change` gives, for each child once its own children are done, the nodes that take its place. */
export const rewritten = (node, change) => {
  if (!node.children) return node;
  return { ...node, children: node.children.flatMap((child) => change(rewritten(child, change), node)) };
};

const BLOCKS = new Set("address article aside blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split(" "));

export const isBlock = (node) => node?.type === "element" && (BLOCKS.has(node.tagName) || node.tagName === "note-texte");
export const hasBlocks = (node) => [...elements(node)].some(isBlock);
