/* The dates of an experiment in the order in which things happen, as generator/protocol/chronology.py holds them. */
import { dayInWords, earliest, surelyBefore } from "./moments.js";

/* `tell` is given what stands in the wrong order, `mark` made of a date: {moment, date, where, chemin}. */
export function* disordered(life) {
  for (const event of life.events) {
    if (event.data.fin) yield* hold(life, mark("debut", event.data.debut, event, ["debut"]), mark("fin", event.data.fin, event, ["fin"]));
  }
  if (!life.own) return;
  for (const [before, after] of order(life)) yield* hold(life, before, after);
}

const mark = (moment, date, where, chemin) => ({ moment, date, where, chemin });

function* order(life) {
  const { own, data } = life;
  const start = mark("debut", data.debut, own, ["debut"]);
  if (data.debut && data.fin) yield [start, mark("fin", data.fin, own, ["fin"])];
  for (const [rank, call] of (data.appels ?? []).entries()) {
    if (call.clos_le) yield [mark("ouverture", call.ouvert_le, own, []), mark("cloture", call.clos_le, own, ["appels", rank, "clos_le"])];
  }
  if (life.opposable) yield* byTheRules(life, start);
  const ends = [...results(life)];
  if (data.debut) for (const end of ends) yield [start, end];
  const noted = life.notes.filter((note) => note.data.citoyens).map((note) => mark("terrain", note.data.date, note, ["date"]));
  /* Results may be shared earlier; an evaluation comes after the last day. */
  if (noted.length) for (const end of ends) yield [end.moment === "evaluation" ? noted.at(-1) : noted[0], end];
}

function* byTheRules({ own, data }, start) {
  const agreed = (data.accord ?? []).map((one, rank) => mark("accord", one.date, own, ["accord", rank, "date"]));
  const calls = (data.appels ?? []).filter(({ type }) => type === "collectivites").map((one) => one.ouvert_le);
  const before = calls.length ? [mark("appel", earliest(calls), own, [])] : [];
  if (data.rencontre_amont) before.push(mark("rencontre", data.rencontre_amont.date, own, []));
  for (const one of before) for (const other of agreed) yield [one, other];
  if (data.debut) for (const [rank, one] of (data.convention ?? []).entries()) yield [mark("convention", one.date, own, ["convention", rank, "date"]), start];
}

function* results(life) {
  if (life.evaluation) yield mark("evaluation", life.evaluation.data.date, life.evaluation, ["date"]);
  for (const event of life.events) {
    if (event.data.type === "bilan") yield mark("bilan", event.data.fin ?? event.data.debut, event, ["debut"]);
  }
}

function* hold({ words }, before, after) {
  if (!surelyBefore(after.date, before.date)) return;
  const [jour, premier] = [after, before].map(({ date }) => dayInWords(date, words.calendar));
  const message = words.say("ordre-des-dates", { apres: words.say(`moment-${after.moment}`), jour, avant: words.say(`moment-${before.moment}`), premier });
  yield { regle: "ordre-des-dates", message, aide: words.say("ordre-des-dates-aide"), chemin: after.chemin, where: after.where };
}
