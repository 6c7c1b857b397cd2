#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>
#include <re2/re2.h>

#include "tasks/mistakes/mistake.h"
#include "tasks/mistakes/trace_text.h"

namespace modus::tasks {
namespace {

using Pair = std::pair<std::string, std::string>;

// "The Great Gatsby" -> {great, gatsby}: a trace may write an item shorter.
std::set<std::string> item_words(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kIdle = {"the", "a", "an", "ball", "present"};
  std::string spaced(text);
  std::replace_if(
      spaced.begin(), spaced.end(),
      [](char c) { return c == '-' || c == '.' || c == ',' || c == '\'' || c == '"'; }, ' ');
  std::set<std::string> words;
  for (const std::string& word : split_by_space(lower_case(spaced)))
    if (std::find(kIdle.begin(), kIdle.end(), word) == kIdle.end()) words.insert(word);
  return words;
}

bool same_item(std::string_view written, std::string_view item) {
  const std::set<std::string> some = item_words(written), all = item_words(item);
  return !some.empty() && std::includes(all.begin(), all.end(), some.begin(), some.end());
}

class SwapTrace {
 public:
  // false: no problem of this kind.
  bool read(std::string_view input) {
    static const RE2 kStart(R"((?s)At the start[^:]*: (.*?)\.\n)");
    static const RE2 kHas(
        R"(^(?:and )?(\w+) (?:is dancing with|is playing|gets|has an?|has) (.*)$)");
    static const RE2 kSwap(R"((?:First|Then|Finally), (\w+) and (\w+) (?:swap|switch|trade))");
    static const RE2 kOption(R"((?m)^\((\w)\) (.*?)\.?$)");
    static const RE2 kAsked(R"(At the end of the [\w ]+, (\w+) )");
    std::string start, first, second;
    if (!RE2::PartialMatch(input, kStart, &start)) return false;
    for (const std::string& part : parted(start, ", "))
      if (RE2::FullMatch(part, kHas, &first, &second)) has_[first] = second;
    re2::StringPiece view(input);
    while (RE2::FindAndConsume(&view, kSwap, &first, &second)) swaps_.emplace_back(first, second);
    view = input;
    while (RE2::FindAndConsume(&view, kOption, &first, &second)) options_[first] = second;
    RE2::PartialMatch(input, kAsked, &asked_);
    return has_.size() > 1 && !swaps_.empty();
  }

  std::optional<std::string> wrong(const std::string& step, bool first) {
    static const RE2 kAnswer(R"(answer is \((\w)\))");
    std::string option;
    const bool answers = RE2::PartialMatch(step, kAnswer, &option);
    const std::string body = step.substr(0, step.find("So the answer"));
    const std::vector<Pair> written = listed(body);
    if (auto wrong = swap_named(body, written, first)) return wrong;
    for (const auto& [who, what] : written) {
      const auto person = has_.find(full(who));
      if (person == has_.end()) return fmt::format("{} is nobody here", who);
      if (!same_item(what, person->second))
        return fmt::format("{} has {}, written {}", person->first, person->second, what);
    }
    if (auto wrong = wrong_end(body)) return wrong;
    if (!answers) return std::nullopt;
    if (done_ != swaps_.size()) return fmt::format("{} of {} swaps done", done_, swaps_.size());
    if (options_.contains(option) && has_.contains(asked_) &&
        !same_item(options_[option], has_[asked_]))
      return fmt::format("{} has {}, the answer is {}", asked_, has_[asked_], options_[option]);
    return std::nullopt;
  }

 private:
  // A single letter stands for the only person whose name begins with it.
  std::string full(const std::string& name) const {
    if (has_.contains(name) || name.size() != 1) return name;
    std::string found;
    for (const auto& [person, item] : has_) {
      if (!person.starts_with(name)) continue;
      if (!found.empty()) return name;
      found = person;
    }
    return found.empty() ? name : found;
  }
  bool is_person(const std::string& name) const { return has_.contains(full(name)); }

  // "Alice: white, Bob has brown ball": who has what, as the step says; the last colon of a part
  // decides ("Alice and Bob swap: Alice: white").
  std::vector<Pair> listed(const std::string& body) const {
    static const RE2 kItem(R"((\w+)(?:: | has (?:an? |the )?)([^,.:]+)\.?\s*$)");
    std::vector<Pair> pairs;
    for (const std::string& part : parted(body, ", ")) {
      if (part.starts_with("At the end")) continue;
      Pair last;
      RE2::PartialMatch(part, kItem, &last.first, &last.second);
      if (!last.first.empty()) pairs.push_back(last);
    }
    return pairs;
  }
  void swap() {
    const auto& [one, other] = swaps_[done_++];
    std::swap(has_[one], has_[other]);
  }

  // Carries out the swaps that the step names; a list without a name is what comes of the next one.
  std::optional<std::string> swap_named(const std::string& body, const std::vector<Pair>& written,
                                        bool first) {
    static const RE2 kNamed(R"((\w+) and (\w+) (?:swap|switch|trade))"), kShort(R"(^(\w+) (\w+):)");
    re2::StringPiece view(body);
    std::string one, other;
    std::vector<Pair> named;
    while (RE2::FindAndConsume(&view, kNamed, &one, &other)) named.emplace_back(one, other);
    if (named.empty() && RE2::PartialMatch(body, kShort, &one, &other) && is_person(one) &&
        is_person(other))
      named.emplace_back(one, other);
    for (const auto& [a, b] : named) {
      if (done_ == swaps_.size()) return "no swap is left";
      const Pair next = swaps_[done_];
      const Pair said{full(a), full(b)};
      if (said != next && said != Pair{next.second, next.first})
        return fmt::format("the next swap is {} and {}", next.first, next.second);
      swap();
    }
    if (named.empty() && !first && written.size() > 1 && !body.starts_with("At the") &&
        done_ < swaps_.size())
      swap();
    return std::nullopt;
  }

  std::optional<std::string> wrong_end(const std::string& body) {
    static const RE2 kEnd(
        R"(At the end[^,]*, (\w+) (?:is dancing with|is playing|gets|has)(?: the)? ([^.]*))");
    std::string who, what;
    if (!RE2::PartialMatch(body, kEnd, &who, &what)) return std::nullopt;
    if (done_ != swaps_.size()) return fmt::format("{} of {} swaps done", done_, swaps_.size());
    const auto person = has_.find(full(who));
    if (person == has_.end() || same_item(what, person->second)) return std::nullopt;
    return fmt::format("{} has {}, written {}", person->first, person->second, what);
  }

  std::map<std::string, std::string> has_;
  std::vector<Pair> swaps_;
  std::map<std::string, std::string> options_;
  std::string asked_;
  std::size_t done_ = 0;
};

}  // namespace

std::optional<Mistake> swapping_mistake(std::string_view input, const TraceSteps& steps) {
  SwapTrace trace;
  if (!trace.read(input)) return std::nullopt;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (auto wrong = trace.wrong(steps[i], i == 0)) return Mistake{i, *wrong};
  return std::nullopt;
}

}  // namespace modus::tasks
