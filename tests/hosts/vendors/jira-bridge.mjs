// Stands in for Jira around a Forge Custom UI: the one function that Atlassian's own bridge calls. Runs in the app's page.

export function bridge() {
  const issue = {
    summary: "",
    description: null,
    priority: { name: "Medium" },
    created: "2026-03-02T15:05:00.000+0000",
    customfield_10030: null,
  };
  const listeners = [];
  const calls = {
    getContext: () => ({ locale: "en-GB", extension: { issue: { key: "OPS-1" } } }),
    on: ({ callback }) => listeners.push(callback),
    fetchProduct({ fetchRequestInit }) {
      if (fetchRequestInit?.method === "PUT") Object.assign(issue, JSON.parse(fetchRequestInit.body).fields);
      const body = fetchRequestInit?.method === "PUT" ? "" : JSON.stringify({ key: "OPS-1", fields: issue });
      return { body, headers: { "content-type": "application/json" }, status: 200, statusText: "OK" };
    },
  };
  window.__bridge = { callBridge: async (name, payload) => calls[name](payload) };
  window.issue = issue;
  window.edit = (fields) => {
    Object.assign(issue, fields);
    for (const listener of listeners) listener();
  };
}
