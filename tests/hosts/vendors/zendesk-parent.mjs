// Stands in for Zendesk's agent workspace: answers the messages of Zendesk's own SDK, which is the real one. This runs in
// the page around the app.

/** @param {string} origin of the app */
export function parent(origin) {
  const ticket = {
    "ticket.subject": "",
    "ticket.description": "",
    "ticket.priority": "normal",
    "ticket.customField:custom_field_1": "",
  };
  const settings = {
    fields: JSON.stringify({ line: { id: "custom_field_1", values: { line_mty_l4: "MTY-L4" } } }),
    priorities: "{}",
  };
  const frame = document.createElement("iframe");
  const send = (message) => frame.contentWindow.postMessage(JSON.stringify(message), origin);
  const context = { product: "support", location: "new_ticket_sidebar", account: { subdomain: "example" } };
  const requests = {
    get: (names) => ({ ...Object.fromEntries(names.map((name) => [name, ticket[name]])), errors: {} }),
    set: (values) => ({ ...Object.assign(ticket, values), errors: {} }),
    invoke: () => ({ errors: {} }),
    metadata: () => ({ appId: 1, installationId: 1, settings }),
  };
  addEventListener("message", (event) => {
    if (event.origin !== origin) return;
    const { key, id, request, params } = JSON.parse(event.data);
    if (key === "iframe.handshake")
      send({ key: "zaf.app.registered", message: { metadata: requests.metadata(), context } });
    if (request !== undefined) send({ id, result: requests[request](params) });
  });
  window.edit = (name, value) => {
    ticket[name] = value;
    send({ key: `zaf.${name}.changed`, message: value });
  };
  window.ticket = ticket;
  frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-modals";
  frame.style = "width: 360px; height: 800px";
  frame.src = `${origin}/assets/iframe.html?origin=${encodeURIComponent(location.origin)}&app_guid=guid-1`;
  document.body.append(frame);
}
