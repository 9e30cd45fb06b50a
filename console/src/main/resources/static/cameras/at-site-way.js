/** Why the settings of a camera of another site cannot be changed from here; null when they can. */
export const withheld = ({atSite, state}) => (['no-link', 'not-granted'].includes(state.reason) ? state.reason : atSite.withheld);

/** What was typed, in days. What is no number goes to the server as it is: it says so beside the field. */
export const days = text => (text === '' ? null : /^\d+$/.test(text) ? Number(text) : text);
