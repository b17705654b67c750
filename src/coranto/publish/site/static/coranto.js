// Makes pages nicer and nothing possible: without it citations open all the same.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.querySelector("button.theme");
  let stored = null;
  try { stored = localStorage.getItem("coranto-theme"); } catch { /* private mode: the system's choice holds */ }
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = dark() ? button.dataset.light : button.dataset.dark; };
  if (button) {
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("coranto-theme", root.dataset.theme); } catch { /* not kept, still switched */ }
      label();
    });
  }
  // "Since you last looked": the newest revision seen of each story stays in this browser, and goes nowhere.
  const story = document.querySelector("article.story[data-story]");
  const link = document.querySelector(".seen");
  if (story && link) {
    try {
      const seen = new Map(JSON.parse(localStorage.getItem("coranto-seen") || "[]"));
      const last = seen.get(story.dataset.story), now = Number(story.dataset.revision);
      const asked = new URLSearchParams(location.search);
      if (last < now && !asked.has("since")) {
        asked.set("since", Number(last));
        link.querySelector("a").href = "?" + asked;
        link.hidden = false;
      }
      seen.delete(story.dataset.story);
      seen.set(story.dataset.story, now);
      localStorage.setItem("coranto-seen", JSON.stringify([...seen].slice(-300)));
    } catch { /* private mode, or not ours: the revisions are listed all the same */ }
  }
})();
