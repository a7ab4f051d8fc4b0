# Everything one does here, by name. On a fresh machine `make site` and `make test` are enough.
# A stamp in .venv says what was installed: set-up runs again only when a lock changes.

PYTHON ?= python3
FORMAT ?= texte
RECORDS ?= 1000
PEERS ?=
# What a proposal starts from: nothing published there may change or vanish. BASE= compares with nothing.
BASE ?= $(shell git rev-parse --verify --quiet --abbrev-ref origin/HEAD 2> /dev/null || \
    { git rev-parse --verify --quiet origin/main > /dev/null 2>&1 && echo origin/main; })
# The ledger of what is online, /donnees/adresses.json, once `make registre` took it.
REGISTRE ?= $(wildcard build/registre.json)
# The archive of what is online, /donnees/commun.zip: the new site tells what changed since. Taken with it.
PRECEDENTE ?= $(wildcard build/precedente.zip)
# Whose records: another folder gives nothing but its records, never its schemas nor its settings.
ROOT ?= .
OUT ?= build/apercu
LOCK_ARGS ?=
# The day on which the commons is read, AAAA-MM-JJ: the newest that its records tell of, where none is given.
JOUR ?=
# One part of a site, for one of several machines: PARTIE=2/8. `make reunir` makes a site of all in build/parties/.
PARTIE ?=
PLACE = $(if $(PARTIE),--part '$(PARTIE)' --out 'build/parties/$(subst /,-de-,$(PARTIE))')
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := aide
.NOTPARALLEL:
.PHONY: aide site reunir serve check registre reprise report preview paquet forms editors images test lint bench soak lock clean

aide:
	@echo "Les commandes :"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/site.stamp ## vérifier les fiches, puis construire le site dans site/ (JOUR=2026-11-27 : lu ce jour-là)
	@$(BIN)/espace build $(if $(JOUR),--jour '$(JOUR)') $(if $(filter .,$(ROOT)),,--root '$(ROOT)' --data-only --out '$(OUT)') $(PLACE) $(if $(filter .,$(ROOT)),$(if $(PRECEDENTE),--precedente '$(PRECEDENTE)'))

