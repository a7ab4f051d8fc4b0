// What mammoth uses of underscore, and nothing that builds a function from a text, as its templates do.
export { any, clone, extend, filter, find, findIndex, flatten, foldl, forEach, indexBy, invert, isArray, isEqual, isFunction, isString, last, map, pluck, some, values } from "../node_modules/underscore/modules/index.js";
