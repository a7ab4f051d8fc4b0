/* Footnotes: a mark that leads to a text that leads back to the mark, however each program names the two. */
import { el, elements, is, rewritten, said } from "./arbre.js";

/* The tree where each mark is a `note-appel` and each text a `note-texte`, at the end, numbered alike. */
export const notes = (tree) => {
  const named = new Map();
  const parents = new Map();
  const index = (node) => {
    for (const child of node.children ?? []) {
      parents.set(child, node);
      if (child.type === "element") for (const name of namesOf(child)) if (!named.has(name)) named.set(name, child);
      index(child);
    }
  };
  index(tree);
  const marks = new Map();
  const texts = new Map();
  for (const link of elements(tree)) {
    const target = is(link, "a") && named.get(hash(link));
    if (!target || texts.has(blockOf(target, parents)) || within(link, texts, parents)) continue;
    const block = blockOf(target, parents);
    const mine = [...namesOf(link), ...namesOf(parents.get(link) ?? {})];
    const back = block && [...elements(block)].find((one) => is(one, "a") && mine.includes(hash(one)));
    if (!back || within(link, new Map([[block, 1]]), parents)) continue;
    const number = String(marks.size + 1);
    marks.set(link, number);
    texts.set(block, { number, back });
  }
  if (!marks.size) return tree;
  return { ...tree, children: [...split(tree, marks, texts).children, ...[...texts].map(([block, { number, back }]) => text(block, number, back))] };
};

const namesOf = ({ properties = {} }) => [properties.id, properties.name].filter(Boolean).map(String);
const hash = ({ properties }) => /#(.+)$/.exec(String(properties.href ?? ""))?.[1];

const blockOf = (node, parents) => {
  for (let at = node; at; at = parents.get(at)) {
    if (is(at, "li") || (is(at, "div") && namesOf(at).length)) return at;
    if (is(at, "p") && !is(parents.get(at), "li") && !namesOf(parents.get(at) ?? {}).length) return at;
  }
  return null;
};

const within = (node, blocks, parents) => {
  for (let at = node; at; at = parents.get(at)) if (blocks.has(at)) return true;
  return false;
};

const split = (node, marks, texts) => ({
  ...node,
  children: (node.children ?? []).flatMap((child) => {
    if (texts.has(child)) return [];
    if (marks.has(child)) return [el("note-appel", [], { number: marks.get(child) })];
    return [child.children ? split(child, marks, texts) : child];
  }),
});

const text = (block, number, back) => {
  const bare = rewritten(block, (node) => (is(node, "a") && hash(node) === hash(back) && /^\W*\d*\W*$/.test(said(node)) ? [] : [node]));
  const children = bare.children.some((one) => is(one, "p")) ? bare.children : [el("p", bare.children)];
  return el("note-texte", children, { number });
};
