// What the sentences in view tell, beside the text; it follows the article of the page as that is scrolled.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".aside-of-text");
  const dark = isDark(parentElement);

  function note(told) {
    const look = data.looks[told.family];
    const words = element("span", {}, told.text);
    if (told.sure && told.sure !== "sure") words.append(" ", element("span", { class: `sure ${told.sure}` }, told.sure));
    const made = element("button", { type: "button", class: "note-of-text" }, look ? icon(look, dark) : element("span"), words);
    made.addEventListener("click", () => setTriggerValue("open", { to: told.pick, serial: performance.now() }));
    return element("li", {}, made);
  }

  function sentence(told, index) {
    const made = element("ul", { class: "sentence", hidden: "" }, ...told.notes.map(note));
    const point = (at) => () => tell("point", { at });
    for (const [heard, at] of [["mouseenter", index], ["focusin", index], ["mouseleave", -1], ["focusout", -1]]) {
      made.addEventListener(heard, point(at));
    }
    return made;
  }

  // Into view, and nothing moves but what stands beside the text.
  function bring(made) {
    const [box, room] = [made.getBoundingClientRect(), root.getBoundingClientRect()];
    if (box.top < room.top || box.bottom > room.bottom) root.scrollTop += box.top - room.top - 8;
  }

  const drawn = JSON.stringify([data, dark]);
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    const count = element("p", { class: "muted count" });
    const sentences = data.sentences.map(sentence);
    root.replaceChildren(element("h2", {}, "Told in the sentences in view"), count, ...sentences);
    const show = ({ seen, now }) => {
      sentences.forEach((made, i) => {
        made.hidden = !seen.includes(i);
        made.classList.toggle("now", i === now);
      });
      const shown = new Set(seen.flatMap((i) => data.sentences[i].notes.map((told) => told.pick))).size;
      const none = data.sentences.length ? `None of ${data.total}; scroll the text.` : "Nothing is told in this article.";
      count.textContent = shown ? `${shown} of ${data.total}` : none;
      if (now >= 0 && !root.matches(":hover")) bring(sentences[now]);
    };
    root.stop?.();
    root.stop = hear("view", show);
  }
  tell("ask", {});
  return () => {
    root.stop?.();
    root.drawn = "";
  };
}
