"use strict";
// The page works without this: the language links lead to either half, and details open by themselves. This chooses the reader's
// language, keeps the place when the language changes, opens everything for printing, and serves the three buttons.
(() => {
  const halves = [...document.querySelectorAll("body > .half")];

  const show = (wanted) => {
    for (const half of halves) half.hidden = half !== wanted;
    document.documentElement.lang = wanted.lang;
    document.title = wanted.dataset.title;
  };
  const aimed = () => {
    const at = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    return at ? at.closest(".half") : null;
  };
  const preferred = () => {
    if (document.body.dataset.fixed) return halves[0];
    for (const language of navigator.languages || [navigator.language]) {
      const half = halves.find((each) => language.toLowerCase().startsWith(each.lang));
      if (half) return half;
    }
    return halves.find((each) => each.lang === "en");
  };
  const section = (half) => {
    const passed = [...half.querySelectorAll("section[id]")].filter((each) => each.getBoundingClientRect().top < 120);
    return passed.length ? passed[passed.length - 1].dataset.section : "";
  };

  show(aimed() || preferred());
  addEventListener("hashchange", () => {
    const half = aimed();
    if (half) show(half);
  });

  const spread = (half, open) => {
    for (const each of half.querySelectorAll("details")) each.open = open;
  };
  for (const half of halves) {
    half.querySelector("[data-to]").addEventListener("click", (event) => {
      event.preventDefault();
      const other = document.getElementById(event.currentTarget.dataset.to);
      const at = section(half);
      show(other);
      location.hash = at ? `${other.id}-${at}` : other.id;
      other.querySelector("[data-to]").focus({ preventScroll: true });
    });
    for (const button of half.querySelectorAll("[data-act]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button.dataset.act === "print") print();
        else spread(half, button.dataset.act === "open");
      });
    }
  }

  // A table that is wider than its box can be scrolled by keyboard, and says what it is.
  const watch = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      const wide = target.scrollWidth > target.clientWidth + 1;
      target.toggleAttribute("tabindex", wide);
      if (wide) {
        target.tabIndex = 0;
        target.setAttribute("role", "region");
        target.setAttribute("aria-label", target.dataset.label);
      } else {
        target.removeAttribute("role");
        target.removeAttribute("aria-label");
      }
    }
  });
  for (const box of document.querySelectorAll(".box")) watch.observe(box);

  // A committee reads on paper what is closed on the screen.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
  document.body.dataset.ready = "";
})();
