#include "bridge/prompted/prompted_reasoner.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/stopwatch.h"
#include "bridge/asked.h"
#include "bridge/prompted/amount_reading.h"
#include "bridge/prompted/carried.h"
#include "bridge/prompted/checked_prose.h"
#include "bridge/prompted/defining.h"
#include "bridge/prompted/deriving.h"
#include "bridge/prompted/proposing.h"
#include "bridge/prompted/prose.h"
#include "bridge/prompted/worked.h"
#include "bridge/word_problem.h"
#include "symbolic/answer_goals.h"
#include "symbolic/chain_verdict.h"
#include "symbolic/derivation.h"
#include "symbolic/reading/words.h"
#include "symbolic/solve.h"

namespace modus::bridge {
namespace {

using claims::Chain;
using claims::Step;
using claims::StepKind;
namespace reading = symbolic::reading;
using symbolic::ChainVerdict;
using symbolic::LiveChain;

constexpr std::size_t kThinkTokens = 1024;  // before a word problem's definition

class Solving {
 public:
  Solving(TextModel& model, const Problem& problem, const PromptedOptions& options)
      : problem_(problem),
        options_(options),
        model_(model, options.max_tokens, options.stop),
        journal_(options.watch),
        kind_(options.kind.value_or(kind_of_problem(problem))),
        sentences_(problem.sentences) {
    // "How much are 5 of them?": what a question says is read as any sentence is.
    if (kind_ == ReadingKind::kQuantities && has_number(reading::tokenise(problem.question)))
      sentences_.push_back(problem.question);
  }

  PromptedOutcome run() {
    const Stopwatch watch;
    think_first();
    text_ = kind_ == ReadingKind::kQuantities
                ? read_amounts(sentences_, options_.check.limits, journal_)
                : read_text(model_, problem_,
                            {.kind = kind_,
                             .samples = samples_of(options_, kind_),
                             .temperature = 0.7f,
                             .seed = options_.seed,
                             .limits = options_.check.limits},
                            journal_);
    Chain chain = kind_ == ReadingKind::kQuantities ? solve_quantities() : solve_logic();
    conclude(std::move(chain));
    if (options_.else_prose) think_last(*options_.else_prose);
    // What waited for others of the same model is theirs.
    result_.outcome.seconds = watch.seconds() - model_.waited_seconds() + model_.seconds();
    if (options_.watch) options_.watch({Happening::Kind::kFinished, nullptr, nullptr, nullptr});
    return std::move(result_);
  }

 private:
  void think_first() {
    const std::size_t tokens =
        options_.think_tokens.value_or(kind_ == ReadingKind::kQuantities ? kThinkTokens : 0);
    if (tokens == 0) return;
    const bool calculates = kind_ == ReadingKind::kQuantities;
    const ThinkOptions options{
        .form = calculates ? AnswerForm::kNumber : AnswerForm::kTrueFalseUnknown,
        .max_tokens = tokens,
        .temperature = 0,
        .seed = options_.seed};
    const std::size_t samples = samples_of(options_, kind_);
    if (calculates) proses_ = think_checked(model_, problem_, options, samples, journal_);
    Prose prose =
        calculates ? most_agreed(proses_) : think_again(model_, problem_, options, samples);
    if (options_.on_prose) options_.on_prose(prose.text);
    result_.prose = std::move(prose.text);
    result_.said = std::move(prose.answer);
  }

  // It changes no verdict.
  void think_last(AnswerForm form) {
    const std::string& answer = result_.outcome.result.answer;
    if (answer == "true" || answer == "false" || !result_.said.empty()) return;
    Prose prose =
        think(model_, problem_, {.form = form, .max_tokens = kThinkTokens, .seed = options_.seed});
    result_.prose = std::move(prose.text);
    result_.said = std::move(prose.answer);
    count_calls();
  }

  void count_calls() {
    result_.outcome.tokens = model_.tokens();
    result_.calls = model_.calls();
    result_.model_seconds = model_.seconds();
  }

  // The grounded givens, or the others, in order.
  std::vector<Step> givens(bool grounded) const {
    std::vector<Step> steps;
    for (const SentenceReading& read : text_.sentences)
      if (read.grounded == grounded)
        steps.insert(steps.end(), read.steps.begin(), read.steps.end());
    return steps;
  }

  // What fits the chain; an ungrounded given is shown as refused by its sentence already.
  void append_givens(LiveChain& chain, bool grounded) {
    for (Step& step : givens(grounded)) {
      step.id = symbolic::next_id(chain.chain());
      const std::size_t before = chain.chain().steps.size();
      const symbolic::StepResult judged = chain.append(step);
      if (judged.verdict == symbolic::Verdict::kMalformed)
        chain.rollback(before);
      else if (!grounded)
        journal_.accepted(chain.chain().steps.back(), judged);
    }
  }