reunir: $(VENV)/site.stamp ## faire le site de ses parties, que « make site PARTIE=2/8 » a mises dans build/parties/
	@$(BIN)/espace join build/parties/*

serve: $(VENV)/site.stamp ## montrer le site pendant que l'on écrit : http://127.0.0.1:8000/
	@$(BIN)/espace serve

check: $(VENV)/site.stamp ## vérifier les fiches (FORMAT=texte, github, gitlab ou json ; BASE=origin/main ; REGISTRE=…)
	@base='$(BASE)'; if [ -t 1 ] && [ -z "$$base" ]; then \
	    echo "Sans branche de base (BASE=origin/main), rien n'est comparé à ce qui est déjà publié."; fi; \
	$(BIN)/espace check --root '$(ROOT)' $(if $(JOUR),--jour '$(JOUR)') $(if $(filter .,$(ROOT)),,--data-only) --format $(FORMAT) \
	    $${base:+--base "$$base"} $(if $(REGISTRE),--registre '$(REGISTRE)') $(if $(PUBLICATION),--publication)

# What a forge kept between two publications comes without the proof that it is ours: its publication says so.
reprise:
	@mkdir -p build && rm -rf build/verrou && touch build/verrou

# The first publication has nothing online: that alone is no fault. A host that does not answer is one.
registre: ## prendre le registre de ce qui est en ligne (SITE=https://adresse-du-site/)
	@mkdir -p build && rm -f build/registre.json build/precedente.zip
	@if [ -z "$$SITE" ]; then echo "Sans SITE, rien n'est comparé à ce qui est en ligne." >&2; exit 0; fi; \
	case $$SITE in http://*) par='=http,https' ;; *) par='=https' ;; esac; \
	prendre() { \
	    code=$$(curl --silent --show-error --location --proto "$$par" --max-time 60 --max-filesize 67108864 \
	        --output build/registre.tmp --write-out '%{http_code}' "$${SITE%/}/donnees/$$1") || exit 1; \
	    case $$code in \
	    200) mv build/registre.tmp "build/$$2" ;; \
	    404) rm build/registre.tmp; echo "Aucun $$3 en ligne : c'est une première publication." >&2 ;; \
	    *) rm build/registre.tmp; echo "Le site a répondu $$code : le $$3 n'est pas pris." >&2; exit 1 ;; \
	    esac; \
	}; \
	prendre adresses.json registre.json registre && prendre commun.zip precedente.zip "fichier commun.zip"

report: $(VENV)/site.stamp ## dire à qui relit ce que change une proposition (BASE=origin/main, FORMAT=html, texte ou complet)
	@$(BIN)/espace report --root '$(ROOT)' --base '$(BASE)' --format $(if $(filter html texte complet,$(FORMAT)),$(FORMAT),markdown)

preview: $(VENV)/site.stamp ## en montrer les pages, à ouvrir sans serveur (BASE=origin/main, OUT=build/apercu)
	@$(BIN)/espace preview --root '$(ROOT)' --base '$(BASE)' --out '$(OUT)'

paquet: $(VENV)/site.stamp ## faire le paquet du programme, dans build/paquet/ : tout ce qu'il faut à un autre espace
	@mkdir -p build/paquet
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
	    --wheel-dir build/paquet .
	@ls build/paquet

forms: $(VENV)/site.stamp ## refaire les formulaires de signalement de la forge, d'après les schémas
	@$(BIN)/python -m tools.signalements

editors: $(VENV)/site.stamp ## refaire les réglages des éditeurs de texte, d'après les schémas
	@$(BIN)/python -m tools.editeurs

test: lint ## éprouver tout : le code, les fiches d'essai, le site dans un navigateur
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/test.stamp ## relire le code : forme, types, étages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/test.stamp ## mesurer les temps (RECORDS=1000,10000 ; PEERS=oui : à côté de Hugo et de Pagefind)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tools.bench --records $(RECORDS) $(if $(PEERS),--peers)

soak: $(VENV)/test.stamp ## éprouver longtemps : arrêts, refus de la machine, textes hostiles, tirages, coûts (des heures)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tools.soak

lock: ## refaire requirements/*.txt avec uv (LOCK_ARGS=--upgrade pour tout mettre à jour)
	@command -v uv > /dev/null || { echo "Il manque uv, qui fait les verrous : https://docs.astral.sh/uv/" >&2; exit 1; }
	@for name in requirements/site requirements/importer requirements/test tools/bench/peers; do \
	    uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	        --universal --python-version 3.11 --custom-compile-command "make lock" $(LOCK_ARGS) \
	        $$name.in --output-file $$name.txt || exit 1; \
	done

images: $(VENV)/test.stamp ## refaire les images des guides, d'après les vraies pages
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tools.images

clean: ## effacer tout ce qui a été fabriqué, l'environnement compris
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m tools.clean; \
	elif [ -e site ] || [ -e build ]; then echo "site/ et build/ restent : effacez-les à la main, ou faites d'abord make site." >&2; fi
	@rm -rf $(VENV) *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A new environment each time the lock changes: nothing stays of a package that left it.
$(VENV)/site.stamp: requirements/site.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Il faut Python 3.11 ou plus récent. S'il porte un autre nom : make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
	    echo "Il manque le module venv de Python. Sous Debian ou Ubuntu : apt install python3-venv" >&2; exit 1; }
	@if [ -t 1 ]; then echo "Installation de l'environnement (une fois, puis à chaque changement de version)…"; fi
	@$(PYTHON) -m venv --clear $(VENV)
	$(call installer,--require-hashes -r $<)
	$(call installer,--no-deps --no-build-isolation -e .)
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/site.stamp
	$(call installer,--require-hashes -r $<)
	@touch $@

# pip says what it downloads to a person, and nothing but faults to a pipe.
define installer
@if [ -t 1 ]; then told=; else told=--quiet; fi; \
$(BIN)/python -m pip install --disable-pip-version-check $$told $(1)
endef
