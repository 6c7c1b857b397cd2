#include "symbolic/answer.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "claims/calendar.h"
#include "claims/evaluate.h"
#include "claims/extract/annotations.h"
#include "claims/print.h"
#include "symbolic/answer_chain.h"
#include "symbolic/answer_values.h"
#include "symbolic/evidence.h"

#include <fmt/ranges.h>

namespace modus::symbolic {

using claims::Extraction;
using claims::Reading;
using claims::ReadingKind;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

constexpr std::size_t kMaxUnreadShown = 20;  // sentences named in a reason

// The clause that a span stands in, from the last comma or colon to the span's end: what a reader
// recognises as the place.
std::string clause(std::string_view answer, claims::Span sentence, claims::Span span) {
  std::size_t begin = sentence.begin;
  const std::string_view before = answer.substr(sentence.begin, span.begin - sentence.begin);
  for (std::size_t i = before.size(); i > 0 && begin == sentence.begin; --i) {
    const bool mark = before[i - 1] == ',' || before[i - 1] == ';' || before[i - 1] == ':';
    if (mark && (i == before.size() || before[i] == ' ')) begin += i;
  }
  std::string text = claims::without_annotations(answer.substr(begin, span.end - begin));
  return text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
}

// "2023-02-29" where a date of the claim is none; empty where all are.
std::string no_such_day(const claims::Claim& claim) {
  const auto parts = claim.children();
  if (claim.op() == claims::Op::kApply && claim.name() == "calendar_date" &&
      !claims::written_date(claim))
    return fmt::format("{}-{:0>2}-{:0>2}", claims::print(parts[0]), claims::print(parts[1]),
                       claims::print(parts[2]));
  for (const claims::Claim& part : parts)
    if (std::string found = no_such_day(part); !found.empty()) return found;
  return {};
}

class AnswerChecker {
 public:
  AnswerChecker(std::string_view answer, std::string_view problem, const CheckOptions& options)
      : answer_(answer), origins_(numbers_in(problem)), extraction_(claims::extract(answer)) {
    result_.sentences = extraction_.sentences.size();
    result_.understood = extraction_.understood;
    ReadChain read = chain_of(extraction_);
    result_.chain = std::move(read.chain);
    step_of_ = std::move(read.step_of);
    for (Reading& stated : claims::extract(problem).readings)
      if (stated.kind == ReadingKind::kAlgebra) stated_.push_back(std::move(stated.claim));
    checked_ = check_chain(result_.chain, options);
  }

  AnswerCheck run() {
    for (std::size_t k = 1; k <= extraction_.sentences.size(); ++k) sentence(k);
    for (const std::size_t k : unread_) result_.unread.push_back(extraction_.sentences[k - 1].span);
    conclude();
    return std::move(result_);
  }

 private:
  void sentence(std::size_t k) {
    const claims::SentenceReading& reading = extraction_.sentences[k - 1];
    const Numbers written =
        numbers_in(answer_.substr(reading.body, reading.span.end - reading.body));
    if (reading.mentions)
      mention(k, written);
    else if (!reading.understood && !reading.algebra)
      unread_.push_back(k);
    bool holds = true;
    settled_ = true;
    for (const std::size_t i : reading.readings) holds = judge(i) && holds;
    if (reading.algebra && settled_) ++result_.understood;
    if (reading.algebra && !settled_) unread_.push_back(k);
    if (holds && origins_.rests_on(written).empty()) origins_.accept(written);
  }

  // A sentence without claims: nothing to prove where all its numbers were arrived at. One that
  // repeats a number of the problem is a given, and those are not read from prose.
  void mention(std::size_t k, const Numbers& written) {
    const claims::Span span = extraction_.sentences[k - 1].span;
    const Sentences rests_on = origins_.rests_on(written);
    if (!rests_on.empty()) {
      SentenceVerdict verdict;
      verdict.sentence = k;
      verdict.span = span;
      verdict.quoted = answer_.substr(span.begin, span.end - span.begin);
      for (const claims::Rational& value : written)
        if (verdict.claim.empty() && !origins_.rests_on({value}).empty())
          verdict.claim = claims::print(claims::number_term(value));
      rest(verdict, rests_on);
      result_.claims.push_back(std::move(verdict));
    } else if (!std::all_of(written.begin(), written.end(),
                            [&](const auto& value) { return origins_.derives(value); })) {
      unread_.push_back(k);
      return;
    }
    ++result_.understood;
  }

