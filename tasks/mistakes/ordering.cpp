#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <re2/re2.h>

#include "tasks/mistakes/mistake.h"
#include "tasks/mistakes/order_puzzle.h"
#include "tasks/mistakes/trace_text.h"

namespace modus::tasks {
namespace {

constexpr const char* kOrdinalPattern =
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth";

// `third, fourth, and fifth can be any bird`, `third to fifth`: which places, and what of them.
struct PlaceClause {
  std::vector<std::size_t> nths;
  std::string what;
};

std::vector<std::size_t> nths_in(std::string text) {
  static const RE2 kOne(fmt::format("({})", kOrdinalPattern)), kRange(" to | through ");
  std::vector<std::size_t> nths;
  re2::StringPiece view(text);
  std::string word;
  while (RE2::FindAndConsume(&view, kOne, &word)) nths.push_back(*ordinal(word));
  if (nths.size() == 2 && RE2::PartialMatch(text, kRange)) {
    const std::size_t from = nths.front(), to = nths.back();
    nths.clear();
    for (std::size_t nth = from; nth <= to; ++nth) nths.push_back(nth);
  }
  return nths;
}

class OrderTrace {
 public:
  explicit OrderTrace(const OrderPuzzle& puzzle) : puzzle_(puzzle), worlds_(puzzle.orders()) {
    for (const Places& places : worlds_)
      if (std::all_of(puzzle.statements().begin(), puzzle.statements().end(),
                      [&](const OrderStatement& statement) { return holds(statement, places); }))
        solutions_.push_back(places);
  }
  bool solvable() const { return !solutions_.empty(); }

  std::optional<std::string> wrong(const std::string& step) {
    for (const std::string& sentence : sentences_of(step))
      if (auto wrong = wrong_sentence(sentence)) return wrong;
    if (auto wrong = wrong_list(step)) return wrong;
    return wrong_answer(step);
  }

 private:
  std::size_t size() const { return puzzle_.objects().size(); }
  std::string shown(const OrderStatement& s) const {
    const std::string& object = puzzle_.objects()[s.object];
    return s.before ? fmt::format("{} below {}", object, puzzle_.objects()[*s.before])
                    : fmt::format("{} at place {} of {}", object, s.place + 1, size());
  }
  bool follows(const OrderStatement& statement) const {
    return std::all_of(worlds_.begin(), worlds_.end(),
                       [&](const Places& places) { return holds(statement, places); });
  }
  std::optional<std::string> unless_follows(const std::optional<std::size_t>& object,
                                            const std::optional<std::size_t>& place) const {
    if (!object || !place) return std::nullopt;
    const OrderStatement statement{*object, std::nullopt, *place};
    if (follows(statement)) return std::nullopt;
    return shown(statement) + " does not follow";
  }

  std::optional<std::string> wrong_sentence(const std::string& sentence) {
    static const RE2 kReport(R"(So from|From .* to |According|previously)");
    static const RE2 kSo(R"(, so (?:the )?([\w -]+?) (?:is|are) (.*))"), kCan(R"(\bcan)");
    static const RE2 kMust(
        R"((?:^|, so |[Ss]o |, )(?:the )?([\w -]+?) (?:must|has to|have to) be (?:in )?)"
        R"((?:the )?([\w -]+))");
    static const RE2 kVague(R"(either|to the| or )");
    static const RE2 kCannot(R"((?:^|, so |, )(?:the )?([\w -]+?) cannot be (?:the )?([\w -]+))");
    const std::optional<OrderStatement> stated =
        puzzle_.statement(parted(sentence, ", so ").front());
    if (stated && !RE2::PartialMatch(sentence, kReport))
      if (auto wrong = take(*stated)) return wrong;
    std::string who, where;
    if (RE2::PartialMatch(sentence, kSo, &who, &where) && !RE2::PartialMatch(where, kCan)) {
      const bool pronoun = who == "it" || who == "they";
      const auto object = !pronoun ? puzzle_.object(who)
                          : stated ? std::optional(stated->object)
                                   : std::nullopt;
      if (auto wrong = unless_follows(object, puzzle_.place(where))) return wrong;
    }
    if (RE2::PartialMatch(sentence, kMust, &who, &where) &&
        !RE2::PartialMatch(sentence.substr(sentence.find("must") + 1), kVague))
      if (auto wrong = unless_follows(puzzle_.object(who), puzzle_.place(where))) return wrong;
    if (RE2::PartialMatch(sentence, kCannot, &who, &where)) {
      const bool pronoun = who == "it" || who == "they";
      const auto object = pronoun && stated ? std::optional(stated->object) : puzzle_.object(who);
      const auto place = puzzle_.place(where);
      if (object && place && !never(*object, *place))
        return fmt::format("{} may be at place {}", puzzle_.objects()[*object], *place + 1);
    }
    return std::nullopt;
  }

  bool never(std::size_t object, std::size_t place) const {
    return std::none_of(worlds_.begin(), worlds_.end(),
                        [&](const Places& places) { return places[object] == place; });
  }

