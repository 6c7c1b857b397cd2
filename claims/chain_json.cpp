#include "claims/chain_json.h"

#include <fmt/ranges.h>

#include "claims/chain_text.h"
#include "claims/json_chain_reader.h"
#include "claims/json_string.h"
#include "claims/print.h"
#include "claims/sort_parser.h"
#include "claims/step_printer.h"

namespace modus::claims {
namespace {

// The members of one object in the order in which they are added.
class ObjectWriter {
 public:
  void raw(std::string_view key, std::string_view json) {
    members_.push_back(fmt::format("\"{}\": {}", key, json));
  }
  void text(std::string_view key, std::string_view value) { raw(key, write_json_string(value)); }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    std::vector<std::string> quoted;
    for (const std::string& value : values) quoted.push_back(write_json_string(value));
    raw(key, fmt::format("[{}]", fmt::join(quoted, ", ")));
  }
  bool empty() const { return members_.empty(); }
  std::string take() const { return fmt::format("{{{}}}", fmt::join(members_, ", ")); }

 private:
  std::vector<std::string> members_;
};

std::string id_text(StepId id) { return fmt::format("s{}", id.value); }

std::vector<std::string> id_texts(const std::vector<StepId>& ids) {
  std::vector<std::string> texts;
  for (const StepId id : ids) texts.push_back(id_text(id));
  return texts;
}

std::string write_header(const Header& header) {
  ObjectWriter out;
  if (header.logic == Logic::kDirected) out.text("logic", "directed");
  std::vector<std::string> closed, sorts;
  for (const PredicateArity& p : header.closed)
    closed.push_back(fmt::format("{}/{}", p.name, p.arity));
  for (const SortDeclaration& sort : header.sorts) sorts.push_back(print_sort_declaration(sort));
  if (!closed.empty()) out.texts("closed", closed);
  if (header.unique_names) out.text("names", "unique");
  if (header.domain) out.texts("domain", *header.domain);
  if (!sorts.empty()) out.texts("sorts", sorts);
  return out.empty() ? "" : out.take();
}

void write_question(const Step& ask, ObjectWriter& out) {
  switch (ask.question) {
    case QuestionKind::kYesNo:
      return out.text("claim", print(ask.claim));
    case QuestionKind::kValue:
    case QuestionKind::kSet:
      out.text("question", ask.question == QuestionKind::kValue ? "value" : "set");
      out.text("variable", ask.name);
      return out.text("claim", print(ask.claim));
    case QuestionKind::kChoice:
      break;
  }
  std::vector<std::string> options;
  for (const Option& option : ask.options) {
    ObjectWriter object;
    object.text("letter", option.letter);
    object.text("claim", print(option.claim));
    options.push_back(object.take());
  }
  out.text("question", "choice");
  out.raw("options", fmt::format("[{}]", fmt::join(options, ", ")));
}

bool has_claim(StepKind kind) {
  return kind != StepKind::kAsk && kind != StepKind::kLet && kind != StepKind::kFix &&
         kind != StepKind::kAnswer;
}

std::string write_step(const Step& step) {
  ObjectWriter out;
  out.text("kind", to_string(step.kind));
  if (step.id.value != 0) out.text("id", id_text(step.id));
  if (step.kind == StepKind::kAsk) write_question(step, out);
  if (step.kind == StepKind::kDischarge) out.texts("closes", id_texts(step.closes));
  if (step.kind != StepKind::kAsk && !step.name.empty()) out.text("name", step.name);
  if (step.declared) out.text("sort", to_string(*step.declared));
  if (step.definition) out.text("definition", print(*step.definition));
  if (has_claim(step.kind)) out.text("claim", print(step.claim));
  if (step.kind == StepKind::kCase) out.text("of", id_text(step.closes.front()));
  if (!step.sentences.empty())
    out.raw("sentences", fmt::format("[{}]", fmt::join(step.sentences, ", ")));
  if (step.kind == StepKind::kAnswer) out.text("value", print_answer_value(step));
  if (step.rule != Rule::kStep) out.text("rule", to_string(step.rule));
  if (!step.cites.empty()) out.texts("cites", id_texts(step.cites));
  return out.take();
}

}  // namespace

std::string chain_to_json(const Chain& chain) {
  std::string out = "{\"format\": \"modus.chain/v1\"";
  if (const std::string header = write_header(chain.header); !header.empty())
    out += ",\n \"header\": " + header;
  if (!chain.text.empty()) {
    std::vector<std::string> sentences;
    for (const std::string& sentence : chain.text) sentences.push_back(write_json_string(sentence));
    out += fmt::format(",\n \"text\": [\n  {}]", fmt::join(sentences, ",\n  "));
  }
  std::vector<std::string> steps;
  for (const Step& step : chain.steps) steps.push_back(write_step(step));
  return out + fmt::format(",\n \"steps\": [{}{}]}}\n", steps.empty() ? "" : "\n  ",
                           fmt::join(steps, ",\n  "));
}

Chain chain_from_json(std::string_view json, std::string_view source_name) {
  return parse_chain(print_chain(read_json_chain(json, source_name)), source_name);
}

}  // namespace modus::claims
