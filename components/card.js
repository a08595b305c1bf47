// A card: what something is, and what is told of it, each line with marks that open its sentences in place.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".card");
  const dark = isDark(parentElement);
  let serial = 0;

  root.stop?.();
  root.stop = data.hears ? hear("pick", (event) => event.taken(() => send("pick", { id: event.id }))) : undefined;
  const leave = () => root.stop?.();

  // What was chosen changes nothing else: sentences stay open, and the focus where it is.
  const drawn = JSON.stringify([data, dark], (name, value) => (name === "chosen" ? Boolean(value) : value));
  if (root.drawn === drawn) {
    tick(root, data.chosen || []);
    return leave;
  }
  root.drawn = drawn;

  function send(name, value) {
    serial += 1;
    setTriggerValue(name, { ...value, serial: `${Date.now()}-${serial}` });
  }

  function go(to) {
    send("open", { to });
  }

  function head() {
    if (!data.title) return [];
    const look = data.looks[data.family];
    const kind = element("p", { class: "kind muted" }, ...(look ? [icon(look, dark)] : []), data.kind);
    const title = data.href ? link(data.title, data.href, () => go(data.iri)) : data.title;
    return [kind, element("h2", { class: "title" }, title)];
  }

  function words(parts) {
    const made = worded(parts, go);
    parts.forEach((part, i) => {
      if (!part.href || !part.family || !data.icons) return;
      made[i].prepend(icon(data.looks[part.family], dark));
      made[i].classList.add("entity");
    });
    return made;
  }

  function said(told) {
    return passage(told, data.looks, dark, go);
  }

  function source(told, index, line, name) {
    const opened = said(told);
    opened.hidden = true;
    const mark = element(
      "button",
      { class: "source", type: "button", "aria-expanded": "false", title: told.headline,
        "aria-label": `Sentence ${index + 1} for ${name}` },
      String(index + 1),
    );
    mark.addEventListener("click", () => {
      opened.hidden = !opened.hidden;
      mark.setAttribute("aria-expanded", String(!opened.hidden));
    });
    line.append(mark);
    return opened;
  }

  function judged(told) {
    const found = [];
    if (told.sure && told.sure !== "sure") {
      const title = `${Math.round(told.confidence * 100)} of 100`;
      found.push(" ", element("span", { class: `sure ${told.sure}`, title }, told.sure));
    }
    if (told.note) found.push(" ", element("span", { class: "muted noted" }, `(${told.note})`));
    return found;
  }

  function choice(told, name) {
    return data.chosen && told.pick ? [choosing(told.pick, name, send)] : [];
  }

  function line(told) {
    const made = element("li");
    const text = element("span", { class: "told" }, ...words(told.parts));
    const name = text.textContent.trim();
    text.prepend(...choice(told, name));
    text.append(...judged(told));
    made.append(text);
    if (!told.parts.length) {
      made.append(...told.passages.map(said));
      return made;
    }
    made.append(...told.passages.map((p, i) => source(p, i, text, name)));
    return made;
  }

  function facing(told) {
    const text = element("p", { class: "figure" }, ...words(told.parts));
    text.prepend(...choice(told, text.textContent.trim()));
    return element("li", {}, text, ...told.passages.map(said));
  }

  function row(told, width) {
    const made = element("tr");
    const name = told.parts.map((part) => part.text).join("");
    for (const cell of told.cells) made.append(element("td", {}, ...words(cell)));
    const marks = element("td", { class: "marks" });
    const opened = told.passages.map((p, i) => source(p, i, marks, name));
    const widest = told.cells.length === 2 ? made.lastChild : made.firstChild;
    widest.prepend(...choice(told, name));
    widest.append(...judged(told));
    made.append(marks);
    const below = element("tr", { class: "below" }, element("td", { colspan: width + 1 }, ...opened));
    return opened.length ? [made, below] : [made];
  }

  function table(told) {
    const heads = told.columns.map((name) => element("th", { scope: "col" }, name));
    const last = element("th", { scope: "col" }, element("span", { class: "aside" }, "Sentences"));
    const head = element("thead", {}, element("tr", {}, ...heads, last));
    const groups = told.lines.map((l) => element("tbody", {}, ...row(l, told.columns.length)));
    return [element("table", told.columns.length === 2 ? { class: "dated" } : {}, head, ...groups), groups];
  }

  function list(told) {
    const items = told.lines.map(told.beside ? facing : line);
    return [element("ul", told.beside ? { class: "beside" } : {}, ...items), items];
  }

  function onward(told) {
    return told ? [" ", link(told.text, told.href, () => go(told.to))] : [];
  }

  function section(told) {
    const [body, items] = told.columns.length ? table(told) : list(told);
    const made = element("section", {}, body);
    if (told.title) made.prepend(element(data.title ? "h3" : "h2", { class: "head muted" }, told.title));
    const rest = data.fold ? items.slice(data.fold) : [];
    if (rest.length > 1) {
      for (const item of rest) item.hidden = true;
      const more = element("button", { class: "more", type: "button" }, `Show all ${told.lines.length}`);
      more.addEventListener("click", () => {
        for (const item of rest) item.hidden = false;
        more.remove();
        rest[0].querySelector("a, button, input")?.focus();
      });
      made.append(more);
    }
    if (told.note) made.append(element("p", { class: "muted note" }, told.note, ...onward(told.more)));
    return made;
  }

  const lead = data.lead.map((told) => {
    const made = element("p", { class: "lead" }, ...words(told.parts));
    if (told.sure) made.append(" ", element("span", { class: `sure ${told.sure}`, title: `${Math.round(told.confidence * 100)} of 100` }, told.sure));
    return made;
  });
  root.replaceChildren(...head(), ...lead, ...data.sections.map(section));
  root.classList.toggle("boxed", data.boxed);
  tick(root, data.chosen || []);
  return leave;
}
