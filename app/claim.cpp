// modus claim: what can be done with claims alone.
#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "base/files.h"
#include "claims/import_fol.h"
#include "claims/print.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;

struct ImportArguments {
  std::string file = "-";
  bool json = false;
};

constexpr const char* kImportExamples =
    "One formula a line; empty lines and lines that begin with # are skipped.\n"
    "Example:\n"
    "  echo '∀x (Human(x) → ¬Flu(x))' | modus claim import -\n"
    "    forall X: human(X) -> not flu(X)";

struct Import {
  std::vector<claims::ImportedClaim> claims;
  std::vector<std::size_t> lines;
  claims::FolNames names;
};

// The error of one line, placed in the whole text.
Import import_lines(std::string_view text, const std::string& source) {
  Import import;
  std::size_t begin = 0;
  for (std::size_t line = 1; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view formula = text.substr(begin, end - begin);
    const std::size_t first = formula.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && formula[first] != '#') {
      try {
        import.claims.push_back(claims::import_fol(formula, source, import.names));
        import.lines.push_back(line);
      } catch (const ParseError& error) {
        throw ParseError(source, text, begin + error.offset(), error.message());
      }
    }
    begin = end + 1;
  }
  return import;
}

std::string as_text(const Import& import) {
  std::string text;
  for (std::size_t i = 0; i < import.claims.size(); ++i) {
    text += claims::print(import.claims[i].claim) + "\n";
    for (const std::string& note : import.claims[i].notes)
      text += fmt::format("# line {}, {}\n", import.lines[i], note);
  }
  for (const std::string& note : import.names.notes()) text += fmt::format("# {}\n", note);
  return text;
}

std::string as_json(const Import& import) {
  Json json = {
      {"claims", Json::array()}, {"names", Json::array()}, {"notes", import.names.notes()}};
  for (std::size_t i = 0; i < import.claims.size(); ++i)
    json["claims"].push_back({{"line", import.lines[i]},
                              {"claim", claims::print(import.claims[i].claim)},
                              {"notes", import.claims[i].notes}});
  for (const claims::FolName& name : import.names.all())
    json["names"].push_back({{"spelling", name.spelling},
                             {"role", name.role == claims::FolRole::kPredicate ? "predicate"
                                      : name.arity == 0                        ? "constant"
                                                                               : "function"},
                             {"arity", name.arity},
                             {"name", name.name}});
  return json.dump();
}

void add_import(CLI::App& claim, int& exit_code) {
  const auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = claim.add_subcommand(
      "import", "First-order notation (¬ ∧ ∨ ⊕ → ↔ ∀ ∃, as FOLIO and ProverQA write it) to claims");
  command->add_option("file", arguments->file, "A text file, - for standard input")
      ->capture_default_str();
  command->add_flag("--json", arguments->json,
                    "One JSON object: claims with their notes, and every name as it was spelled");
  command->footer(kImportExamples);
  command->callback([arguments, &exit_code] {
    const std::string text = read_text(arguments->file, kMaxTextBytes);
    const Import import =
        import_lines(text, arguments->file == "-" ? "standard input" : arguments->file);
    if (arguments->json)
      print_json(as_json(import));
    else
      print(as_text(import));
    exit_code = 0;
  });
}

}  // namespace

void add_claim(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("claim", "Claims alone: fmt, sort, smt2, tptp, import");
  command->require_subcommand(1);
  add_claim_forms(*command, exit_code);
  add_import(*command, exit_code);
}

}  // namespace modus::app
