// A click on the button puts the panel into the page, and from then on into every page of that desk, if its user agrees.

chrome.action.onClicked.addListener(async (tab) => {
  const { origin } = new URL(tab.url);
  const pages = `${origin}/*`;
  // Asking comes first: the browser only listens while the click is fresh.
  const isAllowed = await chrome.permissions.request({ origins: [pages] });
  await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] });
  if (isAllowed) await remember(origin, pages);
});

async function remember(id, pages) {
  const known = await chrome.scripting.getRegisteredContentScripts({ ids: [id] });
  if (known.length > 0) return;
  await chrome.scripting.registerContentScripts([{ id, matches: [pages], js: ["content.js"], runAt: "document_idle" }]);
}
