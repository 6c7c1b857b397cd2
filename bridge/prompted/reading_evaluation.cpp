#include "bridge/prompted/reading_evaluation.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/progress.h"
#include "bridge/prompted/gold_reading.h"
#include "bridge/prompted/reading.h"
#include "bridge/prompted/reply_claims.h"
#include "bridge/same_reading.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

using claims::Claim;

constexpr std::size_t kProblems = 20;
constexpr std::size_t kSentenceTokens = 96;
constexpr std::size_t kProblemTokens = 4096;  // that may be written for one problem

bool same_in_any_order(const std::vector<Claim>& a, const std::vector<Claim>& b) {
  return std::ranges::is_permutation(a, b, same_reading);
}

struct Count {
  std::size_t rows = 0, exact = 0, grounded = 0, grounded_wrong = 0, tokens = 0;
};

class ReadingEvaluation {
 public:
  ReadingEvaluation(TextModel& model, const std::atomic<bool>* stop) : model_(model), stop_(stop) {}

  // False: it was told to stop, and the problem is not counted.
  bool judge(const std::string& mode, const tasks::GeneratedProblem& problem) {
    const std::vector<GoldReading> gold = gold_readings(problem);
    const Count before = counts_[mode];
    const std::size_t failures = failures_.size();
    MeteredModel metered(model_, kProblemTokens, stop_);
    if (mode == "plain")
      judge_plain(problem, gold, metered);
    else
      judge_guided(problem, gold, metered);
    counts_[mode].tokens += metered.tokens();
    if (!metered.stopped()) return true;
    counts_[mode] = before;
    failures_.resize(failures);
    return false;
  }

  void add_to(tasks::EvalResult& result) const {
    for (const auto& [mode, count] : counts_) {
      const auto rows = static_cast<double>(std::max<std::size_t>(count.rows, 1));
      tasks::ModeFigures& figures = result.modes[mode];
      figures.accuracy = static_cast<double>(count.exact) / rows;
      figures.verified = count.grounded;
      figures.verified_wrong = count.grounded_wrong;
      figures.more["tokens_a_sentence"] = static_cast<double>(count.tokens) / rows;
      result.n = count.rows;
    }
    result.failures = failures_;
  }

 private:
  static std::vector<Claim> claims_of(const std::string& reply,
                                      const tasks::GeneratedProblem& problem) {
    return reply_claims(reply, problem.chain.header.logic, {}).claims;
  }

  void judge_plain(const tasks::GeneratedProblem& problem, const std::vector<GoldReading>& gold,
                   MeteredModel& metered) {
    for (const GoldReading& wanted : gold) {
      const auto reply = metered.ask({.messages = wanted.messages,
                                      .begins_with = "",
                                      .stops = reading_stops(),
                                      .max_tokens = kSentenceTokens});
      const bool exact =
          reply && same_in_any_order(claims_of(*reply, problem), claims_of(wanted.reply, problem));
      note("plain", wanted, exact, reply.value_or(""));
    }
  }

  void judge_guided(const tasks::GeneratedProblem& problem, const std::vector<GoldReading>& gold,
                    MeteredModel& metered) {
    const Problem text{.sentences = problem.chain.text, .question = problem.question};
    ReadingOptions options;
    options.kind = reading_kind_of(problem);
    Journal journal(nullptr);
    TextReading read = read_text(metered, text, options, journal);
    read.sentences.push_back(std::move(read.question));
    for (const GoldReading& wanted : gold) {
      const auto found = std::ranges::find_if(read.sentences, [&](const SentenceReading& reading) {
        return sentence_of(text, reading.sentence) == wanted.sentence;
      });
      std::vector<Claim> claims;
      std::string written;
      if (found != read.sentences.end())
        for (const claims::Step& step : found->steps) {
          claims.push_back(step.claim);
          written += (written.empty() ? "" : " / ") + claims::print(step.claim);
        }
      const bool exact = same_in_any_order(claims, claims_of(wanted.reply, problem));
      const bool grounded = found != read.sentences.end() && found->grounded;
      counts_["guided"].grounded += grounded;
      counts_["guided"].grounded_wrong += grounded && !exact;
      note("guided", wanted, exact, written);
    }
  }

  void note(const std::string& mode, const GoldReading& wanted, bool exact, std::string written) {
    ++counts_[mode].rows;
    counts_[mode].exact += exact;
    if (exact) return;
    failures_.push_back(
        {wanted.sentence, fmt::format("{}: `{}`, gold `{}`", mode, on_one_line(std::move(written)),
                                      on_one_line(wanted.reply))});
  }

  TextModel& model_;
  const std::atomic<bool>* stop_;
  std::map<std::string, Count> counts_;
  std::vector<tasks::EvalFailure> failures_;
};

tasks::ProblemShape shape_of(tasks::Family family, const tasks::EvalOptions& options) {
  tasks::ProblemShape shape = tasks::whole_range(family, tasks::Split::kHeldOut);
  shape.min_depth = options.min_depth.value_or(shape.min_depth);
  shape.max_depth = options.max_depth.value_or(shape.max_depth);
  if (shape.min_depth > shape.max_depth)
    throw ConfigError(
        fmt::format("--min-depth {} is above --max-depth {}", shape.min_depth, shape.max_depth));
  return shape;
}

std::vector<std::string> modes_of(tasks::Family family, const tasks::EvalOptions& options) {
  if (tasks::is_word_problem(family))
    throw ConfigError("the amounts of word problems are read without a model");
  if (!options.files.empty() || options.rename)
    throw ConfigError(fmt::format("{} is generated: it takes neither files nor --rename",
                                  tasks::to_string(family)));
  const std::vector<std::string> all = reading_modes();
  for (const std::string& mode : options.modes)
    if (std::ranges::find(all, mode) == all.end())
      throw ConfigError(fmt::format("a public model reads {} in the modes {}, not {}",
                                    tasks::to_string(family), fmt::join(all, ", "), mode));
  return options.modes.empty() ? all : options.modes;
}

}  // namespace

std::vector<std::string> reading_modes() { return {"plain", "guided"}; }

tasks::EvalResult evaluate_reading(tasks::Family family, const tasks::EvalOptions& options,
                                   TextModel& model, const std::atomic<bool>* stop) {
  const std::vector<std::string> modes = modes_of(family, options);
  const tasks::ProblemShape shape = shape_of(family, options);
  const std::size_t problems = options.limit.value_or(kProblems);
  ReadingEvaluation evaluation(model, stop);
  Progress progress(fmt::format("eval {}", tasks::to_string(family)), problems, options.progress);
  std::size_t done = 0;
  for (bool goes_on = true; goes_on && done < problems;) {
    RandomStream random(options.seed, options.skip + done);
    const tasks::GeneratedProblem problem = tasks::generate(shape, random);
    for (const std::string& mode : modes) goes_on = goes_on && evaluation.judge(mode, problem);
    if (!goes_on) break;
    ++done;
    progress.advance(1);
  }
  tasks::EvalResult result{.dataset = std::string(tasks::to_string(family)),
                           .n = 0,
                           .seed = options.seed,
                           .figures = {},
                           .modes = {},
                           .failures = {}};
  result.figures["problems"] = static_cast<double>(done);
  evaluation.add_to(result);
  return result;
}

}  // namespace modus::bridge
