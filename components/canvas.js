// The canvas: entities as marks, relations as lines, each a named element that takes focus and clicks.
// Python computes the places; here they are only drawn, moved and scaled. Marks and words keep their size.

const VIEWS = new Map(); // how each canvas was last looked at; outlives a remount
const CANVASES = new WeakMap();
const SIZE = 9;
const NEAREST = 0.25;
const FARTHEST = 3;
const pen = document.createElement("canvas").getContext("2d"); // measures words

export default function ({ data, parentElement, setTriggerValue }) {
  const canvas = CANVASES.get(parentElement) || new Canvas(parentElement);
  CANVASES.set(parentElement, canvas);
  canvas.update(data, (name, value) => setTriggerValue(name, { ...value, serial: performance.now() }));
  return () => {
    canvas.close();
    CANVASES.delete(parentElement);
  };
}

class Canvas {
  constructor(root) {
    this.root = root;
    this.svg = root.querySelector("svg");
    this.layers = { groups: element("g", { "aria-hidden": "true" }), edges: element("g"), nodes: element("g"), words: element("g", { "aria-hidden": "true" }) };
    this.svg.append(...Object.values(this.layers));
    this.status = root.querySelector("[role=status]");
    this.crowd = root.querySelector(".crowd");
    this.nodes = new Map();
    this.edges = new Map();
    this.hidden = new Set();
    this.focused = "";
    this.listen();
    this.watch = new ResizeObserver(() => {
      this.size = null;
      if (this.view) this.draw();
      else if (this.data) this.fit();
    });
    this.watch.observe(this.svg);
  }

  close() {
    this.watch.disconnect();
  }

  update(data, send) {
    this.send = send;
    const given = JSON.stringify(data);
    const dark = isDark(this.root);
    if (given === this.given && dark === this.dark) return;
    if (given !== this.given) this.data = data; // else what was picked since stays
    Object.assign(this, { given, dark });
    const height = `${data.height}px`;
    if (this.svg.style.height !== height) {
      this.svg.style.height = height;
      this.size = null;
    }
    this.patch(this.nodes, data.nodes, (node) => this.makeNode(node));
    this.patch(this.edges, data.edges, (edge) => this.makeEdge(edge));
    this.bend();
    this.dress();
    this.legend();
    if (!this.nodes.has(this.focused)) this.focused = data.start;
    this.rove(this.focused);
    this.view = VIEWS.get(data.id);
    if (this.view) this.draw();
    if (!this.view || this.strays()) requestAnimationFrame(() => this.fit());
  }

  // Keep what is there, by id; add what is new, drop what is gone.
  patch(known, told, make) {
    const wanted = new Set(told.map((t) => t.id));
    for (const [id, item] of known) {
      if (wanted.has(id)) continue;
      for (const drawn of item.drawn) drawn.remove();
      known.delete(id);
    }
    for (const t of told) {
      const item = known.get(t.id) || make(t);
      Object.assign(item, { x: t.x, y: t.y });
      item.told = t;
      known.set(t.id, item);
    }
  }

  makeNode(node) {
    const mark = element("g", { class: "node", role: "button", tabindex: "-1", "data-id": node.id });
    const words = element("g", { class: "label" });
    this.layers.nodes.append(mark);
    this.layers.words.append(words);
    return { mark, words, drawn: [mark, words], fresh: true };
  }

  makeEdge(edge) {
    const line = element("path", { class: "line" });
    const hit = element("path", { class: "hit" });
    const tip = element("path", { class: "tip" });
    const mark = element("g", { class: "edge", role: "button", tabindex: "-1", "data-id": edge.id }, hit, line, tip);
    const words = element("g", { class: "verb" });
    this.layers.edges.append(mark);
    this.layers.words.prepend(words);
    return { mark, line, hit, tip, words, drawn: [mark, words] };
  }

  // Several relations between the same two are bent apart.
  bend() {
    const pairs = new Map();
    for (const edge of this.edges.values()) {
      const key = [edge.told.source, edge.told.target].sort().join(" ");
      pairs.set(key, [...(pairs.get(key) || []), edge]);
    }
    for (const edges of pairs.values()) {
      edges.forEach((edge, i) => {
        const turn = edge.told.source < edge.told.target ? 1 : -1;
        edge.bend = turn * (i - (edges.length - 1) / 2) * 26;
      });
    }
  }

