#include "bridge/prompted/checked_prose.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "symbolic/answer.h"

namespace modus::bridge {
namespace {

using neural::ChatRole;

constexpr std::size_t kProseTries = 3;
constexpr std::size_t kMostPutRight = 16;

struct Mistake {
  std::string quoted, detail;  // "3 * 50 = 160", "3 * 50 = 150"; empty: there is none
  claims::Span span;           // of the calculation alone, in the prose
};

Mistake first_mistake(const Prose& prose, const std::string& problem) {
  const symbolic::AnswerCheck check = symbolic::check_answer(prose.text, problem, {});
  for (const symbolic::SentenceVerdict& claim : check.claims)
    if (claim.verdict == symbolic::Verdict::kRefuted)
      return {claim.quoted, claim.detail, claim.span};
  return {};
}

bool is_number(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,$- ") == std::string_view::npos;
}

// The prose up to the wrong value, and the right one. "" where no number stands behind the last
// `=`, or should.
std::string put_right(const std::string& prose, const Mistake& mistake) {
  const std::string calculation =
      prose.substr(mistake.span.begin, mistake.span.end - mistake.span.begin);
  const std::size_t sign = calculation.rfind('=');
  const std::size_t right_sign = mistake.detail.rfind("= ");
  if (sign == std::string::npos || right_sign == std::string::npos) return "";
  const std::string right = mistake.detail.substr(right_sign + 2);
  if (!is_number(calculation.substr(sign + 1)) || !is_number(right)) return "";
  const std::size_t behind = mistake.span.begin + sign + 1;
  return fmt::format("{} {}", prose.substr(0, behind), right);
}

struct Thought {
  Prose prose;
  bool holds = true;
};

class Thinking {
 public:
  Thinking(MeteredModel& model, const Problem& problem, Journal& journal)
      : model_(model), problem_(problem), text_(whole_text(problem)), journal_(journal) {}

  // From the first prose on, until one holds.
  Thought corrected(Prose prose, ThinkOptions options) {
    Thought thought;
    for (std::size_t i = 0; i < kProseTries; ++i) {
      if (i > 0) prose = think(model_, problem_, options);
      const auto [text, mistake] = with_right_values(std::move(prose), options);
      if (text.text.empty()) break;
      const bool repeats = text.text == thought.prose.text;
      thought = {text, mistake.detail.empty()};
      if (thought.holds || repeats) break;
      options.corrections.push_back({ChatRole::kAssistant, thought.prose.text});
      options.corrections.push_back(
          {ChatRole::kUser, fmt::format("`{}` is wrong: {}. Solve the problem again, step by step, "
                                        "and end with the line `Answer: `.",
                                        mistake.quoted, mistake.detail)});
    }
    return thought;
  }

 private:
  // The prose, and what is still wrong with it.
  std::pair<Prose, Mistake> with_right_values(Prose prose, ThinkOptions options) {
    for (std::size_t put = 0;; ++put) {
      Mistake mistake = first_mistake(prose, text_);
      if (mistake.detail.empty()) return {std::move(prose), {}};
      journal_.refused(on_one_line(mistake.quoted), symbolic::Verdict::kRefuted, mistake.detail);
      options.begun = put < kMostPutRight ? put_right(prose.text, mistake) : "";
      Prose further = options.begun.empty() ? Prose{} : think(model_, problem_, options);
      if (further.text.empty()) return {std::move(prose), std::move(mistake)};
      prose = std::move(further);
    }
  }

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
