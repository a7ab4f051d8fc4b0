/* Adds to long lists of cards a field that keeps those whose words match. Without it, the whole list stays. */
(() => {
  "use strict";

  const ENOUGH = 8;
  const page = document.querySelector("[data-filtrable]");
  const items = page ? [...page.querySelectorAll(".cartes > li")] : [];
  if (items.length < ENOUGH) return;

  const folded = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  const words = items.map((item) => folded(item.textContent));
  const sections = [...page.querySelectorAll("section:has(.cartes)")];

  const box = document.createElement("div");
  box.className = "filtre";
  const label = document.createElement("label");
  label.htmlFor = "Filtre";
  label.textContent = page.dataset.filtrable || "Filtrer cette liste";
  const field = document.createElement("input");
  field.type = "search";
  field.id = "Filtre";
  field.autocomplete = "off";
  const count = document.createElement("span");
  count.className = "note";
  count.setAttribute("role", "status");
  box.append(label, field, count);
  page.prepend(box);

  const show = () => {
    const asked = folded(field.value).split(/\s+/).filter(Boolean);
    let kept = 0;
    items.forEach((item, index) => {
      item.hidden = !asked.every((word) => words[index].includes(word));
      if (!item.hidden) kept += 1;
    });
    for (const section of sections) {
      section.hidden = !section.querySelector(".cartes > li:not([hidden])");
    }
    count.textContent = asked.length ? `${kept} sur ${items.length}` : "";
  };
  field.addEventListener("input", show);
  if (field.value) show();
})();