  Chain solve_logic() {
    LiveChain live(text_.header, sentences_, options_.check.limits);
    if (text_.question.steps.empty()) {
      append_givens(live, true);
      return live.chain();
    }
    live.append(text_.question.steps.front());
    append_givens(live, true);
    const bool literal = claims::is_literal(live.chain().question()->claim);
    if (kind_ == ReadingKind::kRules && literal) return solve_by_rules(live);
    return solve_formulas(live);
  }

  // First from what is grounded alone: an answer that needs no more is verified.
  Chain solve_by_rules(LiveChain& live) {
    Derivation derivation = derive(model_, live, journal_);
    result_.fallbacks += derivation.fallbacks;
    if (!derivation.decided && !givens(false).empty()) {
      append_givens(live, false);
      derivation = derive(model_, live, journal_);
      result_.fallbacks += derivation.fallbacks;
    }
    if (derivation.decided || !model_.spent())
      result_.found_by_model = append_answer(live, journal_);
    return live.chain();
  }

  Chain solve_formulas(LiveChain& live) {
    Chain grounded = live.chain();
    propose(model_, live, options_.proposals, journal_);
    if (append_answer_of_own_steps(live)) return live.chain();
    symbolic::Solution solution = symbolic::solve_claims(grounded, options_.check);
    const Step* answer = solution.chain.answer();
    const bool undecided = answer == nullptr || answer->answer == claims::AnswerKind::kOpen;
    if (undecided && !givens(false).empty()) {
      LiveChain all(text_.header, sentences_, options_.check.limits);
      for (const Step& step : grounded.steps) all.append(step);
      append_givens(all, false);
      symbolic::Solution with_all = symbolic::solve_claims(all.chain(), options_.check);
      if (with_all.chain.answer() != nullptr) return told(all.chain().steps.size(), with_all);
    }
    return told(grounded.steps.size(), solution);
  }

  bool append_answer_of_own_steps(LiveChain& live) {
    const claims::Claim asked = live.chain().question()->claim;
    const bool stated = std::ranges::any_of(live.citable(), [&](claims::StepId id) {
      const claims::Claim& claim = live.chain().find(id)->claim;
      return claim == asked || claim == symbolic::opposite(asked);
    });
    return stated && (result_.found_by_model = append_answer(live, journal_));
  }

  // The steps that the checker's own search has added to the first `read`.
  Chain told(std::size_t read, const symbolic::Solution& solution) {
    for (std::size_t i = read; i < solution.chain.steps.size(); ++i)
      journal_.accepted(solution.chain.steps[i], solution.result.steps[i]);
    return solution.chain;
  }

  Chain solve_quantities() {
    LiveChain live(text_.header, sentences_, options_.check.limits);
    append_givens(live, true);
    append_givens(live, false);
    const Defined defined = definition(live.chain());
    doubt_ = defined.doubt;
    if (defined.lets.empty()) return live.chain();
    Chain chain = live.chain();
    const Step ask = ask_for_value(defined.lets.back().name);
    chain.steps.insert(chain.steps.begin(), ask);
    journal_.accepted(ask, {});
    for (const Step& let : defined.lets) {
      chain.steps.push_back(let);
      symbolic::StepResult judged;
      judged.kind = StepKind::kLet;
      journal_.accepted(let, judged);
    }
    result_.found_by_model = true;
    return told(chain.steps.size(), symbolic::solve_claims(chain, options_.check));
  }

  // As the proses calculate; where that cannot be read, as the model writes it.
  Defined definition(const Chain& givens) {
    agreed_ = most_worked_out(proses_, text_.amounts, whole_text(problem_));
    const std::vector<Step>& lets = agreed_.worked.lets;
    if (lets.empty()) return define(model_, problem_, givens, result_.prose, journal_);
    return judge_definitions(lets, problem_, givens);
  }

  void conclude(Chain chain) {
    symbolic::ChainResult checked = symbolic::check_chain(chain, options_.check);
    report_reading(chain);
    if (checked.verdict == ChainVerdict::kMalformed) {  // the readings are, not what was asked
      checked.verdict = ChainVerdict::kUndecided;
      checked.reason = fmt::format("what was read does not fit together: {}",
                                   checked.reason.substr(0, checked.reason.find('\n')));
    }
    if (checked.verdict == ChainVerdict::kVerified)
      if (std::string why = why_not_verified(chain, checked); !why.empty()) {
        checked.verdict = ChainVerdict::kUngrounded;
        checked.reason = std::move(why);
      }
    if (!checked.has_answer && (checked.verdict == ChainVerdict::kVerified ||
                                checked.verdict == ChainVerdict::kUngrounded)) {
      checked.verdict = ChainVerdict::kUndecided;
      checked.reason = model_.stopped() ? "interrupted"
                       : model_.spent() ? "effort: the tokens are used up"
                                        : "no answer was found";
    }
    result_.outcome.chain = std::move(chain);
    result_.outcome.result = std::move(checked);
    result_.outcome.refusals = journal_.refusals();
    count_calls();
    result_.kind = kind_;
  }

