#include "tasks/mistakes/ordering_trace.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include <fmt/format.h>

namespace modus::tasks {
namespace {

constexpr std::array<std::string_view, 7> kNumbers = {"one",  "two", "three", "four",
                                                      "five", "six", "seven"};
constexpr std::array<std::string_view, 7> kNth = {"first", "second", "third",  "fourth",
                                                  "fifth", "sixth",  "seventh"};

// How a world of ordered things is spoken of. Places count from the low end.
struct Setting {
  std::string_view intro;  // {} the number, {} the objects
  std::array<std::string_view, 7> objects;
  std::string_view indefinite, definite;  // before an object: "a ", "the "
  std::string_view verb, noun;
  std::string_view below, above;         // "to the left of"
  std::string_view lowest, highest;      // "the leftmost"
  std::string_view from_low, from_high;  // "the {} from the left"
  std::string_view direction;
  bool low_first = true;  // the direction begins at the low end
};

constexpr std::array<Setting, 4> kSettings = {{
    {"On a branch, there are {} birds: {}.",
     {"robin", "hawk", "quail", "falcon", "raven", "crow", "finch"},
     "a ",
     "the ",
     "is",
     "bird",
     "to the left of",
     "to the right of",
     "the leftmost",
     "the rightmost",
     "the {} from the left",
     "the {} from the right",
     "left to right",
     true},
    {"In an antique car show, there are {} vehicles: {}.",
     {"tractor", "bus", "sedan", "truck", "minivan", "limousine", "convertible"},
     "a ",
     "the ",
     "is",
     "vehicle",
     "older than",
     "newer than",
     "the oldest",
     "the newest",
     "the {}-oldest",
     "the {}-newest",
     "newest to oldest",
     false},
    {"A fruit stand sells {} fruits: {}.",
     {"apples", "pears", "plums", "kiwis", "mangoes", "loquats", "peaches"},
     "",
     "the ",
     "are",
     "fruit",
     "less expensive than",
     "more expensive than",
     "the cheapest",
     "the most expensive",
     "the {}-cheapest",
     "the {}-most expensive",
     "cheapest to most expensive",
     true},
    {"In a golf tournament, there were {} golfers: {}.",
     {"Ana", "Eve", "Rob", "Joe", "Mya", "Dan", "Mel"},
     "",
     "",
     "finished",
     "golfer",
     "below",
     "above",
     "last",
     "first",
     "{}-to-last",
     "{}",
     "first to last",
     false},
}};

struct Statement {
  std::size_t object = 0;
  std::optional<std::size_t> other;  // object is below it
  std::size_t place = 0;
  bool turned = false;  // said from the other end
};

using Order = std::vector<std::size_t>;  // the place of each object

bool agrees(const Statement& statement, const Order& order) {
  if (statement.other) return order[statement.object] < order[*statement.other];
  return order[statement.object] == statement.place;
}

class Writer {
 public:
  explicit Writer(RandomStream random)
      : random_(random),
        setting_(kSettings[random_.below(static_cast<std::uint32_t>(kSettings.size()))]),
        size_(3 + 2 * random_.below(3)),
        truth_(size_) {
    std::iota(truth_.begin(), truth_.end(), std::size_t{0});
    do worlds_.push_back(truth_);
    while (std::next_permutation(truth_.begin(), truth_.end()));
    truth_ = worlds_[random_.below(static_cast<std::uint32_t>(worlds_.size()))];
  }

  OrderingTrace write() {
    draw_statements();
    OrderingTrace trace;
    const std::size_t asked = random_.below(static_cast<std::uint32_t>(size_));
    const bool turned = random_.chance(0.5);
    trace.input = input(asked, turned);
    trace.steps.push_back(
        fmt::format("To answer the question, I need to identify the positions of all {} {}s.",
                    kNumbers[size_ - 1], setting_.noun));
    shuffle(statements_);
    std::vector<Order> worlds = worlds_;
    for (const Statement& statement : statements_) {
      std::erase_if(worlds, [&](const Order& order) { return !agrees(statement, order); });
      trace.steps.push_back(said(statement) + " " + list(worlds));
    }
    const std::size_t object =
        static_cast<std::size_t>(std::find(truth_.begin(), truth_.end(), asked) - truth_.begin());
    trace.steps.push_back(
        fmt::format("According to this ordering, {}{} {} {}. So the answer is ({})",
                    setting_.definite, setting_.objects[object], setting_.verb,
                    place_words(asked, turned), static_cast<char>('A' + object)));
    return trace;
  }

