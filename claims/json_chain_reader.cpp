#include "claims/json_chain_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

#include <fmt/ranges.h>

#include "base/error.h"
#include "claims/chain_builder.h"
#include "claims/claim_parser.h"
#include "claims/header_parser.h"
#include "claims/json_place.h"
#include "claims/nearest.h"
#include "claims/probability_parser.h"
#include "claims/sort_parser.h"
#include "claims/step_parser.h"

namespace modus::claims {
namespace {

constexpr std::string_view kFormat = "modus.chain/v1";
using Keys = std::span<const std::string_view>;

// The keys that a step of each kind may have, in the order of StepKind.
constexpr std::array<std::string_view, 5> kAskKeys = {"kind", "claim", "question", "variable",
                                                      "options"};
constexpr std::array<std::string_view, 4> kGivenKeys = {"kind", "id", "claim", "sentences"};
constexpr std::array<std::string_view, 5> kLetKeys = {"kind", "id", "name", "sort", "definition"};
constexpr std::array<std::string_view, 3> kFixKeys = {"kind", "id", "name"};
constexpr std::array<std::string_view, 6> kObtainKeys = {"kind",  "id",   "name",
                                                         "claim", "rule", "cites"};
constexpr std::array<std::string_view, 5> kHaveKeys = {"kind", "id", "claim", "rule", "cites"};
constexpr std::array<std::string_view, 3> kAssumeKeys = {"kind", "id", "claim"};
constexpr std::array<std::string_view, 4> kCaseKeys = {"kind", "id", "claim", "of"};
constexpr std::array<std::string_view, 6> kDischargeKeys = {"kind",  "id",   "closes",
                                                            "claim", "rule", "cites"};
constexpr std::array<std::string_view, 3> kAnswerKeys = {"kind", "value", "cites"};

Keys keys_of(StepKind kind) {
  switch (kind) {
    case StepKind::kAsk:
      return kAskKeys;
    case StepKind::kGiven:
      return kGivenKeys;
    case StepKind::kLet:
      return kLetKeys;
    case StepKind::kFix:
      return kFixKeys;
    case StepKind::kObtain:
      return kObtainKeys;
    case StepKind::kHave:
      return kHaveKeys;
    case StepKind::kAssume:
      return kAssumeKeys;
    case StepKind::kCase:
      return kCaseKeys;
    case StepKind::kDischarge:
      return kDischargeKeys;
    case StepKind::kAnswer:
      return kAnswerKeys;
  }
  return {};
}

class JsonChainReader {
 public:
  JsonChainReader(std::string_view json, std::string_view source_name)
      : document_{source_name, json}, builder_(source_name, json) {
    source_.name = source_name;
  }

  Chain read() {
    const JsonValue tree = parse_json(document_.text, document_.source_name);
    const JsonPlace root(document_, tree);
    constexpr std::array<std::string_view, 4> keys = {"format", "header", "text", "steps"};
    root.require(JsonValue::Kind::kObject);
    root.require_keys(keys);
    if (const JsonPlace format = root.member("format"); format.text() != kFormat)
      format.fail(fmt::format("expected \"{}\"", kFormat));
    if (const auto header = root.optional_member("header")) read_header(*header);
    if (const auto sentences = root.optional_member("text"))
      for (const JsonPlace& sentence : sentences->items()) builder_.add_sentence(sentence.text());
    const std::vector<JsonPlace> steps = root.member("steps").items();
    for (const JsonPlace& step : steps) {
      note_graphs(step.value());
      note_constant(step.value());
    }
    for (const JsonPlace& step : steps) read_step(step);
    return builder_.take();
  }

 private:
  // Reads a string by a parser of the language; its errors get the path and the place in the JSON.
  template <typename Parse>
  auto parsed(const JsonPlace& place, std::string_view written, Parse parse) {
    source_.text = written;
    try {
      TokenStream tokens(source_, kMaxTokens);
      auto result = parse(tokens);
      expect_end(tokens);
      return result;
    } catch (const ParseError& error) {
      const bool exact = !place.value().escaped && written.data() == place.value().text.data();
      place.fail_at(place.value().offset + (exact ? 1 + error.offset() : 0), error.message());
    }
  }

