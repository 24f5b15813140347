"use strict";

// Searches the archive in its index of small files (see feeder/publish/site_search.py for their form).
(() => {
  const form = document.getElementById("search");
  const said = form.dataset;
  const field = form.elements.q;
  const status = document.getElementById("found");
  const list = document.getElementById("results");
  const older = document.getElementById("older");
  const language = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const page = 20; // results
  const files = new Map();
  let search = null; // the one whose results are shown
  status.textContent = ""; // it said that scripts are needed

  function load(name) {
    if (!files.has(name)) {
      files.set(name, fetch(`search/${name}`).then((answer) => {
        if (answer.ok) return answer.json();
        throw new Error(`${name}: ${answer.status}`);
      }));
      files.get(name).catch(() => files.delete(name));
    }
    return files.get(name);
  }

  function split(text) {
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").toLowerCase();
    return (plain.match(/[\p{L}\p{N}]{2,}/gu) ?? []).map((word) => word.slice(0, 40));
  }

  // Beginnings of the words that may be meant. Indonesian derives words in front as well: pilih, memilih, pemilih.
  function forms(word) {
    if (language !== "id" || !/^[a-z]{4,}$/.test(word)) return [word];
    const melting = { p: "m", t: "n", k: "ng", s: "ny" }[word[0]];
    const joined = melting ? melting + word.slice(1)
      : (/^[aiueogh]/.test(word) ? "ng" : /^[bfv]/.test(word) ? "m" : /^[cdjz]/.test(word) ? "n" : "") + word;
    return [word, ...["di", "ke", "ber", "ter"].map((prefix) => prefix + word), "me" + joined, "pe" + joined];
  }

  // The months that may have one of these beginnings; null for all of them.
  async function monthsOf(beginnings, letters) {
    const found = new Set();
    for (const beginning of beginnings) {
      const letter = /^[a-z0-9]/.test(beginning) ? beginning[0] : "other";
      if (!letters.includes(letter)) continue;
      for (const [word, months] of Object.entries(await load(`words/${letter}.json`))) {
        if (!word.startsWith(beginning)) continue;
        if (months === true) return null;
        months.forEach((month) => found.add(month));
      }
    }
    return found;
  }

  function hits(words, wanted) {
    const sets = wanted.map((beginnings) => new Set(Object.entries(words).flatMap(
      ([word, items]) => beginnings.some((each) => word.startsWith(each)) ? items : [],
    )));
    return [...sets[0]].filter((item) => sets.every((set) => set.has(item))).sort((a, b) => a - b);
  }

  async function* find(query) {
    const wanted = split(query).map(forms);
    if (!wanted.length) return;
    const { months, letters } = await load("index.json");
    const places = await Promise.all(wanted.map((beginnings) => monthsOf(beginnings, letters)));
    for (const month of months) {
      if (month !== months[0] && places.some((place) => place && !place.has(month))) continue;
      const { items, words } = await load(String(month).replace(/(..)$/, "/$1.json"));
      for (const hit of hits(words, wanted)) yield items[hit];
    }
  }

  function show([slug, title, date, text]) {
    const entry = list.appendChild(document.createElement("li"));
    const time = entry.appendChild(document.createElement("time"));
    const link = entry.appendChild(document.createElement("p")).appendChild(document.createElement("a"));
    time.className = "when";
    time.dateTime = date;
    time.textContent = day.format(new Date(date));
    link.href = `items/${slug}.html`;
    link.textContent = title;
    entry.appendChild(document.createElement("p")).textContent = text;
    return link;
  }

  // One page of results more, unless another search has begun meanwhile.
  async function more(mine) {
    const before = list.children.length;
    let next = { done: false };
    try {
      while (list.children.length < before + page) {
        next = await mine.next();
        if (mine !== search) return;
        if (next.done) break;
        show(next.value);
      }
    } catch {
      status.textContent = said.failed;
      return;
    }
    const count = list.children.length;
    const number = (count === 1 ? said.item : said.items).replace("{}", count + (next.done ? "" : "+"));
    status.textContent = count ? said.found.replace("{}", number) : said.none;
    older.hidden = next.done;
    if (before) list.children[before]?.querySelector("a").focus();
  }

  function start(query) {
    list.replaceChildren();
    older.hidden = true;
    status.textContent = location.protocol === "file:" ? said.server : said.busy;
    if (location.protocol === "file:") return;
    search = find(query);
    more(search);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (location.protocol !== "file:") history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    start(field.value);
  });
  older.addEventListener("click", () => more(search));

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    start(asked);
  }
})();
