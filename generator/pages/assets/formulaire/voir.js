/* Draws the page that a record will be where someone asks to see it, and anew as it changes. */
const PAUSE = 600;

export const previewing = (record) => {
  const fold = record.element.querySelector(".apercu-page");
  const box = fold.querySelector(".apercu-feuille");
  let waiting = 0;
  const draw = async () => {
    if (!fold.open) return;
    try {
      const apercu = await import("./apercu.js");
      apercu.draw(record, box);
    } catch (fault) {
      console.warn(fault);
      box.textContent = "L’aperçu n’a pas pu être chargé : vérifiez votre connexion.";
    }
  };
  fold.addEventListener("toggle", draw);
  for (const gesture of ["input", "change", "click"]) {
    record.element.addEventListener(gesture, () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, PAUSE);
    });
  }
};