  Claim claim(const JsonPlace& place) {
    return parsed(place, place.text(),
                  [](TokenStream& tokens) { return parse_formula(tokens, AtomForm::kBracketed); });
  }

  std::string name(const JsonPlace& place) {
    return parsed(place, place.text(),
                  [](TokenStream& tokens) { return parse_name(tokens, "this"); });
  }

  void read_header(const JsonPlace& header) {
    constexpr std::array<std::string_view, 5> keys = {"logic", "closed", "names", "domain",
                                                      "sorts"};
    header.require(JsonValue::Kind::kObject);
    header.require_keys(keys);
    HeaderParser parser;
    const auto item = [&](const JsonPlace& place, const std::string& line) {
      parsed(place, line, [&](TokenStream& tokens) {
        parser.parse_item(tokens);
        return 0;
      });
    };
    const auto words = [&](const JsonPlace& array) {
      std::vector<std::string> found;
      for (const JsonPlace& place : array.items()) found.push_back(place.text());
      return fmt::format("{}", fmt::join(found, ", "));
    };
    if (const auto place = header.optional_member("logic")) item(*place, "logic " + place->text());
    if (const auto place = header.optional_member("closed"))
      item(*place, "closed " + words(*place));
    if (const auto place = header.optional_member("names")) item(*place, "names " + place->text());
    if (const auto place = header.optional_member("domain"))
      item(*place, "domain {" + words(*place) + "}");
    if (const auto place = header.optional_member("sorts"))
      for (const JsonPlace& sort : place->items()) item(sort, "sort " + sort.text());
    builder_.set_header(parser.header());
  }

  void note_graphs(const JsonValue& value) {
    if (value.kind == JsonValue::Kind::kString) source_.constants.merge(graph_letters(value.text));
    for (const JsonValue& item : value.items) note_graphs(item);
  }

  void note_constant(const JsonValue& step) {
    const JsonValue* name = step.find("name");
    if (name && is_variable(name->text)) source_.constants.insert(name->text);
  }

  StepKind kind(const JsonPlace& place) const {
    const std::vector<std::string_view> names = step_kind_names();
    const auto found = std::find(names.begin(), names.end(), place.text());
    if (found != names.end()) return static_cast<StepKind>(found - names.begin());
    const auto near = nearest(place.text(), names);
    place.fail(near ? fmt::format("no kind of step; did you mean \"{}\"?", *near)
                    : "no kind of step");
  }

  StepId step_id(const JsonPlace& place) const {
    const std::string& written = place.text();
    std::uint32_t value = 0;
    if (is_step_id(written) && written[1] != '0' && written.size() <= kMaxIdBytes)
      std::from_chars(written.data() + 1, written.data() + written.size(), value);
    if (value == 0) place.fail("expected a step such as \"s3\"");
    return StepId{value};
  }

