#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <re2/re2.h>

#include "tasks/mistakes/mistake.h"
#include "tasks/mistakes/trace_text.h"

namespace modus::tasks {
namespace {

using WordList = std::vector<std::string>;

struct Group {  // `(3) ["cider" ? "cat"]`: words that are not yet told apart
  std::optional<int> number;
  WordList words;
};
using SortedGroups = std::vector<Group>;

WordList sorted(WordList words) {
  std::sort(words.begin(), words.end());
  return words;
}
WordList all_words(const SortedGroups& order) {
  WordList words;
  for (const Group& group : order)
    words.insert(words.end(), group.words.begin(), group.words.end());
  return words;
}

// The number of the letter at a place, a = 1; 0 behind the end, before every letter.
int letter_number(const std::string& word, std::size_t place) {
  return place < word.size() ? word[place] - 'a' + 1 : 0;
}

// `(1) "ave" < (3) ["cat" ? "cider"]`, quotes and brackets optional.
SortedGroups read_order(std::string_view text) {
  static const RE2 kNumber(R"(^\((\d+)\)\s*)"), kWord(R"(["\[\]\s]*([^"\[\]\s?<]+)["\[\]\s]*)");
  SortedGroups order;
  for (const std::string& part : parted(text, "<")) {
    Group group;
    std::string rest = bare_text(part);
    re2::StringPiece view(rest);
    int number = 0;
    if (RE2::Consume(&view, kNumber, &number)) group.number = number;
    for (const std::string& word : parted(std::string(view), "?")) {
      std::string plain;
      if (RE2::FullMatch(word, kWord, &plain)) group.words.push_back(plain);
    }
    order.push_back(std::move(group));
  }
  return order;
}

class SortingTrace {
 public:
  explicit SortingTrace(std::string_view input) : input_(split_by_space(input)) {}

  std::optional<std::string> wrong(const std::string& step) {
    if (step.starts_with("I should start")) return wrong_letters(step, std::nullopt);
    if (step.starts_with("Now let")) return wrong_subpart(step);
    if (step.starts_with("We now have")) return wrong_order(step);
    if (step.starts_with("I have now")) return wrong_answer(step);
    return std::nullopt;
  }

 private:
  // `The second letter: "ave": "v" (22). "aerobacter": "e" (5).`
  std::optional<std::string> wrong_letters(const std::string& step,
                                           const std::optional<WordList>& expected) {
    static const RE2 kPair(R"re("([^"]*)": "([^"]*)" \((\d+)\))re");
    re2::StringPiece view(step);
    std::string word, letter;
    int number = 0;
    WordList words;
    while (RE2::FindAndConsume(&view, kPair, &word, &letter, &number)) {
      words.push_back(word);
      const std::string right = place_ < word.size() ? word.substr(place_, 1) : "";
      if (letter != right)
        return fmt::format("the letter {} of {} is \"{}\", written \"{}\"", place_ + 1, word, right,
                           letter);
      if (letter_number(word, place_) != number)
        return fmt::format("{} is letter {}, written {}", letter, letter_number(word, place_),
                           number);
    }
    if (expected && sorted(words) != sorted(*expected))
      return fmt::format("the subpart is {}", fmt::join(*expected, " "));
    if (expected) return std::nullopt;
    words_ = words;
    const bool one_left_out = words.size() < input_.size() &&
                              std::all_of(words.begin(), words.end(), [&](const std::string& w) {
                                return std::find(input_.begin(), input_.end(), w) != input_.end();
                              });
    return one_left_out ? std::optional(fmt::format("{} of {} words", words.size(), input_.size()))
                        : std::nullopt;
  }

