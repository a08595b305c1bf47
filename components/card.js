// A card: what something is, and what is told of it, each line with marks that open its sentences in place.

const SHOWN = 7;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".card");
  const dark = isDark(parentElement);
  let serial = 0;

  function go(to) {
    serial += 1;
    setTriggerValue("open", { to, serial: `${Date.now()}-${serial}` });
  }

  function head() {
    if (!data.title) return [];
    const look = data.looks[data.family];
    const kind = element("p", { class: "kind muted" }, ...(look ? [icon(look, dark)] : []), data.kind);
    return [kind, element("h2", { class: "title" }, data.title)];
  }

  function words(parts) {
    return parts.map((part) => {
      if (!part.href) return part.text;
      const made = link(part.text, part.href, () => go(part.to));
      if (part.family && data.icons) {
        const look = data.looks[part.family];
        made.prepend(icon(look, dark));
        made.classList.add("entity");
      }
      return made;
    });
  }

  function passage(told) {
    const made = element("figure", { class: "passage" }, element("blockquote", {}, marked(told.pieces, data.looks, dark)));
    if (told.href) {
      const read = link("Read there", told.href, () => go(told.to));
      const where = [told.headline, told.date, told.outlet].filter(Boolean).join(" · ");
      made.append(element("figcaption", { class: "muted" }, where + " · ", read));
    }
    return made;
  }

  function source(told, index, line, name) {
    const opened = passage(told);
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

  function line(told) {
    const made = element("li");
    const text = element("span", { class: "told" }, ...words(told.parts));
    if (told.sure && told.sure !== "sure") {
      const title = `${Math.round(told.confidence * 100)} of 100`;
      text.append(" ", element("span", { class: `sure ${told.sure}`, title }, told.sure));
    }
    made.append(text);
    if (!told.parts.length) {
      made.append(...told.passages.map(passage));
      return made;
    }
    made.append(...told.passages.map((p, i) => source(p, i, text, text.textContent.trim())));
    return made;
  }

  function section(told) {
    const list = element("ul", {}, ...told.lines.map(line));
    const made = element("section", {}, list);
    if (told.title) made.prepend(element("h3", { class: "muted" }, told.title));
    const rest = [...list.children].slice(SHOWN);
    if (data.boxed && rest.length > 1) {
      for (const item of rest) item.hidden = true;
      const more = element("button", { class: "more", type: "button" }, `Show all ${told.lines.length}`);
      more.addEventListener("click", () => {
        for (const item of rest) item.hidden = false;
        more.remove();
        rest[0].querySelector("a, button")?.focus();
      });
      made.append(more);
    }
    if (told.note) made.append(element("p", { class: "muted note" }, told.note));
    return made;
  }

  const lead = data.lead.map((told) => {
    const made = element("p", { class: "lead" }, ...words(told.parts));
    if (told.sure) made.append(" ", element("span", { class: `sure ${told.sure}`, title: `${Math.round(told.confidence * 100)} of 100` }, told.sure));
    return made;
  });
  root.replaceChildren(...head(), ...lead, ...data.sections.map(section));
  root.classList.toggle("boxed", data.boxed);
}
