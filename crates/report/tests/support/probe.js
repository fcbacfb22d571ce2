addEventListener("load", () => {
  const dialog = document.getElementById("pedigree");
  const article = document.getElementById("indicator-online_daily");
  const seen = { wrong, width: innerWidth, dark: matchMedia("(prefers-color-scheme: dark)").matches, openedByAddress: dialog.open, opened: {} };

  const use = (way, selector, root) => {
    if (dialog.open) dialog.close();
    (root || article).querySelector(selector).click();
    seen.opened[way] = dialog.open ? dialog.textContent : null;
  };
  use("figure", 'li[data-group="gender=girl"] a');
  use("table", 'tr[data-group="gender=boy"] td:nth-child(4)');
  use("headline", ".headline a");
  use("summary", ".figure-number a", document.getElementById("summary"));
  use("finding", ".finding .computed a", document.getElementById("findings").parentElement);
  use("insight", "#insights + ol .computed a", document);
  use("withheld", 'li[data-group="gender=other"] a');

  use("crossed", 'li[data-group="gender=girl,age=3"] a');

  document.querySelectorAll("details").forEach((details) => (details.open = true));
  seen.scrollWidth = document.documentElement.scrollWidth;
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.right > innerWidth && !element.closest(".scroll, .skip")) seen.widest = element.outerHTML.slice(0, 120);
  }

  // An indicator paints nothing outside its box, give or take the margin that focus rings have.
  seen.cut = [];
  for (const article of document.querySelectorAll("article.indicator")) {
    const room = article.getBoundingClientRect();
    for (const element of article.querySelectorAll("*:not(.scroll *)")) {
      const box = element.getBoundingClientRect();
      if (box.width && (box.right > room.right + 9 || box.left < room.left - 9)) seen.cut.push(element.outerHTML.slice(0, 120));
    }
  }

  // Nor does a cell of a table of words.
  for (const cell of document.querySelectorAll(".texts th, .texts td")) {
    if (cell.scrollWidth > cell.clientWidth + 1) seen.cut.push(cell.outerHTML.slice(0, 120));
  }

  // Contrast as WCAG 2 defines it, of every element that holds text itself.
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (front, back) => {
    const [a, b] = [luminance(front), luminance(back)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  seen.contrast = 21;
  seen.texts = 0;
  for (const element of document.querySelectorAll("body *:not(script):not(title):not(desc)")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    seen.texts += 1;
    const ratio = contrast(getComputedStyle(element).color, background(element));
    if (ratio < seen.contrast) {
      seen.contrast = ratio;
      seen.faintest = element.outerHTML.slice(0, 120);
    }
  }
  const [bar, dot] = document.querySelector(".mark").children;
  const ground = background(dot.closest("li"));
  seen.markContrast = Math.min(
    contrast(getComputedStyle(dot).fill, ground),
    contrast(getComputedStyle(bar).stroke, ground),
  );
  parent.postMessage(JSON.stringify(seen), "*");
});
