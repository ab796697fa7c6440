/** Where the playground opens: the demo's general chat endpoint, also while it sleeps and no list shows it. */
export const homeEndpoint = "ep_general_chat_01";