  // Each mark as it is told now; what is told as before keeps what it has.
  dress() {
    const { looks, start } = this.data;
    pen.font = `12px ${getComputedStyle(this.svg).fontFamily}`;
    for (const node of this.nodes.values()) {
      const { told, mark, words } = node;
      node.half = Math.max(...told.lines.map((line) => pen.measureText(line).width)) / 2 + 2;
      if (!this.isOther(node, [told.id === start, told.name, told.lines, told.more, told.pinned, told.family])) continue;
      const look = looks[told.family];
      const drawn = shape(look.shape, told.id === start ? SIZE * 1.35 : SIZE);
      drawn.setAttribute("class", "outlined");
      drawn.style.fill = this.dark ? look.dark : look.light;
      const more = told.more ? [element("text", { class: "more", x: SIZE + 5, y: -SIZE - 1 }, `+${told.more}`)] : [];
      const pin = told.pinned ? [element("circle", { class: "pin", cx: -SIZE, cy: -SIZE, r: 3 })] : [];
      mark.replaceChildren(element("circle", { class: "halo", r: SIZE + 7 }), drawn, ...pin, ...more);
      mark.setAttribute("aria-label", told.name);
      words.replaceChildren(...this.written(told.lines, 14));
    }
    for (const edge of this.edges.values()) {
      const { told, mark, words } = edge;
      if (!this.isOther(edge, [told.name, told.verb, told.inferred])) continue;
      mark.setAttribute("aria-label", told.name);
      mark.classList.toggle("inferred", told.inferred);
      words.replaceChildren(...this.written([told.verb], 4));
    }
    this.stress();
  }

  // Whether a mark has to be dressed anew: it was told otherwise, or on the other ground.
  isOther(item, told) {
    const now = JSON.stringify([told, this.dark]);
    if (item.dressed === now) return false;
    item.dressed = now;
    return true;
  }

  // How wide and high the plane is. To ask makes the browser lay out the page, so it is asked once.
  room() {
    this.size ||= [this.svg.clientWidth, this.svg.clientHeight];
    return this.size;
  }

  // What is picked and what it is linked to stand out; what is hidden goes.
  stress() {
    const { selected } = this.data;
    const near = new Set([selected]);
    for (const { told } of this.edges.values()) {
      if ([told.id, told.source, told.target].includes(selected)) near.add(told.id).add(told.source).add(told.target);
    }
    for (const node of this.nodes.values()) this.mark(node, near, node.told.family);
    for (const edge of this.edges.values()) {
      const ends = [edge.told.source, edge.told.target].map((id) => this.nodes.get(id));
      this.mark(edge, near, ...ends.map((n) => n.told.family));
    }
  }

  written(lines, drop) {
    return lines.map((text, i) => element("text", { y: SIZE + drop + i * 14 - (drop < 14 ? SIZE : 0) }, text));
  }

  mark(item, near, ...families) {
    const { selected } = this.data;
    item.near = selected !== "" && near.has(item.told.id);
    item.out = families.some((f) => this.hidden.has(f));
    for (const drawn of item.drawn) {
      drawn.classList.toggle("selected", item.told.id === selected);
      drawn.classList.toggle("far", selected !== "" && !item.near);
      drawn.classList.toggle("out", item.out);
    }
    item.mark.setAttribute("aria-pressed", String(item.told.id === selected));
  }

  // The families, with their shapes; a press hides or shows one: here, or where Python keeps what is hidden, there.
  legend() {
    const list = this.root.querySelector(".legend");
    const counts = new Map();
    for (const { told } of this.nodes.values()) counts.set(told.family, (counts.get(told.family) || 0) + 1);
    const kept = this.data.kinds.length > 0;
    const kinds = kept ? this.data.kinds : [...counts].map(([f, count]) => [f, count, this.hidden.has(f)]);
    const items = kinds.map(([family, count, off]) => {
      const look = this.data.looks[family];
      const button = element(
        "button",
        { type: "button", "aria-pressed": String(!off), title: `Show or hide ${look.label}` },
        icon(look, this.dark),
        `${look.label} ${count}`,
      );
      button.addEventListener("click", () => (kept ? this.send("kind", { id: family }) : this.toggle(family)));
      return element("li", {}, button);
    });
    const at = [...list.querySelectorAll("button")].indexOf(this.root.activeElement);
    list.replaceChildren(...items);
    if (at >= 0) list.querySelectorAll("button")[at]?.focus();
  }

