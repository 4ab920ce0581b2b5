// Records what happens on this page and brings it to the server, whole and once.
// The script tag says where: data-endpoint, data-token, data-page, data-session, and
// data-mode: "record" (default), "drain" (send what is left), "purge" (forget the session).

import { on } from "./listening.js";
import { observers } from "./observers.js";
import { forgetSession, openOutbox } from "./outbox.js";
import { startSender } from "./sender.js";
import { forgetLast, openStream } from "./stream.js";
import { dropTailsOf, keepTail, tellOtherTabs } from "./tails.js";

function record(config, opening) {
  let sender = null;
  let reason = "other";
  let left = false;
  const stream = openStream(config, opening, (important) => sender?.soon(important));
  const leave = () => {
    keepTail(stream.header, stream.unsaved());
    sender?.farewell();
  };
  // Before the observers: a page shown again goes on before it tells so.
  const comeBack = on(window, "pageshow", ({ persisted }) => {
    if (!persisted) return;
    reason = "other";
    left = false;
    stream.goOn();
  });
  const stops = observers.map((observe) =>
    observe(stream.record, { leaveFor: (why) => (reason = why), reason: () => reason }),
  );
  // After the observers: what they tell of leaving goes, too.
  const away = on(window, "pagehide", () => {
    stream.end();
    leave();
    left = true;
  });
  const hide = on(document, "visibilitychange", () => {
    if (left) return;
    if (!document.hidden) return stream.goOn();
    stream.pause();
    leave();
  });

  return {
    stream,
    sendBy: (given) => (sender = given),
    stop: () => {
      [...stops, comeBack, away, hide].forEach((stop) => stop());
      stream.forget();
    },
  };
}

async function start({ mode, session, endpoint, ...config }) {
  const opening = openOutbox(!mode);
  const recording = mode ? null : record({ session, ...config }, opening);
  const outbox = await opening;
  const forget = async (whose, heard) => {
    if (whose === session) recording?.stop();
    dropTailsOf(whose);
    forgetLast(whose);
    if (!heard) tellOtherTabs(whose);
    await forgetSession(outbox, whose);
  };
  on(window, "storage", ({ newValue }) => newValue === session && forget(session, true));
  if (mode === "purge") await forget(session);
  const sender = startSender(endpoint, outbox, recording?.stream, forget);
  recording?.sendBy(sender);
  on(window, "online pageshow storage visibilitychange", sender.now);
  sender.now();
}

start(document.querySelector("script[data-endpoint]").dataset);
