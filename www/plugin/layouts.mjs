// How the plugin lies in each desk: which script joins the two, what goes along, and where the browser finds the files.
// A desk gets its policy as a bundle, which is decided without the compiler.
// `{hash}` names a folder after its content, where a desk lets browsers keep files for long.

export const layouts = {
  "request-tracker": {
    script: "binding.mjs",
    folder: "RT-Extension-Andon",
    files: "static/andon/{hash}",
    // RT reads the policy from its own disk, where it may also be a folder of files.
    withPolicy: false,
    withCompiler: true,
  },
  "django-helpdesk": { script: "binding.mjs", folder: "andon", files: "static/andon" },
  roundup: { script: "binding.mjs", folder: "tracker", files: "static/andon" },
  "browser-extension": { script: "binding.mjs", folder: "extension", files: "", classic: { content: "content.mjs" } },
  zendesk: { script: "binding.mjs", folder: "app", files: "assets" },
  // Atlassian's bridge is bundled by the app's own build: it is no dependency of andon.
  "jira-forge": {
    script: "binding.mjs",
    folder: "app",
    files: "static/main",
    scripts: "src",
    external: ["@forge/bridge"],
  },
  servicenow: { script: "binding.mjs", folder: "ui-page", files: "andon" },
};
