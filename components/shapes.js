// What the app's parts share: elements, shapes by kind, and whether the ground is dark.

const SVG = "http://www.w3.org/2000/svg";
const POINTS = {
  diamond: "0,-1.25 1.25,0 0,1.25 -1.25,0",
  triangle: "0,-1.2 1.15,0.85 -1.15,0.85",
  square: "-0.95,-0.95 0.95,-0.95 0.95,0.95 -0.95,0.95",
  hexagon: "-1.15,0 -0.58,-1 0.58,-1 1.15,0 0.58,1 -0.58,1",
  bar: "-1.1,-0.6 1.1,-0.6 1.1,0.6 -1.1,0.6",
};

// Data from articles is only ever set as text or attribute, never as markup.
function element(tag, attributes = {}, ...children) {
  const made = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
const SVG_TAGS = new Set(["svg", "g", "circle", "polygon", "path", "text", "tspan", "line"]);

function shape(name, size) {
  if (name === "circle") return element("circle", { r: size });
  const points = POINTS[name].split(" ").map((p) => p.split(",").map((n) => (n * size).toFixed(2)));
  return element("polygon", { points: points.map((p) => p.join(",")).join(" ") });
}

function icon(look, dark) {
  const drawn = shape(look.shape, 5);
  drawn.setAttribute("fill", dark ? look.dark : look.light);
  drawn.setAttribute("class", "outlined");
  return element("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, drawn);
}

function isDark(host) {
  const probe = host instanceof ShadowRoot ? host.host : host;
  const colour = getComputedStyle(probe).getPropertyValue("--st-background-color").trim();
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = colour || "#ffffff";
  const [r, g, b] = canvas.fillStyle.match(/[0-9a-f]{2}/gi).map((n) => parseInt(n, 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

// A link that is a real address and, on a plain click, an event for Python.
function link(text, href, send) {
  const made = element("a", { href }, text);
  made.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    send();
  });
  return made;
}

// A sentence with some of its words marked: [text, family or ""] in a row.
function marked(pieces, looks, dark) {
  const made = element("span");
  for (const [text, family] of pieces) {
    if (!family) {
      made.append(text);
      continue;
    }
    const mark = element("mark", {}, text);
    mark.style.setProperty("--kind", dark ? looks[family].dark : looks[family].light);
    made.append(mark);
  }
  return made;
}

// Words in a row, of which those lead on that have an address: `go` is called with where to.
function worded(parts, go) {
  return parts.map((part) => (part.href ? link(part.text, part.href, () => go(part.to)) : part.text));
}

// A sentence with what it tells marked, and where it stands.
function passage(told, looks, dark, go) {
  const made = element("figure", { class: "passage" }, element("blockquote", {}, marked(told.pieces, looks, dark)));
  if (told.href) {
    const read = link("Read there", told.href, () => go(told.to));
    read.setAttribute("aria-label", `Read there: ${told.pieces.map(([text]) => text).join("").slice(0, 60)}`);
    const where = [told.headline, told.date, told.outlet].filter(Boolean).map((words) => `${words} · `);
    made.append(element("figcaption", { class: "muted" }, ...where, read));
  }
  return made;
}

// A box that chooses a fact for a dossier, by the name that addresses give it.
function choosing(pick, name, send) {
  const box = element("input", { class: "choose", type: "checkbox", "aria-label": `Choose: ${name}` });
  box.dataset.pick = pick;
  box.addEventListener("change", () => send("choose", { pick, chosen: box.checked }));
  return box;
}

// Tick the boxes of what is chosen, and no others.
function tick(root, chosen) {
  for (const box of root.querySelectorAll(".choose")) box.checked = chosen.includes(box.dataset.pick);
}

// What parts of one page tell each other, without asking the server. `hear` gives what ends the hearing.
function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`policygraph-${name}`, { detail }));
}

function hear(name, act) {
  const heard = (event) => act(event.detail);
  document.addEventListener(`policygraph-${name}`, heard);
  return () => document.removeEventListener(`policygraph-${name}`, heard);
}