  // false: the claim failed, or rests on one that did.
  bool judge(std::size_t index) {
    const Reading& reading = extraction_.readings[index];
    if (reading.kind == ReadingKind::kAlgebra) return judge_algebra(index);
    SentenceVerdict verdict;
    verdict.sentence = reading.sentence;
    verdict.span = reading.span;
    verdict.quoted =
        clause(answer_, extraction_.sentences[reading.sentence - 1].span, reading.span);
    bool holds = true;
    if (reading.kind == ReadingKind::kAnswer)
      judge_final_answer(reading, verdict);
    else
      holds = judge_claim(reading, checked_.steps.at(*step_of_.at(index)), verdict);
    if (reading.kind != ReadingKind::kDefinition) result_.claims.push_back(std::move(verdict));
    return holds;
  }

  // An equation over unknowns says something where it follows from another one, or contradicts it;
  // else it is only known where the problem states it.
  bool judge_algebra(std::size_t index) {
    const Reading& reading = extraction_.readings[index];
    const StepResult* step =
        reading.follows && step_of_[index] ? &checked_.steps.at(*step_of_[index]) : nullptr;
    const bool judged = step != nullptr &&
                        (step->verdict == Verdict::kProved || step->verdict == Verdict::kRefuted);
    const bool rests = step != nullptr && !step->rests_on.empty();
    if (!judged && !rests) {
      settled_ =
          settled_ && std::find(stated_.begin(), stated_.end(), reading.claim) != stated_.end();
      return settled_;
    }
    SentenceVerdict verdict;
    verdict.sentence = reading.sentence;
    verdict.span = reading.span;
    verdict.quoted =
        clause(answer_, extraction_.sentences[reading.sentence - 1].span, reading.span);
    verdict.claim = claims::print(reading.claim);
    verdict.verdict = step->verdict;
    verdict.evidence = step->evidence;
    const Reading& before = extraction_.readings[*reading.follows];
    if (rests) rest(verdict, {before.sentence});
    if (step->verdict == Verdict::kRefuted)
      verdict.detail = fmt::format("contradicts {}", claims::print(before.claim));
    const bool holds = step->verdict == Verdict::kProved;
    const Numbers numbers = numbers_in(reading.claim);
    if (holds)
      origins_.accept_results(numbers);
    else
      origins_.taint(numbers, reading.sentence);
    result_.claims.push_back(std::move(verdict));
    return holds;
  }

  bool judge_claim(const Reading& reading, const StepResult& step, SentenceVerdict& verdict) {
    const bool defines = reading.kind == ReadingKind::kDefinition;
    verdict.verdict = step.verdict;
    verdict.evidence = step.evidence;
    verdict.detail = step.evidence.right_value.empty() ? step.reason : step.evidence.right_value;
    if (const std::string date = no_such_day(reading.claim); !date.empty())
      verdict.detail = fmt::format("there is no day {}", date);
    verdict.claim = claims::print(reading.claim);
    if (defines) verdict.claim = fmt::format("{} := {}", reading.name, verdict.claim);
    if (step.verdict == Verdict::kRefuted && verdict.detail.empty())
      verdict.detail = right_value(reading.claim, {});
    const Roles roles = roles_of(reading.claim);
    Sentences rests_on = origins_.rests_on(roles.operands);
    const bool within = rests_on.erase(reading.sentence) > 0;
    // A false equation of numbers is false whatever its numbers rest on.
    const bool false_by_itself =
        step.verdict == Verdict::kRefuted && claims::names_in(reading.claim).empty();
    if (!rests_on.empty() && !defines && !false_by_itself) rest(verdict, rests_on);
    const bool holds =
        !within && (verdict.verdict == Verdict::kProved || verdict.verdict == Verdict::kNone);
    if (holds) {
      origins_.accept(roles.operands);
      origins_.accept_results(roles.results);
    } else {
      origins_.taint(roles.results, reading.sentence);
    }
    return holds;
  }

