// Every browser that the form runs in has this one.
export default (value) => structuredClone(value);
