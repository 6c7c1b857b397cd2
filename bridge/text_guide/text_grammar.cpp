#include "bridge/text_guide/text_grammar.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

constexpr std::uint32_t kEndless = ~std::uint32_t{0};
constexpr std::size_t kMaxOpeningDepth = 64;
constexpr std::size_t kMaxOpenings = 1u << 20;  // looked at while compiling

std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
  if (a == kEndless || b == kEndless) return kEndless;
  return std::min(a + b, kEndless - 1);
}

}  // namespace

class GrammarCompiler {
 public:
  GrammarCompiler(std::span<const TextRule> rules, TextGrammar& grammar)
      : rules_(rules), grammar_(grammar) {}

  void run() {
    check_limits();
    for (const TextRule& rule : rules_) add_rule(rule);
    for (Linked& state : linked_) check_uses(state);
    prune(needs(Nesting::kDeeper));
    flat_ = needs(Nesting::kFlat);
    if (flat_[grammar_.start_] == kEndless) fail(rules_[0], "it cannot be written without nesting");
    grammar_.states_.resize(linked_.size());
    for (std::uint32_t state = 0; state < linked_.size(); ++state) fill(state);
    grammar_.frames_ = std::move(frames_);
  }

 private:
  using UseStep = RuleAutomaton::UseStep;
  struct Linked {
    RuleAutomaton::State steps;  // targets over the states of all rules
    std::uint32_t rule = 0;
  };

  [[noreturn]] static void fail(const TextRule& rule, std::string_view message) {
    throw ConfigError(fmt::format("the rule `{}` of a text grammar: {}", rule.name, message));
  }

  void check_limits() const {
    const TextLimits& limits = grammar_.limits_;
    if (rules_.empty() || rules_.size() > kMaxTextRules)
      throw ConfigError(
          fmt::format("a text grammar has 1 to {} rules, not {}", kMaxTextRules, rules_.size()));
    if (limits.max_nesting > kMaxTextNesting || limits.max_bytes > kMaxGuidedBytes)
      throw ConfigError(fmt::format("a text grammar nests at most {} levels in at most {} bytes",
                                    kMaxTextNesting, kMaxGuidedBytes));
  }

  void add_rule(const TextRule& rule) {
    RuleAutomaton automaton = rule_automaton(rule.name, rule.pattern);
    if (automaton.states[0].final) fail(rule, "it matches the empty text");
    const auto offset = static_cast<std::uint32_t>(linked_.size());
    if (offset + automaton.states.size() > kMaxTextStates) fail(rule, "there are too many states");
    starts_.push_back(offset);
    for (RuleAutomaton::State& state : automaton.states) {
      for (auto& step : state.bytes) step.target += offset;
      for (auto& step : state.uses) step.target += offset;
      linked_.push_back({std::move(state), static_cast<std::uint32_t>(starts_.size() - 1)});
    }
  }

  void check_uses(const Linked& state) const {
    for (const UseStep& step : state.steps.uses)
      if (static_cast<std::size_t>(step.rule) >= rules_.size())
        fail(rules_[state.rule], "it uses a rule that is not there");
  }

  std::uint32_t start_of(RuleId rule) const { return starts_[static_cast<std::size_t>(rule)]; }

  // The least number of bytes from each state to the end of its rule, over uses that are at most
  // so nested; kEndless where there is no way.
  std::vector<std::uint32_t> needs(Nesting deepest) const {
    std::vector<std::uint32_t> need(linked_.size(), kEndless);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t at = linked_.size(); at-- > 0;) {
        const RuleAutomaton::State& steps = linked_[at].steps;
        std::uint32_t least = steps.final ? 0 : need[at];
        for (const auto& step : steps.bytes) least = std::min(least, sum(1, need[step.target]));
        for (const UseStep& step : steps.uses)
          if (step.nesting <= deepest)
            least = std::min(least, sum(need[start_of(step.rule)], need[step.target]));
        changed = changed || least != need[at];
        need[at] = least;
      }
    }
    return need;
  }

  void prune(const std::vector<std::uint32_t>& need) {
    if (need[0] == kEndless) fail(rules_[0], "it matches nothing");
    for (Linked& state : linked_) {
      std::erase_if(state.steps.bytes,
                    [&](const auto& step) { return need[step.target] == kEndless; });
      std::erase_if(state.steps.uses, [&](const UseStep& step) {
        return need[step.target] == kEndless || need[start_of(step.rule)] == kEndless;
      });
    }
  }

  void fill(std::uint32_t at) {
    const RuleAutomaton::State& steps = linked_[at].steps;
    TextGrammar::States& state = grammar_.states_[at];
    state.first_target = static_cast<std::uint32_t>(grammar_.targets_.size());
    for (const auto& step : steps.bytes) {
      state.bytes[step.byte / 64] |= std::uint64_t{1} << (step.byte % 64);
      grammar_.targets_.push_back(step.target);
    }
    state.final = steps.final;
    state.need = flat_[at];
    state.first_opening = static_cast<std::uint32_t>(grammar_.openings_.size());
    std::vector<TextGrammar::Frame> open;
    add_openings(at, open);
    state.openings = static_cast<std::uint32_t>(grammar_.openings_.size()) - state.first_opening;
  }

  // A rule whose user has nothing left to do needs no frame.
  bool is_tail(const UseStep& step) const {
    const RuleAutomaton::State& after = linked_[step.target].steps;
    return step.nesting == Nesting::kFlat && after.final && after.bytes.empty() &&
           after.uses.empty();
  }

  void add_openings(std::uint32_t at, std::vector<TextGrammar::Frame>& open) {
    const Linked& state = linked_[at];
    if (open.size() > kMaxOpeningDepth || ++visits_ > kMaxOpenings)
      fail(rules_[state.rule], "it begins with itself, or with too many others");
    if (!state.steps.bytes.empty()) add_opening(at, open);
    for (const UseStep& step : state.steps.uses) {
      const TextGrammar::Frame deeper =
          step.nesting == Nesting::kDeeper ? TextGrammar::kDeeperFrame : 0;
      if (flat_[step.target] == kEndless)
        fail(rules_[state.rule], "behind a use, it cannot be ended without nesting");
      // A frame stands in the recursion also where it is left out, so that a cycle is seen.
      open.push_back(is_tail(step) ? TextGrammar::kNoState : step.target | deeper);
      add_openings(start_of(step.rule), open);
      open.pop_back();
    }
  }

  void add_opening(std::uint32_t at, const std::vector<TextGrammar::Frame>& open) {
    if (flat_[at] == kEndless)
      fail(rules_[linked_[at].rule], "there is a place in it that cannot be ended without nesting");
    TextGrammar::Opening opening{.state = at,
                                 .first_frame = static_cast<std::uint32_t>(frames_.size())};
    for (const TextGrammar::Frame frame : open) {
      if (frame == TextGrammar::kNoState) continue;
      frames_.push_back(frame);
      ++opening.frames;
      if ((frame & TextGrammar::kDeeperFrame) != 0) ++opening.deeper;
    }
    grammar_.openings_.push_back(opening);
  }

  std::span<const TextRule> rules_;
  TextGrammar& grammar_;
  std::vector<std::uint32_t> starts_;  // by rule
  std::vector<Linked> linked_;
  std::vector<std::uint32_t> flat_;  // bytes to the end without nesting, by state
  std::vector<TextGrammar::Frame> frames_;
  std::size_t visits_ = 0;
};

TextGrammar::TextGrammar(std::span<const TextRule> rules, const TextLimits& limits)
    : limits_(limits) {
  GrammarCompiler(rules, *this).run();
}

}  // namespace modus::bridge