  // A statement of the problem narrows the orders down; any other must follow.
  std::optional<std::string> take(const OrderStatement& statement) {
    const auto& all = puzzle_.statements();
    if (std::find(all.begin(), all.end(), statement) == all.end())
      return follows(statement) ? std::nullopt
                                : std::optional(shown(statement) + " does not follow");
    if (std::find(quoted_.begin(), quoted_.end(), statement) != quoted_.end()) return std::nullopt;
    quoted_.push_back(statement);
    std::erase_if(worlds_, [&](const Places& places) { return !holds(statement, places); });
    return std::nullopt;
  }

  // "So from left to right: first is the owl, then second and third can be any bird."
  std::optional<std::string> wrong_list(const std::string& step) {
    static const RE2 kList(R"([Ff]rom ([\w\s-]+?) to ([\w\s-]+?)[:,] (.*)$)");
    static const RE2 kLowFirst(R"(left|old|cheap|least|less|last|bottom)");
    static const RE2 kClause(
        fmt::format(R"(^((?:{0})(?:(?:, and |, or |, | and | or | to | through )(?:{0}))*) )"
                    R"((?:is|are|can be|must be|can only be|has to be) (.*)$)",
                    kOrdinalPattern));
    std::string from, to, body;
    if (!RE2::PartialMatch(step, kList, &from, &to, &body)) return std::nullopt;
    const bool low_first = RE2::PartialMatch(from, kLowFirst);
    std::map<std::size_t, std::set<std::size_t>> now;  // place to objects; none: any object
    for (const std::string& then : parted(sentences_of(body).front(), "then ")) {
      std::string nths, what, part = bare_text(then);
      while (!part.empty() && (part.back() == ',' || part.back() == ';')) part.pop_back();
      if (!RE2::FullMatch(part, kClause, &nths, &what)) continue;
      const auto objects = objects_in(what);
      if (!objects) continue;
      for (const std::size_t nth : nths_in(nths)) {
        if (nth >= size()) return fmt::format("there are {} places", size());
        const std::size_t place = low_first ? nth : size() - 1 - nth;
        now[place] = *objects;
        if (!objects->empty() && !always_one_of(*objects, place))
          return fmt::format("place {} of {} is not shown to be {}", nth + 1, size(), what);
      }
    }
    if (auto wrong = given_up(now)) return wrong;
    filled_ = now;
    return std::nullopt;
  }

  // Empty: any object. nullopt: not understood.
  std::optional<std::set<std::size_t>> objects_in(const std::string& what) const {
    static const RE2 kAny(R"(\bany\b|unknown|either|could|not|empty|open)");
    std::set<std::size_t> objects;
    if (RE2::PartialMatch(what, kAny)) return objects;
    std::string alternatives = what;
    RE2::GlobalReplace(&alternatives, RE2(",? or "), ", ");
    for (const std::string& one : parted(alternatives, ", ")) {
      const auto object = puzzle_.object(one);
      if (!object) return std::nullopt;
      objects.insert(*object);
    }
    return objects;
  }

  bool always_one_of(const std::set<std::size_t>& objects, std::size_t place) const {
    return std::all_of(worlds_.begin(), worlds_.end(), [&](const Places& places) {
      return std::any_of(objects.begin(), objects.end(),
                         [&](std::size_t object) { return places[object] == place; });
    });
  }

  std::optional<std::string> given_up(
      const std::map<std::size_t, std::set<std::size_t>>& now) const {
    for (const auto& [place, objects] : filled_) {
      const auto here = now.find(place);
      if (objects.size() == 1 && here != now.end() && here->second.empty())
        return fmt::format("{} was at place {}", puzzle_.objects()[*objects.begin()], place + 1);
    }
    for (const OrderStatement& statement : quoted_) {
      const auto here = now.find(statement.place);
      if (!statement.before && here != now.end() && here->second.empty())
        return shown(statement) + " is left out";
    }
    return std::nullopt;
  }

  std::optional<std::string> wrong_answer(const std::string& step) const {
    static const RE2 kAnswer(R"(answer is \((\w)\))");
    std::string letter;
    if (!RE2::PartialMatch(step, kAnswer, &letter)) return std::nullopt;
    const auto option = puzzle_.option(letter);
    if (!option || std::all_of(solutions_.begin(), solutions_.end(),
                               [&](const Places& places) { return holds(*option, places); }))
      return std::nullopt;
    return fmt::format("({}) {} does not follow", letter, shown(*option));
  }

  const OrderPuzzle& puzzle_;
  std::vector<Places> worlds_;     // that agree with what was quoted
  std::vector<Places> solutions_;  // that agree with everything
  std::vector<OrderStatement> quoted_;
  std::map<std::size_t, std::set<std::size_t>> filled_;
};

}  // namespace

std::optional<Mistake> ordering_mistake(std::string_view input, const TraceSteps& steps) {
  const std::optional<OrderPuzzle> puzzle = OrderPuzzle::read(input);
  if (!puzzle) return std::nullopt;
  OrderTrace trace(*puzzle);
  if (!trace.solvable()) return std::nullopt;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (auto wrong = trace.wrong(steps[i])) return Mistake{i, *wrong};
  return std::nullopt;
}

}  // namespace modus::tasks
