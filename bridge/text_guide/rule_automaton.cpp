#include "bridge/text_guide/rule_automaton.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
constexpr std::size_t kMaxExpressionDepth = 1000;

[[noreturn]] void fail(std::string_view rule, std::string_view message) {
  throw ConfigError(fmt::format("the rule `{}` of a text grammar: {}", rule, message));
}

// A state of the automaton with empty steps (Thompson 1968): one labelled step, or empty ones.
struct RulePlace {
  enum class Label : std::uint8_t { kNone, kByte, kSet, kUse } label = Label::kNone;
  std::uint8_t byte = 0;
  const Expression::Node* node = nullptr;  // of a set or a use
  std::uint32_t target = kNowhere;
  std::uint32_t first_empty = kNowhere;  // into Places::empties
};

class Places {
 public:
  Places(std::string_view name, const Expression& expression) : name_(name) {
    start_ = add();
    end_ = build(expression, start_, 0);
  }

  std::uint32_t start() const { return start_; }
  std::uint32_t end() const { return end_; }
  const RulePlace& operator[](std::uint32_t at) const { return places_[at]; }
  std::size_t size() const { return places_.size(); }

  template <typename Use>
  void each_empty(std::uint32_t from, Use use) const {
    for (std::uint32_t at = places_[from].first_empty; at != kNowhere; at = empties_[at].next)
      use(empties_[at].target);
  }

 private:
  struct Empty {
    std::uint32_t target, next;
  };

  std::uint32_t add() {
    if (places_.size() >= 4 * kMaxRuleStates) fail(name_, "its expression is too large");
    places_.emplace_back();
    return static_cast<std::uint32_t>(places_.size() - 1);
  }

  void join(std::uint32_t from, std::uint32_t to) {
    empties_.push_back({to, places_[from].first_empty});
    places_[from].first_empty = static_cast<std::uint32_t>(empties_.size() - 1);
  }

  // A labelled step needs a place of its own: `from` may have other ways on.
  std::uint32_t step(std::uint32_t from, RulePlace place) {
    const std::uint32_t at = add();
    const std::uint32_t to = add();
    join(from, at);
    place.target = to;
    places_[at] = place;
    return to;
  }

  std::uint32_t build(const Expression& expression, std::uint32_t from, std::size_t depth) {
    if (depth > kMaxExpressionDepth) fail(name_, "its expression is too deep");
    const Expression::Node& node = expression.node();
    switch (node.kind) {
      case Expression::Kind::kBytes:
        return text(node.bytes, from);
      case Expression::Kind::kOneOf:
        return step(from, {.label = RulePlace::Label::kSet, .node = &node});
      case Expression::Kind::kUse:
        return step(from, {.label = RulePlace::Label::kUse, .node = &node});
      case Expression::Kind::kSequence:
        for (const Expression& part : node.parts) from = build(part, from, depth + 1);
        return from;
      case Expression::Kind::kChoice: {
        const std::uint32_t to = add();
        for (const Expression& part : node.parts) join(build(part, from, depth + 1), to);
        return to;
      }
      case Expression::Kind::kRepeat:
        return repetition(node, from, depth);
    }
    return from;
  }

  std::uint32_t text(std::string_view bytes, std::uint32_t from) {
    for (const char byte : bytes)
      from =
          step(from, {.label = RulePlace::Label::kByte, .byte = static_cast<std::uint8_t>(byte)});
    return from;
  }

  std::uint32_t repetition(const Expression::Node& node, std::uint32_t from, std::size_t depth) {
    const Expression& part = node.parts.front();
    const std::size_t copies = node.most == kAnyNumber ? node.fewest : node.most;
    if (copies > kMaxRuleStates) fail(name_, "a repetition has too many copies");
    for (std::size_t i = 0; i < node.fewest; ++i) from = build(part, from, depth + 1);
    if (node.most == kAnyNumber) {
      const std::uint32_t loop = add();
      join(from, loop);
      join(build(part, loop, depth + 1), loop);
      return loop;
    }
    const std::uint32_t to = add();
    join(from, to);
    for (std::size_t i = node.fewest; i < node.most; ++i) {
      from = build(part, from, depth + 1);
      join(from, to);
    }
    return to;
  }

