#include "symbolic/answer.h"

#include <algorithm>
#include <set>

#include <fmt/ranges.h>

#include "claims/evaluate.h"
#include "claims/print.h"
#include "symbolic/evidence.h"

namespace modus::symbolic {

using claims::Chain;
using claims::Claim;
using claims::Extraction;
using claims::Reading;
using claims::ReadingKind;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

using Values = std::set<claims::Rational>;

void collect_values(const Claim& claim, Values& values) {
  if (claim.op() == claims::Op::kNumber) values.insert(claim.literal().value);
  for (const Claim& child : claim.children()) collect_values(child, values);
}

Values values_of(const Claim& claim) {
  Values values;
  collect_values(claim, values);
  return values;
}

// Every number written in a text, as digits.
Values numbers_in(std::string_view text) {
  Values values;
  std::string digits;
  const auto flush = [&] {
    while (!digits.empty() && digits.back() == '.') digits.pop_back();
    if (const auto literal = claims::parse_literal(digits)) values.insert(literal->value);
    digits.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool digit = c >= '0' && c <= '9';
    const bool next_digit = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (digit || (c == '.' && next_digit && digits.find('.') == std::string::npos)) {
      if (c == '.' && digits.empty()) digits = "0";
      digits += c;
    } else if (!(c == ',' && !digits.empty() && next_digit)) {
      flush();
    }
  }
  flush();
  return values;
}

// The clause that a claim stands in, from the last comma or full stop to its end: what a reader
// recognises as the place.
std::string clause(std::string_view answer, claims::Span sentence, claims::Span claim) {
  std::size_t begin = sentence.begin;
  const std::string_view before = answer.substr(sentence.begin, claim.begin - sentence.begin);
  const std::size_t comma = before.find_last_of(",;:");
  if (comma != std::string_view::npos) begin += comma + 1;
  std::string_view text = answer.substr(begin, claim.end - begin);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return std::string(text);
}

class AnswerChecker {
 public:
  AnswerChecker(std::string_view answer, std::string_view problem, const CheckOptions& options)
      : answer_(answer), known_(numbers_in(problem)), options_(options),
        extraction_(claims::extract(answer)) {}

  AnswerCheck run() {
    result_.sentences = extraction_.sentences.size();
    result_.understood = extraction_.understood;
    write_chain();
    const ChainResult checked = check_chain(result_.chain, options_);
    for (std::size_t i = 0; i < extraction_.readings.size(); ++i) judge(i, checked);
    conclude();
    return std::move(result_);
  }

 private:
  void write_chain() {
    result_.chain.source_name = "answer";
    std::uint32_t next = 1;
    for (const Reading& reading : extraction_.readings) {
      if (reading.kind == ReadingKind::kAnswer) continue;
      Step step;
      step.id = StepId{next++};
      if (reading.kind == ReadingKind::kDefinition) {
        step.kind = StepKind::kLet;
        step.name = reading.name;
        step.definition = reading.claim;
      } else {
        step.kind = StepKind::kHave;
        step.claim = reading.claim;
        step.rule = claims::Rule::kCalculate;
      }
      result_.chain.steps.push_back(std::move(step));
    }
  }

  void judge(std::size_t i, const ChainResult& checked) {
    const Reading& reading = extraction_.readings[i];
    SentenceVerdict verdict;
    verdict.sentence = reading.sentence;
    verdict.span = reading.span;
    verdict.quoted =
        clause(answer_, extraction_.sentences[reading.sentence - 1].span, reading.span);
    if (reading.kind == ReadingKind::kAnswer) {
      judge_final_answer(reading, verdict);
    } else {
      const StepResult& step = checked.steps[next_step_++];
      verdict.verdict = step.verdict;
      verdict.detail = step.evidence.right_value.empty() ? step.reason : step.evidence.right_value;
      verdict.claim = reading.kind == ReadingKind::kDefinition
                          ? fmt::format("{} := {}", reading.name, claims::print(reading.claim))
                          : claims::print(reading.claim);
      if (step.verdict == Verdict::kRefuted && verdict.detail.empty())
        verdict.detail = right_value(reading.claim, {});
      rest_on_failed(reading, verdict);
    }
    settle(reading, verdict);
    if (reading.kind != ReadingKind::kDefinition) result_.claims.push_back(std::move(verdict));
  }

  // Numbers that the failed sentences alone brought in.
  void rest_on_failed(const Reading& reading, SentenceVerdict& verdict) {
    if (verdict.verdict != Verdict::kProved) return;
    for (const auto& [sentence, brought] : tainted_) {
      if (sentence == reading.sentence) continue;
      const Values used = values_of(reading.claim);
      if (std::any_of(used.begin(), used.end(), [&](const auto& v) { return brought.contains(v); }))
        verdict.rests_on.push_back(sentence);
    }
    if (verdict.rests_on.empty()) return;
    verdict.verdict = Verdict::kUnproved;
    verdict.detail = fmt::format("rests on sentence {}", fmt::join(verdict.rests_on, " "));
  }