  std::vector<StepId> step_ids(const JsonPlace& array) const {
    std::vector<StepId> ids;
    for (const JsonPlace& place : array.items()) ids.push_back(step_id(place));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

  Rule rule(const JsonPlace& place) const {
    if (const auto found = rule_named(place.text())) return *found;
    const auto near = nearest(place.text(), rule_names());
    place.fail(near ? fmt::format("no rule; did you mean \"{}\"?", *near) : "no rule");
  }

  void read_step(const JsonPlace& place) {
    place.require(JsonValue::Kind::kObject);
    Step step;
    step.kind = kind(place.member("kind"));
    const Keys keys = keys_of(step.kind);
    place.require_keys(keys);
    const auto takes = [&](std::string_view key) {
      return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    if (takes("id")) step.id = step_id(place.member("id"));
    if (takes("name")) step.name = name(place.member("name"));
    if (takes("claim") && step.kind != StepKind::kAsk) step.claim = claim(place.member("claim"));
    if (const auto found = place.optional_member("rule")) step.rule = rule(*found);
    if (const auto found = place.optional_member("cites")) step.cites = step_ids(*found);
    if (takes("of")) step.closes = {step_id(place.member("of"))};
    if (takes("closes")) read_closes(place.member("closes"), step);
    if (const auto found = place.optional_member("sentences")) read_sentences(*found, step);
    if (step.kind == StepKind::kLet) read_let(place, step);
    if (step.kind == StepKind::kAsk) read_question(place, step);
    if (step.kind == StepKind::kAnswer) read_value(place.member("value"), step);
    builder_.add_step(std::move(step), place.value().offset);
  }

  void read_closes(const JsonPlace& place, Step& step) const {
    step.closes = step_ids(place);
    if (step.closes.empty()) place.fail("a discharge closes at least one step");
  }

  void read_sentences(const JsonPlace& array, Step& step) const {
    for (const JsonPlace& place : array.items()) {
      place.require(JsonValue::Kind::kInteger);
      if (place.value().integer < 1 || place.value().integer > kMaxSentence)
        place.fail("sentences count from 1");
      step.sentences.push_back(static_cast<std::size_t>(place.value().integer));
    }
  }

  void read_let(const JsonPlace& place, Step& step) {
    if (const auto sort = place.optional_member("sort"))
      step.declared = parsed(*sort, sort->text(), parse_sort);
    if (const auto term = place.optional_member("definition"))
      step.definition = parsed(*term, term->text(), parse_term);
  }

  void read_question(const JsonPlace& place, Step& step) {
    const auto question = place.optional_member("question");
    const std::string kind = question ? question->text() : "yes_no";
    constexpr std::array<std::string_view, 4> kinds = {"yes_no", "value", "set", "choice"};
    const auto found = std::find(kinds.begin(), kinds.end(), kind);
    if (found == kinds.end()) question->fail("expected yes_no, value, set or choice");
    step.question = static_cast<QuestionKind>(found - kinds.begin());
    refuse_other(place, step.question);
    if (step.question == QuestionKind::kChoice) return read_options(place.member("options"), step);
    step.claim = claim(place.member("claim"));
    if (step.question == QuestionKind::kYesNo) return;
    const JsonPlace variable = place.member("variable");
    step.name = letter(variable);
    if (source_.constants.contains(step.name))
      variable.fail("bound by a step of this chain and no variable");
  }

  // A key that this kind of question does not have would be lost without a word.
  void refuse_other(const JsonPlace& place, QuestionKind question) const {
    const bool choice = question == QuestionKind::kChoice;
    for (const std::string_view key : {"claim", "variable", "options"}) {
      const bool expected = key == "options" ? choice
                            : key == "claim" ? !choice
                                             : !choice && question != QuestionKind::kYesNo;
      if (const auto found = place.optional_member(key); found && !expected)
        found->fail("not a key of this kind of question");
    }
  }

  std::string letter(const JsonPlace& place) const {
    if (!is_variable(place.text())) place.fail("expected a capital letter such as \"A\"");
    return place.text();
  }

  void read_options(const JsonPlace& array, Step& step) {
    constexpr std::array<std::string_view, 2> keys = {"letter", "claim"};
    for (const JsonPlace& option : array.items()) {
      option.require(JsonValue::Kind::kObject);
      option.require_keys(keys);
      const JsonPlace place = option.member("letter");
      const std::string name = letter(place);
      for (const Option& other : step.options)
        if (other.letter == name) place.fail("this letter stands twice");
      step.options.push_back({name, claim(option.member("claim"))});
    }
    if (step.options.size() < 2) array.fail("a choice has at least two options");
  }

  void read_value(const JsonPlace& place, Step& step) {
    parsed(place, place.text(), [&](TokenStream& tokens) {
      parse_answer_value(tokens, builder_.chain().question(), step);
      return 0;
    });
  }

  static constexpr std::size_t kMaxIdBytes = 9;
  static constexpr std::int64_t kMaxSentence = 99'999'999;

  JsonDocument document_;
  ChainBuilder builder_;
  Source source_;  // the string being read, with the constants of the chain
};

}  // namespace

Chain read_json_chain(std::string_view json, std::string_view source_name) {
  return JsonChainReader(json, source_name).read();
}

}  // namespace modus::claims