  std::string_view name_;
  std::vector<RulePlace> places_;
  std::vector<Empty> empties_;
  std::uint32_t start_ = 0, end_ = 0;
};

using PlaceSet = std::vector<std::uint32_t>;  // ascending; labelled places, and the end

struct HashOfSet {
  std::size_t operator()(const PlaceSet& set) const {
    std::uint64_t hash = 1469598103934665603u;
    for (const std::uint32_t place : set) hash = (hash ^ place) * 1099511628211u;
    return hash;
  }
};

class Subsets {
 public:
  Subsets(std::string_view name, const Expression& expression)
      : name_(name), places_(name, expression), seen_(places_.size(), 0) {}

  RuleAutomaton run() {
    state_of({places_.start()});
    for (std::uint32_t at = 0; at < sets_.size(); ++at) expand(at);
    return std::move(automaton_);
  }

 private:
  std::uint32_t state_of(const PlaceSet& from) {
    PlaceSet set = closure(from);
    const auto [found, is_new] =
        ids_.try_emplace(std::move(set), static_cast<std::uint32_t>(sets_.size()));
    if (!is_new) return found->second;
    if (sets_.size() >= kMaxRuleStates) fail(name_, "it has too many states");
    sets_.push_back(&found->first);
    automaton_.states.emplace_back();
    automaton_.states.back().final =
        std::binary_search(found->first.begin(), found->first.end(), places_.end());
    return found->second;
  }

  PlaceSet closure(const PlaceSet& from) {
    ++round_;
    PlaceSet open = from, set;
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (seen_[at] == round_) continue;
      seen_[at] = round_;
      if (places_[at].label != RulePlace::Label::kNone || at == places_.end()) set.push_back(at);
      places_.each_empty(at, [&](std::uint32_t to) { open.push_back(to); });
    }
    std::sort(set.begin(), set.end());
    return set;
  }

  void expand(std::uint32_t at) {
    by_byte_.clear();
    std::map<std::pair<std::uint32_t, Nesting>, PlaceSet> by_use;
    for (const std::uint32_t from : *sets_[at]) {
      const RulePlace& place = places_[from];
      if (place.label == RulePlace::Label::kByte)
        by_byte_.emplace_back(place.byte, place.target);
      else if (place.label == RulePlace::Label::kSet)
        for (std::size_t byte = 0; byte < 256; ++byte) {
          if (place.node->set[byte])
            by_byte_.emplace_back(static_cast<std::uint8_t>(byte), place.target);
        }
      else if (place.label == RulePlace::Label::kUse)
        by_use[{static_cast<std::uint32_t>(place.node->rule), place.node->nesting}].push_back(
            place.target);
    }
    std::sort(by_byte_.begin(), by_byte_.end());
    PlaceSet targets;
    for (std::size_t i = 0; i < by_byte_.size();) {
      const std::uint8_t byte = by_byte_[i].first;
      for (targets.clear(); i < by_byte_.size() && by_byte_[i].first == byte; ++i)
        targets.push_back(by_byte_[i].second);
      const std::uint32_t to = state_of(targets);
      automaton_.states[at].bytes.push_back({byte, to});
    }
    for (const auto& [used, after] : by_use) {
      const std::uint32_t to = state_of(after);
      automaton_.states[at].uses.push_back({RuleId{used.first}, used.second, to});
    }
  }

  std::string_view name_;
  Places places_;
  std::vector<std::uint64_t> seen_;
  std::uint64_t round_ = 0;
  std::unordered_map<PlaceSet, std::uint32_t, HashOfSet> ids_;
  std::vector<const PlaceSet*> sets_;  // the keys of ids_, which stay where they are
  std::vector<std::pair<std::uint8_t, std::uint32_t>> by_byte_;
  RuleAutomaton automaton_;
};

}  // namespace

RuleAutomaton rule_automaton(std::string_view name, const Expression& expression) {
  return Subsets(name, expression).run();
}

}  // namespace modus::bridge
