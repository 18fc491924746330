"use strict";
// The page's policy allows no inline styles, so places on the timeline are set here.
function place(root) {
  for (const block of root.querySelectorAll("[data-left]")) {
    block.style.left = block.dataset.left + "%";
    block.style.width = block.dataset.width + "%";
  }
}
async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const section of document.querySelectorAll("section[id]")) {
      const fresh = next.getElementById(section.id);
      const playing = [...section.querySelectorAll("video")].some((video) => !video.paused);
      if (fresh && fresh.dataset.version !== section.dataset.version && !playing) {
        place(fresh);
        section.replaceWith(document.adoptNode(fresh));
      }
    }
    const header = next.querySelector("header");
    if (header) document.querySelector("header").replaceWith(document.adoptNode(header));
  } catch (unreachable) {
    // The studio is down for a moment; the next look will tell.
  }
}
place(document);
if (document.querySelector("section[id]")) {
  setInterval(() => { if (!document.hidden) refresh(); }, 2000);
}
