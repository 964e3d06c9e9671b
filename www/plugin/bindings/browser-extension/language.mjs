// The frame speaks its reader's language; imported first, for the panel looks at the page when it is born.

document.documentElement.lang = navigator.language;
