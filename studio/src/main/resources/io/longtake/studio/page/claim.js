"use strict";
// The content security policy forbids inline styles, so positions on the timeline are set here.
function place(root) {
  for (const block of root.querySelectorAll("[data-left]")) {
    block.style.left = block.dataset.left + "%";
    if (block.dataset.width) block.style.width = block.dataset.width + "%";
  }
  for (const rows of root.querySelectorAll("[data-rem]")) rows.style.minWidth = rows.dataset.rem + "rem";
}

const clock = (ms) => Math.floor(ms / 60000) + ":" + String(Math.floor(ms / 1000) % 60).padStart(2, "0");

/** Plays a draft on a canvas; media that cannot be fetched are left out. */
class Player {
  constructor(root, at) {
    const film = JSON.parse(root.dataset.film);
    const meta = film.draft.m || {};
    this.film = film;
    this.canvas = root.querySelector("canvas");
    this.canvas.width = 960;
    this.canvas.height = Math.round((960 * (meta.height || 1080)) / (meta.width || 1920));
    this.pen = this.canvas.getContext("2d");
    this.button = root.querySelector(".play");
    this.slider = root.querySelector(".position");
    this.clock = root.querySelector(".clock");
    this.sources = new Map();
    this.at = Math.min(at, film.length);
    this.playing = false;
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    this.seek(this.at);
  }

  segments(type) {
    return (this.film.draft.t || []).filter((track) => track.tt === type).flatMap((track) => track.sg || []);
  }

  /** The image or video of a segment; null until it is loaded. */
  source(id) {
    if (!this.sources.has(id)) {
      let source = null;
      if (this.film.pictures[id]) {
        source = new Image();
        source.src = this.film.pictures[id];
        source.onload = () => this.draw();
      } else if (this.film.clips[id]) {
        source = document.createElement("video");
        Object.assign(source, { src: this.film.clips[id], muted: true, preload: "auto", playsInline: true });
        source.onseeked = () => this.draw();
        source.onloadeddata = () => this.draw();
      }
      this.sources.set(id, source);
    }
    const source = this.sources.get(id);
    const ready = source && (source.complete ?? source.readyState > 1);
    return ready && (source.naturalWidth || source.videoWidth) ? source : null;
  }

  seek(ms) {
    this.at = ms;
    this.slider.value = ms;
    const words = clock(ms) + " of " + clock(this.film.length);
    this.slider.setAttribute("aria-valuetext", words);
    this.clock.textContent = words.replace(" of ", " / ");
    this.draw();
  }