  void judge_final_answer(const Reading& reading, SentenceVerdict& verdict) {
    const claims::Value value = claims::evaluate_ground(reading.claim);
    verdict.claim = claims::print(reading.claim);
    const auto* quantity = std::get_if<claims::Quantity>(&value);
    if (quantity == nullptr) {
      verdict.verdict = Verdict::kUndecided;
      verdict.detail = "no value";
      return;
    }
    result_.final_answer = claims::to_string(value);
    verdict.verdict = Verdict::kProved;
    for (const auto& [sentence, brought] : tainted_)
      if (brought.contains(quantity->value) && sentence != reading.sentence)
        verdict.rests_on.push_back(sentence);
    if (!verdict.rests_on.empty()) {
      verdict.verdict = Verdict::kUnproved;
      verdict.detail = fmt::format("rests on sentence {}", fmt::join(verdict.rests_on, " "));
    } else if (!derived(quantity->value, reading)) {
      verdict.verdict = Verdict::kUnproved;
      verdict.detail = fmt::format("no sentence arrives at {}", *result_.final_answer);
    }
  }

  // Whether the answer's value is written anywhere before it.
  bool derived(const claims::Rational& value, const Reading& reading) const {
    const Values written = numbers_in(answer_.substr(0, reading.span.begin));
    const claims::Rational magnitude = abs(value);
    if (known_.contains(magnitude / 100) || known_.contains(magnitude * 100)) return true;  // cents, %
    return known_.contains(magnitude) || written.contains(magnitude) ||
           std::any_of(extraction_.readings.begin(), extraction_.readings.end(),
                       [&](const Reading& other) {
                         return other.kind != ReadingKind::kAnswer &&
                                values_of(other.claim).contains(magnitude);
                       }) ||
           extraction_.readings.size() == 1;
  }

  void settle(const Reading& reading, const SentenceVerdict& verdict) {
    Values values = values_of(reading.claim);
    if (verdict.verdict == Verdict::kProved || verdict.verdict == Verdict::kNone) {
      known_.insert(values.begin(), values.end());
      return;
    }
    if (reading.kind == ReadingKind::kAnswer) return;
    Values& brought = tainted_[reading.sentence];
    for (const claims::Rational& value : values)
      if (!known_.contains(value)) brought.insert(value);
    // What an operand was before this sentence is not its fault.
    for (const auto& [sentence, other] : tainted_)
      if (sentence != reading.sentence)
        for (const claims::Rational& value : other) brought.erase(value);
  }

  void conclude() {
    const auto with = [&](Verdict wanted) -> const SentenceVerdict* {
      for (const SentenceVerdict& claim : result_.claims)
        if (claim.verdict == wanted && claim.rests_on.empty()) return &claim;
      return nullptr;
    };
    const SentenceVerdict* refuted = with(Verdict::kRefuted);
    const SentenceVerdict* unproved = with(Verdict::kUnproved);
    const SentenceVerdict* first = refuted ? refuted : unproved;
    if (refuted && unproved && unproved->sentence < refuted->sentence) first = unproved;
    if (first) {
      result_.first_mistake = first->sentence;
      result_.verdict = refuted ? ChainVerdict::kRefuted : ChainVerdict::kUnproved;
      result_.reason = fmt::format("sentence {}: {}", first->sentence, first->detail);
      return;
    }
    if (const SentenceVerdict* undecided = with(Verdict::kUndecided)) {
      result_.verdict = ChainVerdict::kUndecided;
      result_.reason = fmt::format("sentence {}: {}", undecided->sentence, undecided->detail);
      return;
    }
    std::vector<std::size_t> unread;
    for (std::size_t k = 0; k < extraction_.sentences.size(); ++k)
      if (!extraction_.sentences[k].understood) unread.push_back(k + 1);
    if (result_.claims.empty()) {
      result_.verdict = ChainVerdict::kUndecided;
      result_.reason = "nothing in it could be read as a claim";
    } else if (!unread.empty()) {
      result_.verdict = ChainVerdict::kUndecided;
      result_.reason = fmt::format("unread: {}", fmt::join(unread, " "));
    } else {
      result_.verdict = ChainVerdict::kValid;
    }
  }

  std::string_view answer_;
  Values known_;  // of the problem and of accepted claims
  const CheckOptions& options_;
  Extraction extraction_;
  std::map<std::size_t, Values> tainted_;  // by failed sentence
  std::size_t next_step_ = 0;
  AnswerCheck result_;
};

}  // namespace

AnswerCheck check_answer(std::string_view answer, std::string_view problem,
                         const CheckOptions& options) {
  return AnswerChecker(answer, problem, options).run();
}

}  // namespace modus::symbolic
