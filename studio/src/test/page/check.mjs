// Checks a project page in a real browser, at desktop and phone width: accessibility rules (axe-core), keyboard access, no
// horizontal overflow, and that the preview plays. Writes a screenshot of each.
//
//   cd studio/src/test/page && npm install
//   node check.mjs "$(longtake open NAME --json | jq -r .url)" [FOLDER]
//
// CHROMIUM is the path of the browser; default: chromium on the PATH.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [url, folder = "."] = process.argv.slice(2);
if (!url) {
  console.error("Specify the URL of a project page: longtake open NAME");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || execFileSync("which", ["chromium"]).toString().trim(),
  args: ["--no-sandbox", "--disable-gpu"],
});
const findings = [];
const expect = (width, good, what) => {
  console.log(`${width}px: ${good ? "good" : "BAD "} ${what}`);
  if (!good) findings.push(what);
};

for (const [width, height] of [[1280, 900], [390, 844]]) {
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    await page.setViewport({ width, height, isMobile: width < 500, hasTouch: width < 500 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setBypassCSP(true); // for axe only, which is not part of the page
    const troubles = [];
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("console", (line) => line.type() === "error" && troubles.push(line.text()));
    await page.goto(url, { waitUntil: "networkidle2" });
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const violation of result.violations) {
      console.log(`  ${violation.id}: ${violation.help}`);
      for (const node of violation.nodes.slice(0, 4)) console.log(`    ${node.target} ${node.failureSummary.replace(/\s+/g, " ")}`);
    }
    expect(width, result.violations.length === 0, `${scheme}: ${result.passes.length} rules of axe-core pass, ${result.violations.length} fail`);
    expect(width, troubles.length === 0, `${scheme}: no errors on the console ${troubles.join("; ")}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(width, over <= 0, `${scheme}: no horizontal overflow (${over} px)`);
    if (scheme === "light") await keyboard(page, width);
    await page.screenshot({ path: `${folder}/page-${width}-${scheme}.png`, fullPage: true });
    await page.close();
  }
}

async function keyboard(page, width) {
  const reached = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.className || document.activeElement.tagName.toLowerCase()));
  }
  for (const wanted of ["skip", "play", "position", "scroll", "video"]) {
    expect(width, reached.includes(wanted), `the keyboard reaches: ${wanted}`);
  }
  await page.focus(".play");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => Number(document.querySelector(".position").value) > 700, { timeout: 10000 }).catch(() => {});
  await page.keyboard.press("Space");
  const value = await page.$eval(".position", (slider) => [Number(slider.value), slider.getAttribute("aria-valuetext")]);
  expect(width, value[0] > 700, `the space bar plays and pauses (${value[1]})`);
  const drawn = await page.$eval("canvas", (canvas) => {
    const small = document.createElement("canvas");
    small.width = small.height = 8;
    try {
      small.getContext("2d").drawImage(canvas, 0, 0, 8, 8);
      return new Set(small.getContext("2d").getImageData(0, 0, 8, 8).data).size > 4;
    } catch (foreign) {
      return true; // an image of another origin was drawn, so its pixels can't be read
    }
  });
  expect(width, drawn, "the preview shows an image");
  await page.focus(".position");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  expect(width, (await page.$eval(".position", (slider) => Number(slider.value))) === 0, "Home goes to the start");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  await page.evaluate(() => window.scrollTo(0, 0));
}

await browser.close();
if (findings.length) {
  console.error(`${findings.length} findings`);
  process.exit(1);
}