  play() {
    if (this.at >= this.film.length) this.at = 0;
    this.playing = true;
    this.button.textContent = "Pause";
    let before = performance.now();
    const step = (now) => {
      if (!this.playing || !this.canvas.isConnected) return;
      const next = Math.min(this.film.length, this.at + now - before);
      before = now;
      this.seek(next);
      if (next >= this.film.length) this.pause();
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  pause() {
    this.playing = false;
    this.button.textContent = "Play";
  }

  draw() {
    const { pen, canvas } = this;
    pen.globalAlpha = 1;
    pen.filter = "none";
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    for (const segment of this.segments(0)) this.shot(segment);
    for (const segment of this.segments(7)) this.title(segment);
    const meta = this.film.draft.m || {};
    const dark = Math.max(
      meta.fadeIn ? 1 - this.at / meta.fadeIn : 0, meta.fadeOut ? 1 - (this.film.length - this.at) / meta.fadeOut : 0, 0);
    pen.globalAlpha = Math.min(1, dark);
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.globalAlpha = 1;
  }

  /** The current position within a segment, 0 to 1; undefined outside of it. */
  within(segment) {
    const into = this.at - (segment.m.start || 0);
    const last = (segment.m.start || 0) + segment.d >= this.film.length && this.at >= this.film.length;
    return into >= 0 && (into < segment.d || last) ? Math.min(1, into / segment.d) : undefined;
  }

  shot(segment) {
    const part = this.within(segment);
    const meta = segment.m;
    const source = part === undefined ? null : this.source(meta.media);
    if (!source) return;
    if (source.videoWidth) {
      const wanted = ((meta.from || 0) + part * segment.d * (meta.speed || 1)) / 1000;
      if (Math.abs(source.currentTime - wanted) > 0.15) source.currentTime = wanted;
    }
    const looks = { warm: "sepia(.3) saturate(1.15)", cool: "saturate(.9) hue-rotate(12deg)", black_and_white: "grayscale(1)", sepia: "sepia(.85)" };
    this.pen.filter = looks[meta.look] || "none";
    const fade = meta.transition && meta.transition !== "cut" && meta.start > 0 ? meta.transitionLength || 0 : 0;
    this.pen.globalAlpha = fade ? Math.min(1, (part * segment.d) / fade) : 1;
    this.frame(source, meta, part);
    this.pen.globalAlpha = 1;
    this.pen.filter = "none";
  }

  frame(source, meta, part) {
    const { pen, canvas } = this;
    const width = source.naturalWidth || source.videoWidth;
    const height = source.naturalHeight || source.videoHeight;
    if (meta.fit === "blur_fill") {
      const scale = Math.min(canvas.width / width, canvas.height / height);
      pen.filter = "blur(24px) brightness(.6)";
      this.window(source, width, height, [0.5, 0.5, 1]);
      pen.filter = "none";
      const [w, h] = [width * scale, height * scale];
      pen.drawImage(source, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
    } else {
      this.window(source, width, height, this.framing(meta, part));
    }
  }

  /** The crop window at this moment: centre and zoom. */
  framing(meta, part) {
    const path = meta.path && meta.path.length ? meta.path : [[0.5, 0.5, 1]];
    const eased = meta.easing === "linear" ? part : part * part * (3 - 2 * part);
    const place = eased * (path.length - 1);
    const from = path[Math.floor(place)];
    const to = path[Math.min(path.length - 1, Math.floor(place) + 1)];
    const rest = place - Math.floor(place);
    return from.map((value, i) => value + (to[i] - value) * rest);
  }

  window(source, width, height, [centerX, centerY, zoom]) {
    const { pen, canvas } = this;
    const ratio = canvas.width / canvas.height;
    const w = Math.min(width, height * ratio) / Math.max(1, zoom);
    const h = w / ratio;
    const x = Math.max(0, Math.min(width - w, centerX * width - w / 2));
    const y = Math.max(0, Math.min(height - h, centerY * height - h / 2));
    pen.drawImage(source, x, y, w, h, 0, 0, canvas.width, canvas.height);
  }

  title(segment) {
    const part = this.within(segment);
    if (part === undefined) return;
    const { pen, canvas } = this;
    const meta = segment.m;
    const size = (canvas.height * (meta.size || 8)) / 100;
    const into = part * segment.d;
    const alpha = meta.fade ? Math.min(1, into / meta.fade, (segment.d - into) / meta.fade) : 1;
    pen.globalAlpha = Math.max(0, alpha);
    pen.font = "600 " + size + "px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = meta.color || "#fff";
    pen.shadowColor = "rgba(0,0,0,.7)";
    pen.shadowBlur = size / 4;
    const place = meta.place || "center";
    const y = canvas.height * (place.includes("top") ? 0.14 : place.includes("bottom") || place.includes("lower") ? 0.86 : 0.5);
    pen.fillText(meta.text || "", canvas.width / 2, y, canvas.width * 0.9);
    pen.shadowBlur = 0;
    pen.globalAlpha = 1;
  }
}

let player = null;
function revive(root) {
  place(root);
  const frame = root.querySelector(".player");
  if (frame) player = new Player(frame, player ? player.at : 0);
}

/** Announces to screen readers: status changes, and each quarter of a render's progress. */
const told = new Map();
function tell(root) {
  const words = [];
  for (const film of root.querySelectorAll("[data-render]")) {
    const percent = film.querySelector(".percent");
    const quarter = percent ? Math.floor(Number(percent.textContent) / 25) * 25 : -1;
    const now = film.dataset.status + (quarter > 0 ? ", " + quarter + " percent" : "");
    news(words, film.dataset.name, now);
  }
  for (const edit of root.querySelectorAll("[data-edit]")) {
    const done = edit.dataset.status === "RECEIVED" ? "in progress" : edit.querySelectorAll("p")[1].textContent;
    news(words, "Edit " + edit.dataset.edit, done);
  }
  if (words.length) document.getElementById("news").textContent = words.join(". ");
}
function news(words, thing, now) {
  if (settled && told.get(thing) !== now) words.push(thing + ": " + now);
  told.set(thing, now);
}
let settled = false;

/** Keeps a progress bar from moving backwards: a restarted studio reports less progress when it resumes a render. */
const most = new Map();
function keepPercent(root) {
  for (const film of root.querySelectorAll("[data-render]")) {
    const bar = film.querySelector("progress");
    const words = film.querySelector(".percent");
    if (!bar || !words) continue;
    const percent = Math.max(Number(words.textContent), most.get(film.dataset.render) || 0);
    most.set(film.dataset.render, percent);
    bar.value = percent;
    words.textContent = percent;
  }
}

const REACHED = "a[href], button, input, video, [tabindex]";
function exchange(section, fresh) {
  const reached = [...section.querySelectorAll(REACHED)].indexOf(document.activeElement);
  const scroll = section.querySelector(".scroll");
  const left = scroll ? scroll.scrollLeft : 0;
  const next = document.adoptNode(fresh);
  section.replaceWith(next);
  revive(next);
  if (left && next.querySelector(".scroll")) next.querySelector(".scroll").scrollLeft = left;
  if (reached >= 0) {
    const again = next.querySelectorAll(REACHED);
    if (again.length) again[Math.min(reached, again.length - 1)].focus({ preventScroll: true });
  }
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    keepPercent(next);
    tell(next);
    for (const section of document.querySelectorAll("section[id]")) {
      const fresh = next.getElementById(section.id);
      const watched =
        [...section.querySelectorAll("video")].some((video) => !video.paused) ||
        (section.id === "preview" && player && player.playing);
      if (fresh && fresh.dataset.version !== section.dataset.version && !watched) exchange(section, fresh);
    }
    const credits = next.getElementById("credits");
    if (credits) document.getElementById("credits").replaceWith(document.adoptNode(credits));
  } catch (unreachable) {
    // The studio is temporarily down; the next refresh tries again.
  }
}

if (document.querySelector("section[id]")) {
  revive(document);
  keepPercent(document);
  tell(document);
  settled = true;
  setInterval(() => { if (!document.hidden) refresh(); }, 2000);
}
