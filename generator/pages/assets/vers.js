/* Where the links that scripts make may lead: their addresses come from data, and are held here to what they should be. */

const SORTS = new Set(["https:", "http:", "mailto:"]);

/* The address of a page of the site, `path` being counted from its `root`, whatever it holds. */
export const inside = (path, root) => new URL(`./${path.replace(/^\/+/, "")}`, root).href;

/* A whole address, of a page or of a mailbox; one of any other sort leads nowhere. */
export const outside = (address) => (SORTS.has(new URL(address).protocol) ? address : "#");
