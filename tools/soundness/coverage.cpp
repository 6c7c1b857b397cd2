#include "tools/soundness/coverage.h"

#include <array>

#include <fmt/core.h>

#include "tools/soundness/own_functions.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;
using claims::StepKind;

namespace {

constexpr auto kOperators = std::to_array<std::pair<Op, const char*>>({
    {Op::kTrue, "true"},
    {Op::kFalse, "false"},
    {Op::kName, "name"},
    {Op::kVariable, "X"},
    {Op::kNumber, "number"},
    {Op::kApply, "p(...)"},
    {Op::kSet, "{...}"},
    {Op::kNegate, "-a"},
    {Op::kPower, "^"},
    {Op::kMultiply, "*"},
    {Op::kDivide, "/"},
    {Op::kIntegerDivide, "div"},
    {Op::kModulo, "mod"},
    {Op::kAdd, "+"},
    {Op::kSubtract, "-"},
    {Op::kEqual, "="},
    {Op::kNotEqual, "!="},
    {Op::kLess, "<"},
    {Op::kLessEqual, "<="},
    {Op::kGreater, ">"},
    {Op::kGreaterEqual, ">="},
    {Op::kApproximately, "~="},
    {Op::kIn, "in"},
    {Op::kNot, "not"},
    {Op::kAbsent, "absent"},
    {Op::kAnd, "and"},
    {Op::kOr, "or"},
    {Op::kXor, "xor"},
    {Op::kImplies, "->"},
    {Op::kIff, "<->"},
    {Op::kForall, "forall"},
    {Op::kExists, "exists"},
    {Op::kProbability, "P(...)"},
    {Op::kDo, "do(...)"},
    {Op::kIndependent, "independent"},
    {Op::kGraph, "graph"},
    {Op::kCauses, "~>"},
    {Op::kConfounds, "<~>"},
    {Op::kHidden, "hidden"},
});
constexpr auto kFunctions =
    std::to_array<const char*>({"sqrt",       "root",          "abs",
                                "min",        "max",           "floor",
                                "ceil",       "log",           "ln",
                                "exp",        "gcd",           "lcm",
                                "factorial",  "binomial",      "divides",
                                "union",      "intersection",  "difference",
                                "subset",     "card",          "interval relation",
                                "sum",        "calendar_date", "days_between",
                                "days_after", "iso_weekday",   "likely, possible, usually"});
constexpr auto kSteps = std::to_array(
    {StepKind::kAsk, StepKind::kGiven, StepKind::kLet, StepKind::kFix, StepKind::kObtain,
     StepKind::kHave, StepKind::kAssume, StepKind::kCase, StepKind::kDischarge, StepKind::kAnswer});
constexpr auto kHeaders =
    std::to_array<const char*>({"logic classical", "logic directed", "closed", "names free",
                                "names unique", "domain open", "domain {...}", "sort"});
constexpr auto kSorts =
    std::to_array<const char*>({"truth", "entity", "int", "real", "quantity", "date", "set",
                                "entity function", "number function"});
constexpr auto kQuestions =
    std::to_array<const char*>({"yes or no", "value", "set", "choice", "open"});

const char* operator_name(Op op) {
  for (const auto& [known, name] : kOperators)
    if (known == op) return name;
  return "string";
}

}  // namespace

void Coverage::add(const claims::Chain& chain, const symbolic::ChainResult& result) {
  count("chain verdict", std::string(symbolic::to_string(result.verdict)));
  count_header(chain.header);
  for (const claims::Step& step : chain.steps) count_step(step);
  for (const symbolic::StepResult& step : result.steps) {
    const std::string verdict(symbolic::to_string(step.verdict));
    if (step.kind == StepKind::kHave) count("have", verdict.empty() ? "none" : verdict);
    if (step.kind == StepKind::kAnswer) count("answer", verdict.empty() ? "none" : verdict);
    if (step.kind == StepKind::kDischarge) count("discharge", verdict.empty() ? "none" : verdict);
  }
}

void Coverage::add(const Coverage& other) {
  for (const auto& [key, number] : other.counts_) counts_[key] += number;
}

void Coverage::count_header(const claims::Header& header) {
  const bool directed = header.logic == claims::Logic::kDirected;
  count("header", directed ? "logic directed" : "logic classical");
  count("header", header.unique_names ? "names unique" : "names free");
  count("header", header.domain ? "domain {...}" : "domain open");
  if (!header.closed.empty()) count("header", "closed");
  if (!header.sorts.empty()) count("header", "sort");
  for (const claims::SortDeclaration& sort : header.sorts) {
    if (!sort.arguments.empty())
      count("sort", claims::is_numeric(sort.result) ? "number function" : "entity function");
    const std::string name = claims::to_string(sort.result);
    count("sort", name == "quantity[date]" ? "date" : name.substr(0, name.find('[')));
  }
}

void Coverage::count_step(const claims::Step& step) {
  count("step", std::string(claims::to_string(step.kind)));
  if (step.kind == StepKind::kAsk) {
    static constexpr std::array kNames = {"yes or no", "value", "set", "choice"};
    count("question", kNames[static_cast<std::size_t>(step.question)]);
  }
  if (step.kind == StepKind::kAnswer && step.answer == claims::AnswerKind::kOpen)
    count("question", "open");
  if (step.kind != StepKind::kAnswer && step.kind != StepKind::kLet &&
      step.kind != StepKind::kFix && step.question != claims::QuestionKind::kChoice) {
    count_claim(step.claim);
    count("sort", "truth");
  }
  if (step.definition) count_claim(*step.definition);
  for (const claims::Option& option : step.options) count_claim(option.claim);
}

void Coverage::count_claim(const Claim& claim) {
  count("operator", operator_name(claim.op()));
  if (claim.op() == Op::kApply && is_of_the_language(claim.name()))
    count("function", is_interval_relation(claim.name()) ? "interval relation"
                      : is_modal(claim.name())           ? "likely, possible, usually"
                                                         : claim.name());
  for (const Claim& child : claim.children()) count_claim(child);
}

std::vector<Coverage::Row> Coverage::rows() const {
  std::vector<Row> rows;
  const auto require = [&](const std::string& group, const std::string& item) {
    const auto found = counts_.find({group, item});
    rows.push_back({group, item, found == counts_.end() ? 0 : found->second});
  };
  for (const auto& [op, name] : kOperators) require("operator", name);
  for (const char* name : kFunctions) require("function", name);
  for (const char* name : kSorts) require("sort", name);
  for (const StepKind kind : kSteps) require("step", std::string(claims::to_string(kind)));
  for (const char* name : kHeaders) require("header", name);
  for (const char* name : kQuestions) require("question", name);
  return rows;
}

double Coverage::proved_share() const {
  std::size_t proved = 0;
  std::size_t all = 0;
  for (const auto& [key, number] : counts_) {
    if (key.first != "have") continue;
    all += number;
    if (key.second == "proved") proved += number;
  }
  return all == 0 ? 0 : static_cast<double>(proved) / static_cast<double>(all);
}

std::string Coverage::table() const {
  std::string text;
  std::string group;
  const auto line = [&](const Row& row) {
    if (row.group != group) text += fmt::format("{}{}:", text.empty() ? "" : "\n", row.group);
    group = row.group;
    text += fmt::format("  {} {}", row.item, row.count);
  };
  for (const Row& row : rows()) line(row);
  for (const auto& [key, number] : counts_)
    if (key.first == "have" || key.first == "answer" || key.first == "discharge" ||
        key.first == "chain verdict")
      line({key.first, key.second, number});
  return text + "\n";
}

}  // namespace modus::soundness
