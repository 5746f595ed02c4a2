// Before Decap is read: it waits for us, and what goes wrong meanwhile is told in words.
window.CMS_MANUAL_INIT = true;
window.addEventListener("error", (event) => {
  if (document.querySelector("#nc-root > *")) return;
  document.getElementById("ita-wait").hidden = true;
  document.getElementById("ita-reason").textContent = event.message || (event.target && event.target.src) || "?";
  document.getElementById("ita-fault").hidden = false;
}, true);
