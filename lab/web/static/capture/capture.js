// Records what happens on this page and brings it to the server, whole and once.
// The script tag says where: data-endpoint, data-token, data-page, data-session, and
// data-mode: "record" (default), "drain" (send what is left), "purge" (forget the session).

import { observers } from "./observers.js";
import { collectTails, openOutbox, purge } from "./outbox.js";
import { startSender } from "./sender.js";
import { openStream } from "./stream.js";

const FLUSH_MS = { strict: 100, relaxed: 2000 };

function record(config, opening) {
  let timer = 0;
  let sender = null;
  let reason = "other";
  const stream = openStream(config, opening, (strict) => {
    clearTimeout(timer);
    timer = setTimeout(() => sender?.flush(), strict ? FLUSH_MS.strict : FLUSH_MS.relaxed);
  });
  const stops = observers.map((observe) =>
    observe(stream.record, { leaveFor: (why) => (reason = why), reason: () => reason }),
  );
  const leave = () => {
    stream.keepTail();
    sender?.flushHidden(stream.header, stream.unsaved());
  };
  addEventListener("pagehide", (event) => {
    if (!event.persisted) stream.end();
    leave();
  });
  document.addEventListener("visibilitychange", () => document.hidden && leave());

  return {
    own: stream.header.stream,
    sendBy: (given) => (sender = given),
    stop: () => {
      stops.forEach((stop) => stop());
      stream.stop();
      sender.stop();
    },
  };
}

async function start(config) {
  const opening = openOutbox();
  const recording = config.mode ? null : record(config, opening);
  const outbox = await opening;
  if (config.mode === "purge") await purge(outbox, config.session);
  const sender = startSender(config.endpoint, outbox, recording?.own, (session) => {
    if (session === config.session) recording?.stop();
    purge(outbox, session);
  });
  recording?.sendBy(sender);
  await collectTails(outbox);
  sender.flush();
}

start(document.querySelector("script[data-endpoint]").dataset);
