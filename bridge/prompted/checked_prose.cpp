#include "bridge/prompted/checked_prose.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "symbolic/answer.h"

namespace modus::bridge {
namespace {

using neural::ChatRole;

constexpr std::size_t kTries = 3;

struct Mistake {
  std::string quoted, detail;  // "3 * 50 = 160", "3 * 50 = 150"; empty: there is none
};

Mistake first_mistake(const Prose& prose, const std::string& problem) {
  const symbolic::AnswerCheck check = symbolic::check_answer(prose.text, problem, {});
  for (const symbolic::SentenceVerdict& claim : check.claims)
    if (claim.verdict == symbolic::Verdict::kRefuted) return {claim.quoted, claim.detail};
  return {};
}

struct Thought {
  Prose prose;
  bool holds = true;
};

class Thinking {
 public:
  Thinking(MeteredModel& model, const Problem& problem, Journal& journal)
      : model_(model),
        problem_(problem),
        text_(whole_text(problem)),
        journal_(journal) {}

  // From the first prose on, until one holds.
  Thought corrected(Prose prose, ThinkOptions options) {
    Thought thought;
    for (std::size_t i = 0; i < kTries; ++i) {
      if (i > 0) prose = think(model_, problem_, options);
      if (prose.text.empty()) break;
      const Mistake mistake = first_mistake(prose, text_);
      const bool repeats = prose.text == thought.prose.text;
      thought = {std::move(prose), mistake.detail.empty()};
      if (thought.holds || repeats) break;
      journal_.refused(on_one_line(mistake.quoted), symbolic::Verdict::kRefuted, mistake.detail);
      options.corrections.push_back({ChatRole::kAssistant, thought.prose.text});
      options.corrections.push_back(
          {ChatRole::kUser, fmt::format("`{}` is wrong: {}. Solve the problem again, step by step, "
                                        "and end with the line `Answer: `.",
                                        mistake.quoted, mistake.detail)});
    }
    return thought;
  }

 private:
  MeteredModel& model_;
  const Problem& problem_;
  const std::string text_;
  Journal& journal_;
};

}  // namespace

std::vector<Prose> think_checked(MeteredModel& model, const Problem& problem,
                                 const ThinkOptions& options, std::size_t samples,
                                 Journal& journal) {
  std::vector<ThinkOptions> each = {options};
  for (std::size_t i = 1; i < samples; ++i) each.push_back(sampled(options, i));
  std::vector<Prose> first = think_each(model, problem, each);
  if (first.empty()) return {Prose{}};
  Thinking thinking(model, problem, journal);
  std::vector<Thought> all;
  for (std::size_t i = 0; i < first.size(); ++i)
    all.push_back(thinking.corrected(std::move(first[i]), each[i]));
  if (std::ranges::any_of(all, &Thought::holds))
    std::erase_if(all, [](const Thought& thought) { return !thought.holds; });
  std::vector<Prose> proses;
  for (Thought& thought : all) proses.push_back(std::move(thought.prose));
  return proses;
}

}  // namespace modus::bridge
