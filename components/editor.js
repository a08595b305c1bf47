// The SPARQL editor: a text area over a painted copy of its text, with completion of the words that Python gives.

const EDITORS = new WeakMap();
const OFFERED = 8;
const LONGEST = 20000; // letters beyond which nothing is painted
const TOKENS = [
  ["comment", "#[^\\n]*"],
  ["string", "\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'"],
  ["iri", "<[^<>\\s]*>"],
  ["variable", "[?$]\\w+"],
  ["name", "\\w*:[\\w-]*"],
  ["word", "\\b(?:SELECT|CONSTRUCT|ASK|DESCRIBE|WHERE|PREFIX|OPTIONAL|UNION|FILTER|BIND|VALUES|GRAPH|MINUS|EXISTS|NOT"
    + "|IN|AS|DISTINCT|GROUP|ORDER|BY|HAVING|LIMIT|OFFSET|ASC|DESC|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|a)\\b"],
];
const LEXER = new RegExp(TOKENS.map(([kind, form]) => `(?<${kind}>${form})`).join("|"), "g");

export default function ({ data, parentElement, setTriggerValue }) {
  const editor = EDITORS.get(parentElement) || new Editor(parentElement);
  EDITORS.set(parentElement, editor);
  editor.update(data, setTriggerValue);
}

class Editor {
  constructor(root) {
    this.area = root.querySelector("textarea");
    this.paint = root.querySelector("pre");
    this.list = root.querySelector("ul");
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("scroll", () => this.follow());
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.addEventListener("blur", () => this.close());
    root.querySelector("[name=run]").addEventListener("click", () => this.run());
  }

  update(data, send) {
    this.words = data.words;
    this.send = send;
    if (data.revision !== this.revision) {
      if (data.text !== this.sent) this.area.value = data.text; // else one may have written on since it was sent
      this.sent = undefined;
    }
    this.revision = data.revision;
    this.wrong = data.text === this.area.value ? data.line : 0;
    this.draw();
  }

  typed() {
    this.wrong = 0;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
    this.complete();
  }

  run() {
    this.close();
    this.sent = this.area.value;
    this.send("run", { text: this.sent, serial: performance.now() });
  }

  draw() {
    const text = this.area.value;
    const painted = text.length > LONGEST ? [text] : this.painted(text);
    this.paint.replaceChildren(...painted, "\n");
    this.area.style.height = `${Math.min(Math.max(text.split("\n").length + 1, 6), 24) * 1.5 + 1.2}em`;
    this.follow();
  }

  // The text in coloured pieces, the malformed line on a ground of its own.
  painted(text) {
    return text.split("\n").flatMap((line, i) => {
      const pieces = [];
      let at = 0;
      for (const found of line.matchAll(LEXER)) {
        const kind = Object.keys(found.groups).find((k) => found.groups[k] !== undefined);
        pieces.push(line.slice(at, found.index), element("span", { class: kind }, found[0]));
        at = found.index + found[0].length;
      }
      pieces.push(line.slice(at));
      const whole = i + 1 === this.wrong ? [element("span", { class: "wrong" }, ...pieces, " ")] : pieces;
      return i ? ["\n", ...whole] : whole;
    });
  }

  follow() {
    this.paint.scrollTop = this.area.scrollTop;
    this.paint.scrollLeft = this.area.scrollLeft;
  }

  // The word that is being written, up to the cursor.
  begun() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    return /(?<![?$\w])(?:\w+:[\w-]*|\w{2,})$/.exec(before)?.[0] || "";
  }

  complete() {
    const begun = this.begun().toLowerCase();
    const fits = ({ insert, label }) => insert.toLowerCase().startsWith(begun) || label.toLowerCase().startsWith(begun);
    this.offers = begun ? this.words.filter(fits).filter((w) => w.insert.toLowerCase() !== begun).slice(0, OFFERED) : [];
    this.chosen = -1;
    this.list.replaceChildren(...this.offers.map((offer, i) => this.offer(offer, i)));
    const line = this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    this.list.style.top = `calc(${line * 1.5 * 0.92}rem + 0.8rem - ${this.area.scrollTop}px)`;
    this.list.hidden = !this.offers.length;
  }

  offer({ insert, label }, i) {
    const attributes = { role: "option", id: `offer-${i}`, "aria-selected": "false" };
    const made = element("li", attributes, element("code", {}, insert), element("span", { class: "muted" }, ` ${label}`));
    made.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(i);
    });
    return made;
  }

  choose(by) {
    const count = this.offers.length;
    this.chosen = this.chosen < 0 && by < 0 ? count - 1 : (this.chosen + by + count) % count;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.chosen)));
    this.area.setAttribute("aria-activedescendant", `offer-${this.chosen}`);
  }

  take(i) {
    const start = this.area.selectionStart - this.begun().length;
    this.area.setSelectionRange(start, this.area.selectionStart);
    document.execCommand("insertText", false, this.offers[i].insert); // so that it can be undone
    this.close();
  }

  close() {
    this.offers = [];
    this.list.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const open = this.offers?.length > 0;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.run();
    else if (open && event.key === "ArrowDown") this.choose(1);
    else if (open && event.key === "ArrowUp") this.choose(-1);
    else if (open && event.key === "Escape") this.close();
    else if (open && event.key === "Tab") this.take(Math.max(this.chosen, 0));
    else if (open && event.key === "Enter" && this.chosen >= 0) this.take(this.chosen);
    else return;
    event.preventDefault();
  }
}