  std::optional<std::string> wrong_subpart(const std::string& step) {
    static const RE2 kHead(
        R"(subpart (\[.*?\]) by looking at their (\w+) letters?\. The (\w+) letter: )");
    std::string subpart, place, said;
    if (!RE2::PartialMatch(step, kHead, &subpart, &place, &said)) return std::nullopt;
    const SortedGroups read = read_order(subpart);
    subpart_ = read.front().words;
    const auto looked_at = ordinal(place);
    if (!looked_at || !order_) return std::nullopt;
    place_ = *looked_at;
    const auto first = std::find_if(order_->begin(), order_->end(),
                                    [](const Group& group) { return group.words.size() > 1; });
    if (first == order_->end()) return "everything is sorted";
    if (sorted(first->words) != sorted(subpart_))
      return fmt::format("the first subpart that is not sorted is {}",
                         fmt::join(first->words, " "));
    for (const std::string& word : subpart_)
      if (word.substr(0, place_) != subpart_.front().substr(0, place_))
        return fmt::format("{} and {} differ before letter {}", subpart_.front(), word, place_ + 1);
    return wrong_letters(step, subpart_);
  }

  std::optional<std::string> wrong_order(const std::string& step) {
    static const RE2 kForm(
        R"(^We now have: (.*?)(?: for the subpart\.(?: Hence, we have (.*))?)?\.?$)");
    std::string written, whole;
    if (!RE2::FullMatch(step, kForm, &written, &whole)) return std::nullopt;
    const SortedGroups order = read_order(written);
    const WordList& expected = subpart_.empty() ? words_ : subpart_;
    if (sorted(all_words(order)) != sorted(expected))
      return fmt::format("the words are {}", fmt::join(expected, " "));
    if (auto wrong = wrong_groups(order)) return wrong;
    replace_subpart(order);
    return whole.empty() || whole.find("...") != std::string::npos ? std::nullopt
                                                                   : wrong_whole(read_order(whole));
  }

  std::optional<std::string> wrong_groups(const SortedGroups& order) const {
    int before = -1;
    for (const Group& group : order) {
      for (const std::string& word : group.words)
        if (group.number != letter_number(word, place_))
          return fmt::format("letter {} of {} has number {}", place_ + 1, word,
                             letter_number(word, place_));
      if (*group.number <= before) return fmt::format("{} is not behind {}", *group.number, before);
      before = *group.number;
    }
    return std::nullopt;
  }

  void replace_subpart(const SortedGroups& order) {
    if (!order_) {
      order_ = order;
      return;
    }
    const auto at = std::find_if(order_->begin(), order_->end(), [&](const Group& group) {
      return sorted(group.words) == sorted(subpart_);
    });
    if (at == order_->end()) return;
    order_->insert(order_->erase(at), order.begin(), order.end());
  }

  std::optional<std::string> wrong_whole(const SortedGroups& whole) const {
    bool same = whole.size() == order_->size();
    for (std::size_t i = 0; same && i < whole.size(); ++i)
      same = sorted(whole[i].words) == sorted((*order_)[i].words);
    if (same) return std::nullopt;
    return fmt::format("together it is {}", fmt::join(all_words(*order_), " "));
  }

  std::optional<std::string> wrong_answer(const std::string& step) const {
    static constexpr std::string_view kAnswer = "answer is";
    const std::size_t at = step.find(kAnswer);
    if (at == std::string::npos || !order_) return std::nullopt;
    for (const Group& group : *order_)
      if (group.words.size() > 1)
        return fmt::format("{} are not sorted", fmt::join(group.words, " "));
    const WordList answer = split_by_space(step.substr(at + kAnswer.size())),
                   words = all_words(*order_);
    bool same = answer.size() == words.size();
    for (std::size_t i = 0; same && i < answer.size(); ++i)
      same = answer[i] == words[i] || (is_given(answer[i]) && !is_given(words[i]));
    return same ? std::nullopt : std::optional(fmt::format("sorted: {}", fmt::join(words, " ")));
  }

  bool is_given(const std::string& word) const {
    return std::find(input_.begin(), input_.end(), word) != input_.end();
  }

  WordList input_;
  WordList words_;  // as the first step writes them
  std::optional<SortedGroups> order_;
  WordList subpart_;  // empty: all words
  std::size_t place_ = 0;
};

}  // namespace

std::optional<Mistake> sorting_mistake(std::string_view input, const TraceSteps& steps) {
  SortingTrace trace(input);
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (auto wrong = trace.wrong(steps[i])) return Mistake{i, *wrong};
  return std::nullopt;
}

}  // namespace modus::tasks
