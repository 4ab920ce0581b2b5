// Comfort for the lab's bar: F2 opens the task and closes it again, Escape closes what is open.
// Everything works without this script, too.

const card = document.querySelector("[data-task-card]");
let cameFrom = null;

function open() {
  cameFrom = document.activeElement;
  card.open = true;
  card.querySelector("[tabindex]").focus();
}

function close(details) {
  const goBackTo = details === card && cameFrom?.isConnected ? cameFrom : details.querySelector("summary");
  details.open = false;
  goBackTo.focus();
  cameFrom = null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "F2" && card && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (card.open) close(card);
    else open();
  }
  const opened = document.querySelector(".lab-tool[open]");
  if (event.key === "Escape" && opened) close(opened);
});

for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;
card?.querySelector("summary").setAttribute("aria-keyshortcuts", "F2");
