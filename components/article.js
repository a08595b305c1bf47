// The reading page: an article's paragraphs, what they speak of marked by kind, kinds to switch on and off. It tells the
// page's other parts which of the sentences that tell something are in view.

const READERS = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const reader = READERS.get(parentElement) || { came: -2 };
  reader.off = new Set(data.off);
  READERS.set(parentElement, reader);
  const dark = isDark(parentElement);
  const text = parentElement.querySelector(".text");
  const legend = parentElement.querySelector(".legend");

  function open(to) {
    setTriggerValue("open", { to, serial: performance.now() });
  }

  function colour(family) {
    return dark ? data.looks[family].dark : data.looks[family].light;
  }

  function mark(piece) {
    // A span and no button: a button's words don't break over lines.
    const pressed = String(piece.to === data.selected);
    const attributes = { role: "button", tabindex: "0", class: "mark", title: piece.name, "aria-pressed": pressed };
    const made = element("span", { ...attributes, "data-family": piece.family }, piece.text);
    made.style.setProperty("--kind", colour(piece.family));
    const act = (event) => {
      event.stopPropagation();
      event.preventDefault();
      open(piece.to);
    };
    made.addEventListener("click", act);
    made.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && act(event));
    return made;
  }

  function piece(told) {
    const made = quotable(told);
    made.sentences = data.sentences.flatMap(([start, end], i) => (start <= told.start && told.start < end ? [i] : []));
    return made;
  }

  function quotable(told) {
    const made = told.to ? mark(told) : element("span", {}, told.text);
    if (told.at) made.classList.add("at");
    if (!told.quotation) return made;
    const quoted = element("span", { class: "quoted", "data-family": "quotation" }, made);
    quoted.style.setProperty("--kind", colour("quotation"));
    quoted.classList.toggle("chosen", told.quotation === data.selected);
    if (!told.to && told.text.trim()) {
      // A button holds no other: where a mark stands in a quotation, the words beside it open the quotation.
      quoted.setAttribute("role", "button");
      quoted.setAttribute("tabindex", "0");
    }
    quoted.addEventListener("click", () => open(told.quotation));
    quoted.addEventListener("keydown", (event) => {
      if (!["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      open(told.quotation);
    });
    return quoted;
  }

  function show() {
    for (const made of text.querySelectorAll("[data-family]")) made.classList.toggle("off", reader.off.has(made.dataset.family));
  }

  function toggle(family, count) {
    const look = data.looks[family];
    const made = element(
      "button",
      { type: "button", "aria-pressed": String(!reader.off.has(family)), title: `Mark ${look.label} or not` },
      icon(look, dark),
      `${look.label} ${count}`,
    );
    made.addEventListener("click", () => {
      reader.off.has(family) ? reader.off.delete(family) : reader.off.add(family);
      made.setAttribute("aria-pressed", String(!reader.off.has(family)));
      show();
      setTriggerValue("kind", { family, serial: performance.now() });
    });
    return element("li", {}, made);
  }

  // The sentences in view, and the one under the pointer or the focus.
  function follow() {
    const pieces = [...text.querySelectorAll("p > *, h2 > *")].filter((made) => made.sentences.length);
    const inView = new Set();
    let now = -1;
    const view = () => tell("view", { seen: [...new Set([...inView].flatMap((made) => made.sentences))], now });
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) entry.isIntersecting ? inView.add(entry.target) : inView.delete(entry.target);
        view();
      },
      { root: text },
    );
    const point = (event) => {
      const made = event.target.closest?.("p > *, h2 > *");
      const first = made?.sentences?.length ? Math.max(...made.sentences) : -1;
      if (first === now) return;
      now = first;
      view();
    };
    for (const made of pieces) observer.observe(made);
    for (const heard of ["mouseover", "focusin"]) text.addEventListener(heard, point);
    const silent = [
      hear("ask", view),
      hear("point", ({ at }) => pieces.forEach((made) => made.classList.toggle("pointed", made.sentences.includes(at)))),
    ];
    return () => {
      observer.disconnect();
      for (const heard of ["mouseover", "focusin"]) text.removeEventListener(heard, point);
      for (const end of silent) end();
    };
  }

  const found = new Map();
  const count = (family, id) => found.set(family, (found.get(family) || new Set()).add(id));
  for (const told of data.paragraphs.flat()) {
    if (told.to) count(told.family, told.to);
    if (told.quotation) count("quotation", told.quotation);
  }
  legend.replaceChildren(...Object.keys(data.looks).filter((f) => found.has(f)).map((f) => toggle(f, found.get(f).size)));
  const place = text.scrollTop;
  text.replaceChildren(...data.paragraphs.map((pieces, i) => element(i ? "p" : "h2", {}, ...pieces.map(piece))));
  show();
  reader.stop?.();
  reader.stop = follow();
  text.scrollTop = place;
  if (data.at !== reader.came) {
    reader.came = data.at;
    const first = text.querySelector(".at");
    if (first) text.scrollTop += first.getBoundingClientRect().top - text.getBoundingClientRect().top - 90;
    else text.scrollTop = 0;
  }
  return () => reader.stop?.();
}
