// The major incidents that the validator suggests, through RT, which knows who may say what of them.

/** @param {{ webPath: string, majors: boolean }} site @returns {import("../../majors.mjs").MajorSource | undefined} */
export function majors({ webPath, majors }) {
  if (!majors) return undefined;
  return { list: () => asked({}), say: (id, say) => asked({ id, say }) };

  async function asked(question) {
    const body = new URLSearchParams(question);
    const response = await fetch(`${webPath}/Andon/Majors`, { method: "POST", credentials: "same-origin", body });
    if (!response.ok) throw new Error(`RT did not pass it on (${response.status})`);
    return response.json();
  }
}
