/* Says, in the reader's browser, which dates are past: the pages are written without knowing the day. */
(() => {
  "use strict";

  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  for (const mark of document.querySelectorAll("[data-jusqu-au]")) {
    const last = mark.dataset.jusquAu;
    const here = today.slice(0, last.length);
    // In the month of which only the name is told, nobody can say.
    if (here === last && last.length < today.length) continue;
    const past = here > last;
    const words = past ? mark.dataset.passe : mark.dataset.aVenir;
    if (!words) continue;
    mark.textContent = words;
    mark.classList.add(past ? "badge-neutre" : "badge-actif");
    mark.hidden = false;
  }
})();
