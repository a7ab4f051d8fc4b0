/* Where the links that scripts make may lead: their addresses come from data, and are held here to what they should be. */

const SORTS = new Set(["https:", "http:", "mailto:", "blob:"]);

/* The address of a page of the site, `path` being counted from its `root`, whatever it holds. */
export const inside = (path, root) => new URL(`./${path.replace(/^\/+/, "")}`, root).href;

/* The address of a page, of a mailbox or of a file made here; one of any other sort leads nowhere. */
export const outside = (address) => (SORTS.has(new URL(address, location.href).protocol) ? address : "#");

/* Gives the reader a file made here. */
export const download = (name, content, type) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: outside(address), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
