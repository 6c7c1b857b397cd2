#include "tasks/mistakes/order_puzzle.h"

#include <algorithm>
#include <numeric>

#include <re2/re2.h>

#include "tasks/mistakes/trace_text.h"

namespace modus::tasks {
namespace {

std::string without_article(std::string_view words) {
  static const RE2 kArticle(R"(^(?:and )?(?:the|a|an) )");
  std::string bare = lower_case(bare_text(words));
  RE2::Replace(&bare, kArticle, "");
  if (bare.starts_with("and ")) bare.erase(0, 4);
  return bare;
}

// "mangoes" and "mango", "black book" and "black" name the same.
bool same_name(std::string_view one, std::string_view other) {
  const auto bare = [](std::string_view name) {
    if (name.ends_with(" book")) name.remove_suffix(5);
    if (name.ends_with("es"))
      name.remove_suffix(2);
    else if (name.ends_with("s"))
      name.remove_suffix(1);
    return name;
  };
  return one == other || bare(one) == bare(other);
}

}  // namespace

bool holds(const OrderStatement& statement, const Places& places) {
  if (statement.before) return places[statement.object] < places[*statement.before];
  return places[statement.object] == statement.place;
}

std::optional<OrderPuzzle> OrderPuzzle::read(std::string_view input) {
  static const RE2 kLine(R"((?m)^- (.*)$)"), kOption(R"((?m)^\((\w)\) (.*)$)");
  if (input.find("arranged in a fixed order") == std::string_view::npos) return std::nullopt;
  OrderPuzzle puzzle;
  re2::StringPiece view(input);
  std::string line, letter;
  while (RE2::FindAndConsume(&view, kLine, &line)) {
    if (puzzle.objects_.empty()) {
      const std::size_t colon = line.find(": ");
      if (colon == std::string::npos) return std::nullopt;
      for (const std::string& object : parted(line.substr(colon + 2), ", "))
        puzzle.objects_.push_back(without_article(object));
      if (puzzle.objects_.size() > kMaxOrderedObjects) return std::nullopt;
      continue;
    }
    const auto statement = puzzle.statement(line);
    if (!statement) return std::nullopt;
    puzzle.statements_.push_back(*statement);
  }
  view = input;
  while (RE2::FindAndConsume(&view, kOption, &letter, &line))
    puzzle.options_.emplace_back(letter, line);
  if (puzzle.objects_.size() < 2) return std::nullopt;
  return puzzle;
}

std::optional<OrderStatement> OrderPuzzle::option(std::string_view letter) const {
  for (const auto& [name, sentence] : options_)
    if (name == letter) return statement(sentence);
  return std::nullopt;
}

std::optional<std::size_t> OrderPuzzle::object(std::string_view words) const {
  const std::string wanted = without_article(words);
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    if (!same_name(objects_[i], wanted)) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

std::optional<OrderStatement> OrderPuzzle::statement(std::string_view sentence) const {
  static const RE2 kRelation(
      R"(^(.*) (?:is|are|finished) (?:to the )?)"
      R"((left of|right of|older than|newer than|less expensive than|cheaper than|more expensive )"
      R"(than|above|below) (.*)$)");
  static const RE2 kLow(R"(^(?:left|older|less|cheaper|below))");
  static const RE2 kPlace(R"(^(.*?) (?:is|are|finished) (.*)$)");
  static const RE2 kNoPlace(R"(\b(?:not|either|can|must|any|or)\b)");
  const std::string text = bare_text(sentence);
  std::string one, what, other;
  if (RE2::FullMatch(text, kRelation, &one, &what, &other)) {
    auto below = object(one), above = object(other);
    if (!below || !above) return std::nullopt;
    if (!RE2::PartialMatch(what, kLow)) std::swap(below, above);
    return OrderStatement{*below, above, 0};
  }
  if (!RE2::FullMatch(text, kPlace, &one, &what) || RE2::PartialMatch(what, kNoPlace))
    return std::nullopt;
  const auto who = object(one), where = place(what);
  if (!who || !where) return std::nullopt;
  return OrderStatement{*who, std::nullopt, *where};
}

std::optional<std::size_t> OrderPuzzle::place(std::string_view words) const {
  static const RE2 kLow(
      R"(from the left|cheapest|oldest|leftmost|to-last|\blast\b|least expensive)");
  static const RE2 kHigh(R"(from the right|most expensive|newest|rightmost)");
  static const RE2 kOrdinal(
      R"(\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b)");
  std::string nth;
  const bool counted = RE2::PartialMatch(words, kOrdinal, &nth);
  const bool low = RE2::PartialMatch(words, kLow);
  if (!low && !counted && !RE2::PartialMatch(words, kHigh)) return std::nullopt;
  const std::size_t steps = counted ? *ordinal(nth) : 0;
  if (steps >= objects_.size()) return std::nullopt;
  return low ? steps : objects_.size() - 1 - steps;
}

std::vector<Places> OrderPuzzle::orders() const {
  std::vector<Places> orders;
  Places places(objects_.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  do orders.push_back(places);
  while (std::next_permutation(places.begin(), places.end()));
  return orders;
}

}  // namespace modus::tasks
