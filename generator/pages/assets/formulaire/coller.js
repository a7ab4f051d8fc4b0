/* What is pasted into a text from a word processor or a web page comes as Markdown; the words alone come where one prefers. */
import { made } from "./messages.js";

const RICH = /<(?:h[1-6]|li|table|a|b|strong|i|em)\b|mso-list|font-weight|\u2022/i;
const COUNTED = { titres: ["titre", "titres"], listes: ["liste", "listes"], tableaux: ["tableau", "tableaux"], liens: ["lien", "liens"], notes: ["note", "notes"] };

/* Listens to the text of a record. */
export const pasting = (record) => {
  const area = record.textField.querySelector("textarea");
  const note = record.textField.querySelector(".collage");
  area.addEventListener("paste", async (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    if (!plain || !RICH.test(html) || event.clipboardData.types.includes("vscode-editor-data")) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = area;
    const put = (text) => {
      area.value = value;
      area.setRangeText(text, selectionStart, selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    };
    put(plain);
    const now = area.value;
    try {
      const { asMarkdown, parsed } = await import("./markdown.js");
      const { text, told } = asMarkdown(parsed(html));
      /* What was typed meanwhile is worth more than the layout. */
      if (!text || area.value !== now) return;
      put(apart(text, value.slice(0, selectionStart), value.slice(selectionEnd)));
      say(note, told, () => put(plain));
    } catch (fault) {
      console.warn(fault);
    }
  });
};

/* A heading, a list or several paragraphs stand apart from what is before and after. */
const apart = (text, before, after) => {
  if (!/\n|^(?:#|- |1\. |\|)/.test(text)) return text;
  const gap = (side, edge) => (side.trim() ? "\n\n".slice(edge.exec(side)[0].replace(/[^\n]/g, "").slice(0, 2).length) : "");
  return gap(before, /\s*$/) + text + gap(after, /^\s*/);
};

/* « 2 titres, 1 liste », « » where there is nothing of the kind. */
export const counted = (told) =>
  Object.entries(COUNTED).filter(([name]) => told[name]).map(([name, [one, several]]) => `${told[name]} ${told[name] > 1 ? several : one}`).join(", ");

const say = (note, told, undo) => {
  const what = counted(told);
  const lost = told.images ? ` ${told.images > 1 ? `${told.images} images ne sont pas venues` : "Une image n’est pas venue"} : joignez-la plus bas.` : "";
  const button = made("button", { type: "button", className: "lien-bouton", textContent: "Coller plutôt les mots seuls" });
  button.addEventListener("click", () => {
    undo();
    note.hidden = true;
  });
  note.replaceChildren(`Collé et mis en forme${what ? ` : ${what}` : ""}.${lost} Relisez, puis vérifiez l’aperçu des fichiers. `, button);
  note.hidden = false;
};