  toggle(family) {
    this.hidden.has(family) ? this.hidden.delete(family) : this.hidden.add(family);
    this.stress();
    this.legend();
    this.draw();
  }

  // Each group as a soft shape around its members, with its number.
  drawGroups() {
    const drawn = this.data.groups.map((ids, i) => {
      const spots = ids.filter((id) => this.nodes.has(id)).map((id) => this.spot(this.nodes.get(id)));
      if (!spots.length) return "";
      const hull = around(spots).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
      const top = spots.reduce((a, b) => (b[1] < a[1] ? b : a));
      const path = element("path", { class: "ground", d: `M${hull.join("L")}Z` });
      const number = element("text", { x: top[0], y: top[1] - 22 }, String(i + 1));
      return element("g", { class: `group group-${i % 6}` }, path, number);
    });
    this.layers.groups.replaceChildren(...drawn.filter(Boolean));
  }

  spot(node) {
    const { zoom, x, y } = this.view;
    return [node.x * zoom + x, node.y * zoom + y];
  }

  fit() {
    const shown = [...this.nodes.values()].filter((n) => !n.out);
    const [width, height] = this.room();
    if (!shown.length || !width) return;
    const xs = shown.map((n) => n.x);
    const ys = shown.map((n) => n.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = Math.min((width - 150) / (right - left || 1), (height - 90) / (bottom - top || 1));
    const zoom = Math.max(NEAREST, Math.min(1.6, room));
    const x = width / 2 - ((left + right) / 2) * zoom;
    const y = height / 2 - 6 - ((top + bottom) / 2) * zoom;
    this.look({ zoom, x, y });
  }

  // Whether what was just added lies out of sight.
  strays() {
    const [width, height] = this.room();
    return [...this.nodes.values()].some((node) => {
      const [x, y] = this.spot(node);
      const fresh = node.fresh;
      node.fresh = false;
      return fresh && (x < 20 || y < 20 || x > width - 20 || y > height - 40);
    });
  }

  look(view) {
    this.view = view;
    VIEWS.set(this.data.id, view);
    this.draw();
  }

  zoomBy(factor, at) {
    const { zoom, x, y } = this.view;
    const to = Math.max(NEAREST, Math.min(FARTHEST, zoom * factor));
    const [ax, ay] = at || this.room().map((side) => side / 2);
    this.look({ zoom: to, x: ax - ((ax - x) * to) / zoom, y: ay - ((ay - y) * to) / zoom });
  }

  draw() {
    for (const node of this.nodes.values()) {
      const [x, y] = this.spot(node);
      for (const drawn of node.drawn) drawn.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
    }
    for (const edge of this.edges.values()) this.drawEdge(edge);
    this.drawGroups();
    this.cull();
  }

  drawEdge(edge) {
    const [ax, ay] = this.spot(this.nodes.get(edge.told.source));
    const [bx, by] = this.spot(this.nodes.get(edge.told.target));
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
    const [mx, my] = [(ax + bx) / 2 - uy * edge.bend * 2, (ay + by) / 2 + ux * edge.bend * 2];
    const into = Math.hypot(bx - mx, by - my) || 1;
    const [tx, ty] = [(bx - mx) / into, (by - my) / into];
    const [ex, ey] = [bx - tx * (SIZE + 5), by - ty * (SIZE + 5)];
    const path = `M${ax.toFixed(1)},${ay.toFixed(1)} Q${mx.toFixed(1)},${my.toFixed(1)} ${ex.toFixed(1)},${ey.toFixed(1)}`;
    edge.line.setAttribute("d", path);
    edge.hit.setAttribute("d", path);
    const back = (side) => `${(ex - tx * 8 - side * ty * 4).toFixed(1)},${(ey - ty * 8 + side * tx * 4).toFixed(1)}`;
    edge.tip.setAttribute("d", `M${back(1)} L${ex.toFixed(1)},${ey.toFixed(1)} L${back(-1)}`);
    edge.words.setAttribute("transform", `translate(${((ax + bx) / 4 + mx / 2).toFixed(1)},${((ay + by) / 4 + my / 2).toFixed(1)})`);
  }

  // Show as many words as have room: the selected and the best linked first, and never over a mark.
  cull() {
    const taken = [...this.nodes.values()].filter((n) => !n.out).map((n) => {
      const [x, y] = this.spot(n);
      return [x - SIZE, y - SIZE, x + SIZE, y + SIZE];
    });
    const free = (box) => !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
    const offer = (item, box, always) => {
      const room = !item.out && (always || free(box));
      item.words.classList.toggle("crowded", !room);
      if (room) taken.push(box);
    };
    const rank = (n) => (n.told.id === this.data.selected ? 2 : n.near ? 1 : 0) * 1e6 + n.told.links;
    for (const node of [...this.nodes.values()].sort((a, b) => rank(b) - rank(a))) {
      const [x, y] = this.spot(node);
      const offers = this.besides(node).map(([dx, dy, box]) => [dx, dy, [box[0] + x, box[1] + y, box[2] + x, box[3] + y]]);
      const [dx, dy, box] = offers.find(([, , b]) => free(b) && this.inSight(b)) || offers[0];
      node.words.setAttribute("transform", `translate(${(x + dx).toFixed(1)},${(y + dy).toFixed(1)})`);
      offer(node, box, node.told.id === this.data.selected || node.told.id === this.focused);
    }
    for (const edge of this.edges.values()) {
      const [x, y] = edge.words.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
      const half = edge.told.verb.length * 3;
      const wanted = edge.near || (this.data.selected === "" && this.edges.size <= 40);
      if (wanted) offer(edge, [x - half, y - 7, x + half, y + 7], edge.told.id === this.data.selected);
      else edge.words.classList.add("crowded");
    }
    const hidden = [...this.nodes.values()].filter((n) => !n.out && n.words.classList.contains("crowded")).length;
    this.crowd.textContent = hidden ? `${hidden} ${hidden === 1 ? "name has" : "names have"} no room: zoom in, or point at a mark` : "";
  }

  // What is pointed at shows its words, over others if need be.
  point(id) {
    const item = this.nodes.get(id) || this.edges.get(id);
    if (item?.words === this.pointed) return;
    this.pointed?.classList.remove("pointed");
    this.pointed = item?.words;
    if (!this.pointed) return;
    this.pointed.classList.add("pointed");
    this.layers.words.append(this.pointed);
  }

  // Where the words of a node may stand: below it, above, right, left, aslant; how far from below, and the box about the node.
  besides(node) {
    const high = node.told.lines.length * 14;
    const { half } = node;
    const [top, up, mid] = [SIZE + 3, 2 * SIZE + high + (node.told.more ? 15 : 7), SIZE + 4 + high / 2];
    const aside = (dx, dy) => [dx, dy, [dx - half, top + dy, dx + half, top + high + 1 + dy]];
    const level = (dx) => [dx, -mid, [dx - half, -high / 2, dx + half, high / 2]];
    const aslant = [0.5, -0.5, 1, -1].flatMap((share) => [aside(share * half, 0), aside(share * half, -up)]);
    return [aside(0, 0), aside(0, -up), level(SIZE + 5 + half), level(-SIZE - 5 - half), ...aslant];
  }

  inSight([left, top, right, bottom]) {
    const [width, height] = this.room();
    return left > 0 && top > 0 && right < width && bottom < height;
  }

  listen() {
    for (const button of this.root.querySelectorAll(".tools button")) {
      const act = { in: () => this.zoomBy(1.3), out: () => this.zoomBy(1 / 1.3), fit: () => this.fit() }[button.name];
      button.addEventListener("click", act);
    }
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !this.root.activeElement) return; // else the page scrolls
      event.preventDefault();
      this.zoomBy(Math.exp(-event.deltaY / 400), [event.offsetX, event.offsetY]);
    }, { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("dblclick", (event) => this.expand(event.target.closest(".node")?.dataset.id));
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("pointerover", (event) => this.point(event.target.closest(".node, .edge")?.dataset.id));
    this.svg.addEventListener("pointerleave", () => this.point(""));
    this.svg.addEventListener("focusin", () => this.view && this.cull());
  }

