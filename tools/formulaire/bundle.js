// Bundles the libraries of the contribution form, each in one ES module with its licence beside it.
// A maintainer's step: `npm ci && npm run bundle`, then commit what changed. Neither the site nor its tests need Node.
import { copyFileSync, readFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = new URL("../../generator/pages/assets/formulaire/bibliotheques/", import.meta.url).pathname;
const LIBRARIES = [
  { file: "json-schema", name: "@cfworker/json-schema", uses: "Validator, format", licence: "licences/json-schema.txt" },
  { file: "yaml", name: "yaml", uses: "Document, visit", licence: "node_modules/yaml/LICENSE" },
  { file: "fflate", name: "fflate", uses: "zipSync, strToU8", licence: "node_modules/fflate/LICENSE" },
];

for (const { file, name, uses, licence } of LIBRARIES) {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  await build({
    stdin: { contents: `export { ${uses} } from "${name}";`, resolveDir: "." },
    outfile: `${OUT}${file}.js`,
    banner: { js: `/* ${name} ${version}, licence ${license} : voir ${file}.LICENCE.txt. Fait par tools/formulaire. */` },
    bundle: true,
    conditions: ["browser", "import"],
    format: "esm",
    legalComments: "none",
    minify: true,
    platform: "browser",
    target: "es2022",
  });
  copyFileSync(licence, `${OUT}${file}.LICENCE.txt`);
}
