// Makes pages nicer and nothing possible: without it citations open all the same.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.querySelector("button.theme");
  let stored = null;
  try { stored = localStorage.getItem("coranto-theme"); } catch { /* private mode: the system's choice holds */ }
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = dark() ? "Light" : "Dark"; };
  if (button) {
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("coranto-theme", root.dataset.theme); } catch { /* not kept, still switched */ }
      label();
    });
  }
})();
