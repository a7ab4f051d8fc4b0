// What mammoth asks of JSZip, done with the library that the form has already.
import { unzipSync } from "fflate";

export const loadAsync = async (content) => {
  const files = unzipSync(new Uint8Array(content));
  return { file: (name) => (Object.hasOwn(files, name) ? { async: async () => files[name] } : null) };
};
