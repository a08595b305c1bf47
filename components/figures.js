// Figures as a table: those of one sentence together, the sentence under them; one is picked by its words or its row.

const WIDTHS = { Figure: 34, About: 30, When: 16, "Who says so": 20 };

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".figures");
  const dark = isDark(parentElement);

  function send(name, value) {
    setTriggerValue(name, { ...value, serial: performance.now() });
  }

  function go(to) {
    send("open", { to });
  }

  function show() {
    for (const row of root.querySelectorAll("tr[data-pick]")) {
      const picked = String(row.dataset.pick === data.picked);
      row.classList.toggle("picked", picked === "true");
      row.querySelector("button").setAttribute("aria-pressed", picked);
    }
    tick(root, data.chosen || []);
  }

  // What is picked changes nothing else: the table stays where it was scrolled to.
  const drawn = JSON.stringify([data.columns, data.blocks, Boolean(data.chosen), dark]);
  if (root.drawn === drawn) return show();
  root.drawn = drawn;

  function cell(name, told) {
    if (name !== "Figure") return element("td", { role: "cell", class: "told" }, ...worded(told[name] || [], go));
    const button = element("button", { type: "button" }, told.figure);
    const box = data.chosen ? [choosing(told.pick, told.figure, send)] : [];
    const against = told.against ? [element("span", { class: "against" }, told.against)] : [];
    return element("th", { role: "rowheader", scope: "row", class: "of" }, ...box, button, ...against);
  }

  function row(told) {
    const made = element("tr", { role: "row", "data-pick": told.pick }, ...data.columns.map((name) => cell(name, told)));
    made.addEventListener("click", (event) => {
      if (!event.target.closest("a, input")) send("pick", { id: told.pick });
    });
    return made;
  }

  function wide(tag, attributes, ...children) {
    return element("tr", { role: "row" }, element(tag, { ...attributes, colspan: data.columns.length }, ...children));
  }

  function block(told) {
    const made = element("tbody", { role: "rowgroup" });
    if (told.article) made.append(wide("th", { role: "rowheader", scope: "rowgroup", class: "article" }, told.article));
    made.append(...told.rows.map(row));
    if (told.passage) made.append(wide("td", { role: "cell", class: "below" }, passage(told.passage, data.looks, dark, go)));
    return made;
  }

  function heading(name) {
    const made = element("th", { role: "columnheader", scope: "col" }, name);
    made.style.width = `${WIDTHS[name]}%`;
    return made;
  }

  const head = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...data.columns.map(heading)));
  root.replaceChildren(element("table", { role: "table", "aria-label": "Figures" }, head, ...data.blocks.map(block)));
  show();
  root.scrollTop = 0;
  const first = root.querySelector(".picked");
  if (first) root.scrollTop = first.getBoundingClientRect().top - root.getBoundingClientRect().top - 80;
}
