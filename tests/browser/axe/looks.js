// Nine tenths of the time of axe go into contrasts, mostly of texts that look like another. This marks those
// that need no other measure: each is of the same sort as one that was measured and dressed alike, before a
// ground painted alike, colours and theme included, here or on another page (`measured`). What is out of sight
// is never marked, nor a text in a drawing, nor what asks something where a control is disabled: axe alone knows
// what to make of those.
(measured) => {
  const ground = ["backgroundColor", "backgroundImage", "opacity", "position", "zIndex", "filter",
    "mixBlendMode", "transform"];
  const worn = ["color", "fontSize", "fontWeight", "textShadow", "display", "visibility", "textDecorationLine"];
  const laid = ["region", "table", "rowgroup", "row", "cell", "rowheader", "columnheader"]
    .map((role) => `[role=${role}]`).join();
  const asking = `label, form, fieldset, button, [role]:not(${laid}), [aria-disabled]`;
  const bare = "rgba(0, 0, 0, 0)|none|1|static|auto|none|normal|none";  // paints nothing
  const before = new Set(measured);
  let met = new Set();

  // 53 bits: no two looks of a site share them.
  const short = (text) => {
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ high >>> 16, 2246822507) ^ Math.imul(low ^ low >>> 13, 3266489909);
    low = Math.imul(low ^ low >>> 16, 2246822507) ^ Math.imul(high ^ high >>> 13, 3266489909);
    return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
  };
  const words = (one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.data).join("").trim();
  // A link among other words must stand out from them; one that stands alone must not.
  const among = (one) => {
    if (one.localName !== "a") return "";
    let block = one.parentElement;
    while (block.parentElement && getComputedStyle(block).display.startsWith("inline")) {
      block = block.parentElement;
    }
    const length = (each) => each.textContent.replace(/\s/g, "").length;
    const linked = [...block.querySelectorAll("a")].reduce((sum, each) => sum + length(each), 0);
    return length(block) > linked ? getComputedStyle(block).color : "";
  };
  const typed = (one) => one.matches("input, textarea, select")
    ? `${one.type} ${Boolean(one.value)} ${Boolean(one.placeholder)}` : "";

  // Mark what was measured already; the texts in sight that were not.
  window.markSeen = () => {
    const of = new Map(), seen = new Set(before);
    const careful = document.querySelector(":disabled, [aria-disabled=true]");
    met = new Set();
    const left = [], known = new Set();
    for (const one of document.querySelectorAll("*")) {
      if (!one.checkVisibility()) continue;
      const style = getComputedStyle(one);
      const painted = ground.map((name) => style[name]).join("|");
      const behind = of.get(one.parentElement) ?? "";
      of.set(one, painted === bare ? behind : short(`${behind} ${painted}`));
      const text = words(one) || typed(one);
      if (!text) { known.add(one); continue; }
      const alone = one.closest("svg") || careful && one.closest(asking);
      const look = short([of.get(one), one.localName, one.getAttribute("class"), one.getAttribute("style"),
        ...worn.map((name) => style[name]), text.length === 1, among(one), typed(one)].join("|"));
      if (!alone && seen.has(look)) known.add(one);
      else left.push(one);
      if (!alone) { seen.add(look); met.add(look); }
    }
    // Written once all is read: the browser lays a page out again at each change that is asked about.
    for (const one of of.keys()) one.toggleAttribute("data-deja-vu", known.has(one));
    for (const one of document.querySelectorAll("[data-deja-vu]")) if (!of.has(one)) one.removeAttribute("data-deja-vu");
    return left;
  };
  // All that was met is measured, and found in order: the looks that nobody knew yet.
  window.keepSeen = () => {
    const fresh = [...met].filter((look) => !before.has(look));
    for (const look of fresh) before.add(look);
    return fresh;
  };
}