 private:
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i)
      std::swap(items[i - 1], items[random_.below(static_cast<std::uint32_t>(i))]);
  }

  // True ones, each narrowing the orders down, until one order is left.
  void draw_statements() {
    std::vector<Order> worlds = worlds_;
    while (worlds.size() > 1) {
      Statement statement;
      statement.object = random_.below(static_cast<std::uint32_t>(size_));
      statement.turned = random_.chance(0.5);
      const std::size_t other = random_.below(static_cast<std::uint32_t>(size_));
      if (random_.chance(0.6) && truth_[statement.object] < truth_[other])
        statement.other = other;
      else
        statement.place = truth_[statement.object];
      const std::size_t before = worlds.size();
      std::erase_if(worlds, [&](const Order& order) { return !agrees(statement, order); });
      if (worlds.size() < before) statements_.push_back(statement);
    }
  }

  std::string thing(std::size_t object) const {
    std::string name = fmt::format("{}{}", setting_.definite, setting_.objects[object]);
    return name;
  }
  static std::string capitalised(std::string text) {
    if (text.front() >= 'a' && text.front() <= 'z')
      text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }

  std::string place_words(std::size_t place, bool turned) const {
    const std::size_t from_high = size_ - 1 - place;
    const std::size_t steps = turned ? from_high : place;
    if (steps == 0) return std::string(turned ? setting_.highest : setting_.lowest);
    return fmt::format(fmt::runtime(turned ? setting_.from_high : setting_.from_low), kNth[steps]);
  }

  std::string said(const Statement& s) const {
    if (!s.other)
      return capitalised(
          fmt::format("{} {} {}.", thing(s.object), setting_.verb, place_words(s.place, s.turned)));
    const std::size_t one = s.turned ? *s.other : s.object, other = s.turned ? s.object : *s.other;
    return capitalised(fmt::format("{} {} {} {}.", thing(one), setting_.verb,
                                   s.turned ? setting_.above : setting_.below, thing(other)));
  }

  std::string list(const std::vector<Order>& worlds) const {
    std::vector<std::string> parts;
    for (std::size_t nth = 0; nth < size_; ++nth) {
      const std::size_t place = setting_.low_first ? nth : size_ - 1 - nth;
      std::optional<std::size_t> only;
      for (std::size_t object = 0; object < size_; ++object)
        if (std::all_of(worlds.begin(), worlds.end(),
                        [&](const Order& order) { return order[object] == place; }))
          only = object;
      parts.push_back(only ? fmt::format("{} is {}", kNth[nth], thing(*only))
                           : fmt::format("{} can be any {}", kNth[nth], setting_.noun));
    }
    return fmt::format("So from {}: {}.", setting_.direction, fmt::join(parts, ", then "));
  }

  std::string input(std::size_t asked, bool turned) const {
    std::vector<std::string> objects;
    for (std::size_t i = 0; i < size_; ++i)
      objects.push_back(fmt::format("{}{}{}", i + 1 == size_ ? "and " : "", setting_.indefinite,
                                    setting_.objects[i]));
    std::string text = fmt::format(
        "The following statements each describe a set of {} objects arranged in a fixed order. The "
        "statements are logically consistent.\n- {}\n",
        kNumbers[size_ - 1],
        fmt::format(fmt::runtime(setting_.intro), kNumbers[size_ - 1], fmt::join(objects, ", ")));
    for (const Statement& statement : statements_) text += "- " + said(statement) + "\n";
    text += "Q: Given the above statements, which of the following is correct?\nOptions:\n";
    for (std::size_t i = 0; i < size_; ++i)
      text += fmt::format("({}) {} {} {}.\n", static_cast<char>('A' + i), capitalised(thing(i)),
                          setting_.verb, place_words(asked, turned));
    return text;
  }

  RandomStream random_;
  const Setting& setting_;
  std::size_t size_;
  Order truth_;
  std::vector<Order> worlds_;
  std::vector<Statement> statements_;
};

}  // namespace

OrderingTrace correct_ordering_trace(RandomStream random) { return Writer(random).write(); }

}  // namespace modus::tasks