  void judge_final_answer(const Reading& reading, SentenceVerdict& verdict) {
    const claims::Value value = claims::evaluate_ground(reading.claim);
    const auto* quantity = std::get_if<claims::Quantity>(&value);
    verdict.claim = claims::print(reading.claim);
    if (quantity == nullptr) {
      verdict.verdict = Verdict::kUndecided;
      verdict.detail = "no value";
      return;
    }
    result_.final_answer = claims::to_string(value);
    Numbers used = numbers_in(reading.claim);
    used.insert(abs(quantity->value));
    Sentences rests_on = origins_.rests_on(used);
    rests_on.erase(reading.sentence);
    verdict.verdict = Verdict::kProved;
    if (!rests_on.empty()) {
      rest(verdict, rests_on);
    } else if (!checked_.steps.empty() && !arrived_at(quantity->value, reading)) {
      // Something that was not read may have led there.
      verdict.verdict = unread_.empty() ? Verdict::kUnproved : Verdict::kUndecided;
      verdict.detail = fmt::format("no sentence arrives at {}", *result_.final_answer);
    }
  }

  // Whether the value is known, dollars as cents and shares as percent too, or written earlier in
  // the answer's own sentence.
  bool arrived_at(const claims::Rational& value, const Reading& reading) const {
    const claims::Rational magnitude = abs(value);
    if (origins_.knows(magnitude) || origins_.knows(magnitude / 100)) return true;
    const claims::SentenceReading& own = extraction_.sentences[reading.sentence - 1];
    const std::string_view before =
        answer_.substr(own.span.begin, reading.span.begin - own.span.begin);
    return numbers_in(before).contains(magnitude) ||
           std::any_of(own.readings.begin(), own.readings.end(), [&](std::size_t i) {
             const Reading& other = extraction_.readings[i];
             return other.kind != ReadingKind::kAnswer &&
                    numbers_in(other.claim).contains(magnitude);
           });
  }

  static void rest(SentenceVerdict& verdict, const Sentences& sentences) {
    verdict.verdict = Verdict::kUnproved;
    verdict.rests_on.assign(sentences.begin(), sentences.end());
    verdict.detail = fmt::format("rests on sentence {}", fmt::join(verdict.rests_on, " "));
  }

  const SentenceVerdict* first_with(std::initializer_list<Verdict> wanted) const {
    for (const SentenceVerdict& claim : result_.claims)
      if (claim.rests_on.empty() &&
          std::find(wanted.begin(), wanted.end(), claim.verdict) != wanted.end())
        return &claim;
    return nullptr;
  }

  void conclude() {
    const auto reason = [](const SentenceVerdict& claim) {
      return fmt::format("sentence {}: {}", claim.sentence, claim.detail);
    };
    if (const auto* first = first_with({Verdict::kRefuted, Verdict::kUnproved})) {
      const bool refuted = first_with({Verdict::kRefuted}) != nullptr;
      result_.first_mistake = first->sentence;
      result_.verdict = refuted ? ChainVerdict::kRefuted : ChainVerdict::kUnproved;
      result_.reason = reason(*first);
    } else if (const auto* malformed = first_with({Verdict::kMalformed})) {
      result_.verdict = ChainVerdict::kMalformed;
      result_.reason = reason(*malformed);
    } else if (const auto* undecided = first_with({Verdict::kUndecided})) {
      result_.reason = reason(*undecided);
    } else if (result_.claims.empty()) {
      result_.reason = "nothing in it could be read as a claim";
    } else if (!unread_.empty()) {
      const std::size_t shown = std::min(unread_.size(), kMaxUnreadShown);
      result_.reason =
          fmt::format("unread: {}", fmt::join(unread_.begin(), unread_.begin() + shown, " "));
      if (shown < unread_.size())
        result_.reason += fmt::format(" and {} more", unread_.size() - shown);
    } else {
      result_.verdict = ChainVerdict::kValid;
    }
  }

  std::string_view answer_;
  ValueOrigins origins_;
  Extraction extraction_;
  ChainResult checked_;
  std::vector<std::optional<std::size_t>> step_of_;  // by reading
  std::vector<claims::Claim> stated_;                // equations over unknowns in the problem
  bool settled_ = true;              // all algebra of the sentence that is being judged
  std::vector<std::size_t> unread_;  // sentences
  AnswerCheck result_;
};

}  // namespace

AnswerCheck check_answer(std::string_view answer, std::string_view problem,
                         const CheckOptions& options) {
  return AnswerChecker(answer, problem, options).run();
}

}  // namespace modus::symbolic