  // What the checker cannot know of: how the question was read, whether the samples agree, what the
  // prose said, whether words carry the definitions. It only lowers.
  std::string why_not_verified(const Chain& chain, const symbolic::ChainResult& checked) const {
    if (kind_ != ReadingKind::kQuantities && !text_.question.grounded)
      return fmt::format("the question: {}", text_.question.reason);
    if (kind_ == ReadingKind::kQuantities)
      if (const std::string why = not_carried(chain, problem_.question, text_, agreed_, doubt_);
          !why.empty())
        return fmt::format("what is asked for: {}", why);
    for (const SentenceAgreement& agreement : result_.agreement)
      if (2 * agreement.agreeing <= agreement.samples && rests_on(chain, agreement.sentence))
        return fmt::format(
            "only {} of {} readings of {} agree", agreement.agreeing, agreement.samples,
            agreement.sentence == 0 ? "the question"
                                    : fmt::format("sentence {}", agreement.sentence));
    if (kind_ == ReadingKind::kQuantities && !result_.said.empty() &&
        !same_answer(result_.said, checked.answer))
      return fmt::format("the prose came to {}", result_.said);
    return "";
  }

  static bool rests_on(const Chain& chain, std::size_t sentence) {
    if (sentence == 0) return true;
    return std::ranges::any_of(symbolic::backward_slice(chain), [&](std::size_t index) {
      const Step& step = chain.steps[index];
      return step.kind == StepKind::kGiven && !step.sentences.empty() &&
             step.sentences.front() == sentence;
    });
  }

  void report_reading(const Chain& chain) {
    const auto report = [&](const SentenceReading& read) {
      const bool stands = std::ranges::any_of(chain.steps, [&](const Step& step) {
        return read.sentence == 0 ? step.kind == StepKind::kAsk
                                  : step.kind == StepKind::kGiven && !step.sentences.empty() &&
                                        step.sentences.front() == read.sentence;
      });
      if (!stands || !read.grounded) result_.unread.push_back({read.sentence, read.reason});
      if (read.samples > 1)
        result_.agreement.push_back({read.sentence, read.agreeing, read.samples});
    };
    for (const SentenceReading& read : text_.sentences) report(read);
    if (kind_ != ReadingKind::kQuantities)
      report(text_.question);
    else if (agreed_.samples > 1 && !agreed_.worked.lets.empty())
      result_.agreement.push_back({0, agreeing_proses(agreed_), agreed_.samples});
  }

  const Problem& problem_;
  const PromptedOptions& options_;
  MeteredModel model_;
  Journal journal_;
  const ReadingKind kind_;
  std::vector<std::string> sentences_;  // that are read
  TextReading text_;
  std::vector<Prose> proses_;
  Agreed agreed_;      // what they work out
  std::string doubt_;  // of a word problem's definition
  PromptedOutcome result_;
};

}  // namespace

const std::string& PromptedOutcome::best_answer() const {
  const std::string& answer = outcome.result.answer;
  const bool verified = outcome.result.verdict == ChainVerdict::kVerified;
  const bool misread =
      std::ranges::any_of(unread, [](const UnreadSentence& one) { return one.sentence == 0; });
  const bool decided =
      kind != ReadingKind::kQuantities && !misread && (answer == "true" || answer == "false");
  return verified || decided || said.empty() ? answer : said;
}

ReadingKind kind_of_problem(const Problem& problem) {
  if (reads_as_statement(problem.question)) return ReadingKind::kFormulas;
  const auto has_numbers = [](const std::string& sentence) {
    return has_number(symbolic::reading::tokenise(sentence));
  };
  return std::ranges::any_of(problem.sentences, has_numbers) || has_numbers(problem.question)
             ? ReadingKind::kQuantities
             : ReadingKind::kFormulas;
}

std::size_t samples_of(const PromptedOptions& options, ReadingKind kind) {
  constexpr std::size_t kProses = 5;
  return options.samples.value_or(kind == ReadingKind::kQuantities ? kProses : 1);
}

PromptedOutcome solve_prompted(TextModel& model, const Problem& problem,
                               const PromptedOptions& options) {
  return Solving(model, problem, options).run();
}

}  // namespace modus::bridge
