"use strict";

// Copying an address, where the browser can.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // pages without TLS have no clipboard of their own
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}

// feed:// means http to some readers.
if (document.getElementById("address").value.startsWith("https:")) {
  for (const link of document.querySelectorAll('a[href^="feed://"]')) {
    link.href = link.getAttribute("href").replace("feed:", "feed:https:");
  }
}

// A page that nobody renews any more says so itself.
const stale = document.getElementById("stale");
if (stale) {
  const days = (Date.now() - Date.parse(stale.dataset.checked)) / 864e5;
  stale.hidden = days < 2;
}
