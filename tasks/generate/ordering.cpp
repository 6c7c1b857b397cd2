// Orderings: neighbours of a row compared, with the rules that a comparison is transitive and goes
// one way only.
//
//   The owl is older than the crab. The crab is older than the mole.
//   If X is older than Y and Y is older than Z then X is older than Z.
//   If X is older than Y then Y is not older than X.
#include <algorithm>
#include <array>

#include "tasks/generate/stated.h"
#include "tasks/generate/world.h"

namespace modus::tasks {
namespace {

constexpr auto kComparatives = std::to_array<std::array<std::string_view, 2>>({
    {"older", "younger"},
    {"taller", "shorter"},
    {"heavier", "lighter"},
    {"faster", "slower"},
    {"bigger", "smaller"},
    {"richer", "poorer"},
    {"louder", "quieter"},
    {"stronger", "weaker"},
    {"hotter", "colder"},
    {"brighter", "darker"},
    {"wider", "narrower"},
    {"deeper", "shallower"},
    {"cleverer", "duller"},
    {"kinder", "ruder"},
    {"newer", "staler"},
    {"sweeter", "sourer"},
});

class OrderingDraw {
 public:
  OrderingDraw(const ProblemShape& shape, RandomStream& random)
      : random_(random), words_(shape.split, shape.invented_words) {}

  std::optional<GeneratedProblem> draw(const Target& target) {
    const auto& pair = kComparatives[random_.below(kComparatives.size())];
    const bool swapped = random_.chance(0.5);
    more_ = pair[swapped ? 1 : 0];
    less_ = pair[swapped ? 0 : 1];
    // A row of 2^depth + 1 has a derivation of this height.
    // An open question's cone is everything, so its row is short.
    const std::size_t height = std::min<std::size_t>(target.depth, 3);
    const std::size_t hops = target.truth == Truth::kOpen ? 2 : std::size_t{1} << height;
    const std::size_t row = std::max<std::size_t>(3, hops + 1) + random_.below(2);
    const bool people = random_.chance(0.5);
    for (std::size_t i = 0; i < row + 1; ++i)
      things_.push_back(people ? draw_person(words_, random_) : draw_thing(words_, random_));
    for (std::size_t i = 0; i + 1 < row; ++i) compare(i, i + 1);
    compare(random_.below(static_cast<std::uint32_t>(row - 1)), row);  // a side branch
    shuffle(sentences_, random_);
    add_rules();
    const std::size_t from = random_.below(static_cast<std::uint32_t>(row - hops));
    auto problem = stated_problem(sentences_, question(target.truth, from, from + hops, row));
    if (!problem || !is_wanted(*problem, target.truth)) return std::nullopt;
    problem->family = Family::kOrdering;
    problem->words = words_.words();
    return problem;
  }

 private:
  static bool is_wanted(const GeneratedProblem& problem, Truth truth) {
    const claims::AnswerKind answer = problem.chain.answer()->answer;
    return answer == (truth == Truth::kTrue    ? claims::AnswerKind::kTrue
                      : truth == Truth::kFalse ? claims::AnswerKind::kFalse
                                               : claims::AnswerKind::kOpen);
  }

  // `higher` is more than `lower`, now and then said the other way round.
  void compare(std::size_t higher, std::size_t lower) {
    const bool turned = two_words_ && random_.chance(0.3);
    const Entity& a = things_[turned ? lower : higher];
    const Entity& b = things_[turned ? higher : lower];
    const std::string& relation = turned ? less_ : more_;
    uses_less_ = uses_less_ || turned;
    add(a.text + " is " + relation + " than " + b.text + ".", "E is " + relation + " than E.",
        relation_claim(relation, a.name, b.name));
  }

  void add(std::string text, std::string form, claims::Claim claim) {
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    sentences_.push_back({std::move(text), std::move(form), std::move(claim)});
  }

  void add_rules() {
    const auto implies = [](claims::Claim body, claims::Claim head) {
      return claims::binary(claims::Op::kImplies, std::move(body), std::move(head));
    };
    const std::string is_more = " is " + more_ + " than ";
    const claims::Claim xy = relation_claim(more_, "X", "Y");
    add("If X" + is_more + "Y and Y" + is_more + "Z then X" + is_more + "Z.", "transitive",
        implies(claims::binary(claims::Op::kAnd, xy, relation_claim(more_, "Y", "Z")),
                relation_claim(more_, "X", "Z")));
    add("If X" + is_more + "Y then Y is not " + more_ + " than X.", "asymmetric",
        implies(xy, claims::unary(claims::Op::kNot, relation_claim(more_, "Y", "X"))));
    if (uses_less_)
      add("If X is " + less_ + " than Y then Y" + is_more + "X.", "converse",
          implies(relation_claim(less_, "X", "Y"), relation_claim(more_, "Y", "X")));
  }

  StatedSentence question(Truth truth, std::size_t from, std::size_t to, std::size_t side) {
    if (truth == Truth::kFalse) std::swap(from, to);
    if (truth == Truth::kOpen) {
      from = side;
      to = side - 1;
      if (random_.chance(0.5)) std::swap(from, to);
    }
    const Entity& a = things_[from];
    const Entity& b = things_[to];
    const bool statement = random_.chance(0.5);
    std::string text = a.text + (statement ? " is " : " ") + more_ + " than " + b.text;
    text = statement ? text + "." : "Is " + text + "?";
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return {std::move(text),
            statement ? "E is " + more_ + " than E." : "Is E " + more_ + " than E?",
            relation_claim(more_, a.name, b.name)};
  }

  RandomStream& random_;
  WordMaker words_;
  std::string more_, less_;
  bool two_words_ = random_.chance(0.5);  // both words of the comparison are used
  bool uses_less_ = false;
  std::vector<Entity> things_;
  std::vector<StatedSentence> sentences_;
};

}  // namespace

std::optional<GeneratedProblem> draw_ordering(const ProblemShape& shape, const Target& target,
                                              RandomStream& random) {
  return OrderingDraw(shape, random).draw(target);
}

}  // namespace modus::tasks
