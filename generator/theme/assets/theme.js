// Offer pages while one types in a search box: nothing is asked for before the first letter. The box of places
// (`mon-territoire.js`) offers its own: two lists on one field would undo each other.
for (const field of document.querySelectorAll('[role="search"]:not(.mon-territoire) input[name="q"]')) {
  const offer = () => import("./suggestions.js").then(({ offering }) => offering(field)).catch(() => {});
  field.addEventListener("input", offer, { once: true });
}

// Make the menu of small screens usable from a keyboard: without this script it still opens by touch.
{
  const toggle = document.getElementById("__drawer");
  const button = document.querySelector('[data-espace="menu"]');
  const menu = document.getElementById("Menu");
  const wide = matchMedia("(min-width: 76.25em)");

  // A closed drawer is only out of sight: inert keeps its links from the keyboard and from screen readers.
  const follow = () => {
    menu.inert = !wide.matches && !toggle.checked;
    button.setAttribute("aria-expanded", String(toggle.checked));
  };
  const set = open => {
    if (toggle.checked !== open) toggle.click();
    if (open) menu.querySelector("a").focus();
    else button.focus();
  };

  document.querySelector('[data-espace="menu-tactile"]').hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => set(!toggle.checked));
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && toggle.checked) set(false);
  });
  menu.addEventListener("focusout", event => {
    const next = event.relatedTarget;
    if (toggle.checked && next && next !== button && !menu.contains(next)) toggle.click();
  });
  toggle.addEventListener("change", follow);
  wide.addEventListener("change", follow);
  follow();
}
