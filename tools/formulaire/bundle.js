// Bundles the libraries of the contribution form, each in one ES module with its licences beside it.
// A maintainer's step: `npm ci && npm run bundle`, then commit what changed. Neither the site nor its tests need Node.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = new URL("../../generator/pages/assets/formulaire/bibliotheques/", import.meta.url).pathname;
const LIBRARIES = [
  { file: "json-schema", contents: `export { Validator, format } from "@cfworker/json-schema";` },
  { file: "yaml", contents: `export { Document, visit } from "yaml";` },
  { file: "yaml-lu", contents: `export { isMap, isScalar, isSeq, parseDocument } from "yaml";` },
  { file: "fflate", contents: `export { strFromU8, strToU8, unzipSync, zipSync } from "fflate";` },
  {
    file: "html-en-markdown",
    contents: `
      export { fromHtml } from "hast-util-from-html";
      export { toMdast } from "hast-util-to-mdast";
      export { toMarkdown } from "mdast-util-to-markdown";
      export { gfmFootnoteToMarkdown } from "mdast-util-gfm-footnote";
      export { gfmTableToMarkdown } from "mdast-util-gfm-table";`,
    alias: {
      "@ungap/structured-clone": "./cales/structured-clone.js",
      "decode-named-character-reference": "./cales/decode-named-character-reference.js",
    },
  },
  {
    file: "markdown-lu",
    contents: `
      export { fromMarkdown } from "mdast-util-from-markdown";
      export { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
      export { gfmTableFromMarkdown } from "mdast-util-gfm-table";
      export { gfmFootnote } from "micromark-extension-gfm-footnote";
      export { gfmTable } from "micromark-extension-gfm-table";`,
    // The one for programs: that for browsers reads entities through innerHTML.
    alias: { "decode-named-character-reference": "./node_modules/decode-named-character-reference/index.js" },
  },
  {
    file: "mammoth",
    contents: `
      import mammoth from "mammoth/lib/index.js";
      export const { convertToHtml, images } = mammoth;
      export { DOMParser as XmlParser } from "@xmldom/xmldom";`,
    alias: { underscore: "./cales/underscore.js", jszip: "./cales/jszip.js" },
  },
];
// A package that ships no text of its licence.
const WRITTEN_HERE = { "@cfworker/json-schema": "licences/json-schema.txt" };

const facts = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
const licence = (name) => {
  const folder = `node_modules/${name}`;
  const found = readdirSync(folder).find((one) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(one));
  if (found) return readFileSync(`${folder}/${found}`, "utf8");
  return existsSync(WRITTEN_HERE[name] ?? "") ? readFileSync(WRITTEN_HERE[name], "utf8") : `Licence ${facts(name).license}.\n`;
};

for (const { file, contents, alias } of LIBRARIES) {
  const { metafile } = await build({
    stdin: { contents, resolveDir: "." },
    outfile: `${OUT}${file}.js`,
    alias,
    bundle: true,
    conditions: ["import"],
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    platform: "browser",
    target: "es2022",
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput);
  const inside = used.map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  const packages = [...new Set(inside)].sort();
  const told = packages.map((name) => `${name} ${facts(name).version} (${facts(name).license})`);
  const banner = `/* ${told.join(", ")} : voir ${file}.LICENCE.txt. Fait par tools/formulaire. */\n`;
  writeFileSync(`${OUT}${file}.js`, banner + readFileSync(`${OUT}${file}.js`, "utf8"));
  const texts = packages.map((name) => (packages.length > 1 ? `${name} ${facts(name).version}\n\n${licence(name)}` : licence(name)));
  writeFileSync(`${OUT}${file}.LICENCE.txt`, texts.join(`\n${"-".repeat(79)}\n\n`));
}