  // A press that moves drags a node or the whole view; one that doesn't is a click.
  press(event) {
    if (event.button) return;
    const mark = event.target.closest(".node, .edge");
    const node = this.nodes.get(mark?.dataset.id);
    const from = { x: event.clientX, y: event.clientY, view: { ...this.view }, node: node && { x: node.x, y: node.y } };
    let dragged = false;
    const move = (e) => {
      const [dx, dy] = [e.clientX - from.x, e.clientY - from.y];
      if (!dragged && Math.hypot(dx, dy) < 4) return;
      dragged = true;
      if (!node) return this.look({ ...from.view, x: from.view.x + dx, y: from.view.y + dy });
      Object.assign(node, { x: from.node.x + dx / this.view.zoom, y: from.node.y + dy / this.view.zoom });
      this.draw();
    };
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      if (dragged && node) this.moved(node);
      else if (!dragged) this.select(mark?.dataset.id || "");
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
  }

  select(id) {
    if (this.nodes.has(id)) this.rove(id);
    if (id === this.data.selected) return;
    const item = this.nodes.get(id) || this.edges.get(id);
    this.status.textContent = item ? item.told.name : "";
    this.data = { ...this.data, selected: id };
    this.pick(id); // the server can be at it while the canvas is drawn
    this.stress();
    this.cull();
  }

