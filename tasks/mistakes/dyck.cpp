#include <algorithm>

#include <fmt/format.h>

#include "tasks/mistakes/mistake.h"
#include "tasks/mistakes/trace_text.h"

namespace modus::tasks {
namespace {

constexpr std::string_view kOpening = "([{<", kClosing = ")]}>";

using Stack = std::vector<std::string>;

std::string shown(const Stack& stack) {
  return stack.empty() ? "empty" : fmt::format("{}", fmt::join(stack, " "));
}

Stack read_stack(std::string_view text) {
  Stack stack = split_by_space(text);
  if (stack == Stack{"empty"}) stack.clear();
  return stack;
}

bool is_one_of(const std::string& word, std::string_view brackets) {
  return word.size() == 1 && brackets.find(word.front()) != std::string_view::npos;
}

std::string closing_of(const std::string& opening) {
  return std::string(1, kClosing[kOpening.find(opening.front())]);
}

class DyckTrace {
 public:
  explicit DyckTrace(std::string_view input) : input_(split_by_space(input)) {}

  // What is wrong with the step; nullopt where nothing is.
  std::optional<std::string> wrong(const std::string& step) {
    static constexpr std::string_view kStack = "; stack:";
    if (const std::size_t at = step.find(kStack); at != std::string::npos)
      return wrong_symbol(split_by_space(step.substr(0, at)),
                          read_stack(step.substr(at + kStack.size())));
    if (step.starts_with("stack:")) return differs(read_stack(step.substr(6)), "the stack");
    if (step.find("final stack") != std::string::npos) {
      if (next_ != input_.size())
        return fmt::format("{} of {} symbols processed", next_, input_.size());
      const Stack quoted = quoted_in(step);
      return differs(read_stack(quoted.empty() ? "" : quoted.front()), "the final stack");
    }
    if (step.find("pop out") != std::string::npos) {
      const Stack popped(stack_.rbegin(), stack_.rend());
      return quoted_in(step) == popped ? std::nullopt
                                       : std::optional("popped are " + shown(popped));
    }
    if (step.find("need") != std::string::npos) return wrong_answer(step);
    return std::nullopt;
  }

 private:
  std::optional<std::string> differs(const Stack& written, std::string_view what) const {
    if (written == stack_) return std::nullopt;
    return fmt::format("{} is {}, written {}", what, shown(stack_), shown(written));
  }

  std::optional<std::string> wrong_symbol(const Stack& symbol, const Stack& written) {
    if (next_ >= input_.size()) return "the input is at its end";
    const std::string& expected = input_[next_++];
    if (symbol != Stack{expected}) return fmt::format("the next symbol is {}", expected);
    if (is_one_of(expected, kOpening)) {
      stack_.push_back(expected);
    } else {
      if (stack_.empty() || closing_of(stack_.back()) != expected)
        return fmt::format("{} closes nothing on the stack {}", expected, shown(stack_));
      stack_.pop_back();
    }
    return differs(written, "the stack");
  }

  std::optional<std::string> wrong_answer(const std::string& step) const {
    Stack needed;
    for (auto open = stack_.rbegin(); open != stack_.rend(); ++open)
      needed.push_back(closing_of(*open));
    static constexpr std::string_view kAnswer = "answer is";
    const std::size_t at = step.find(kAnswer);
    const bool quoted_wrong = quoted_in(step) != needed;
    const bool answer_wrong =
        at != std::string::npos && split_by_space(step.substr(at + kAnswer.size())) != needed;
    if (!quoted_wrong && !answer_wrong) return std::nullopt;
    return "needed are " + shown(needed);
  }

  Stack input_;
  Stack stack_;
  std::size_t next_ = 0;
};

}  // namespace

std::optional<Mistake> dyck_mistake(std::string_view input, const TraceSteps& steps) {
  DyckTrace trace(input);
  for (const std::string& symbol : split_by_space(input))
    if (!is_one_of(symbol, kOpening) && !is_one_of(symbol, kClosing)) return std::nullopt;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool speaks_of_plan = i == 0 && steps[i].find(';') == std::string::npos;
    if (speaks_of_plan) continue;
    if (auto wrong = trace.wrong(steps[i])) return Mistake{i, *wrong};
  }
  return std::nullopt;
}

}  // namespace modus::tasks
