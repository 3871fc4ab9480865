// Starts the program once it and the styles are there. `boot.js` says so where one of them is not.
import init from "./PROGRAM.js";

const boot = await new Promise((resolve) => {
  const found = () => resolve(window.mainstay);
  if (window.mainstay) return found();
  window.addEventListener("mainstay-boot", found, { once: true });
  // Had it come, it would have been there by now. A wrong answer may lie in the browser's cache.
  window.addEventListener("load", () => {
    document.querySelector("#starting a").onclick = (event) => {
      if (window.mainstay) return;
      event.preventDefault();
      fetch(document.querySelector("script").src, { cache: "reload" }).finally(() => location.reload());
    };
  });
});
try {
  const [module] = await Promise.all([boot.program(new URL("./PROGRAM_bg.wasm", import.meta.url)), boot.styles]);
  await init({ module_or_path: module });
  boot.started();
} catch (error) {
  boot.failed(error);
}