  // A card beside the canvas asks for what is picked, if there is one: then nothing but the card is drawn anew.
  pick(id) {
    let heard = false;
    tell("pick", { id, taken: (act) => heard || ((heard = true), act()) });
    if (!heard) this.send("select", { id });
  }

  expand(id) {
    if (this.nodes.get(id)?.told.more) this.send("expand", { id });
  }

  rove(id) {
    this.nodes.get(this.focused)?.mark.setAttribute("tabindex", "-1");
    this.focused = id;
    this.nodes.get(id)?.mark.setAttribute("tabindex", "0");
  }

  key(event) {
    const id = event.target.dataset.id;
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "Enter" && event.shiftKey) this.expand(id);
    else if (event.key === "Enter" || event.key === " ") this.select(id);
    else if (event.key === "Escape") this.nodes.get(this.focused)?.mark.focus();
    else if (event.key === "PageDown" || event.key === "PageUp") this.step(id, event.key === "PageDown" ? 1 : -1);
    else if (steps[event.key] && event.shiftKey && this.nodes.has(id)) this.shift(id, steps[event.key]);
    else if (steps[event.key] && this.nodes.has(id)) this.nearest(id, steps[event.key]);
    else return;
    event.preventDefault();
  }

  // From relation to relation of the node that has or had the focus.
  step(id, by) {
    const own = [...this.edges.values()].filter(({ told }) => [told.source, told.target].includes(this.focused));
    const at = own.findIndex(({ told }) => told.id === id);
    own.at((at + by + (at < 0 && by < 0 ? 1 : 0)) % own.length)?.mark.focus();
  }

  // Move a node by a key; Python hears of it when the keys rest.
  shift(id, [dx, dy]) {
    const node = this.nodes.get(id);
    Object.assign(node, { x: node.x + dx * 20, y: node.y + dy * 20 });
    this.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.moved(node), 400);
  }

  moved(node) {
    this.send("move", { id: node.told.id, x: Math.round(node.x), y: Math.round(node.y) });
  }

  // To the nearest in a direction; what is linked to where one is counts as nearer.
  nearest(id, [dx, dy]) {
    const linked = new Set([...this.edges.values()].flatMap(({ told: { source, target } }) =>
      source === id ? [target] : target === id ? [source] : []));
    const [x, y] = this.spot(this.nodes.get(id));
    let best = null;
    let least = Infinity;
    for (const node of this.nodes.values()) {
      const [ox, oy] = this.spot(node);
      const along = (ox - x) * dx + (oy - y) * dy;
      const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      const cost = (along + aside * 2) * (linked.has(node.told.id) ? 0.5 : 1);
      if (along > 1 && cost < least && !node.out) [best, least] = [node, cost];
    }
    if (!best) return;
    this.rove(best.told.id);
    this.intoSight(best);
    best.mark.focus();
  }

  intoSight(node) {
    const [x, y] = this.spot(node);
    const [width, height] = this.room();
    const [dx, dy] = [Math.max(40 - x, 0) + Math.min(width - 40 - x, 0), Math.max(40 - y, 0) + Math.min(height - 50 - y, 0)];
    if (dx || dy) this.look({ ...this.view, x: this.view.x + dx, y: this.view.y + dy });
  }
}

// The convex hull of some points, by Andrew's monotone chain.
function around(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered) => {
    const hull = [];
    for (const p of ordered) {
      while (hull.length > 1) {
        const [[ax, ay], [bx, by]] = hull.slice(-2);
        if ((bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0) break;
        hull.pop();
      }
      hull.push(p);
    }
    return hull.slice(0, -1);
  };
  return points.length < 3 ? points : [...half(sorted), ...half(sorted.reverse())];
}
