// Renews the numbers of a study's page while people take part. Without it they stand still.

const EVERY_MS = 5000;
const source = document.currentScript.dataset.counts;

const at = (counts, path) => path.split(".").reduce((part, name) => part?.[name], counts);

async function renew() {
  if (document.hidden) return;
  const answer = await fetch(source, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const counts = await answer.json();
  for (const cell of document.querySelectorAll("[data-count]")) {
    cell.textContent = at(counts, cell.dataset.count) ?? cell.textContent;
  }
  for (const note of document.querySelectorAll("[data-live]")) note.hidden = false;
}

const quietly = () => renew().catch(() => {});
setInterval(quietly, EVERY_MS);
quietly();
