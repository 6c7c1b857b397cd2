// Families: who is what of whom, and the rules by which two steps of kinship make one.
//
//   Ann is the mother of Bob. Bob's brother is Carl.
//   If X is the mother of Y and Y is the brother of Z then X is the mother of Z.
#include <algorithm>
#include <array>

#include "base/error.h"
#include "tasks/generate/stated.h"
#include "tasks/generate/world.h"

namespace modus::tasks {
namespace {

enum class Kin : std::uint8_t {
  kParent,
  kChild,
  kSibling,
  kGrandparent,
  kGrandchild,
  kAunt,
  kNiece
};
constexpr auto kWords = std::to_array<std::array<std::string_view, 2>>({
    {"mother", "father"},
    {"daughter", "son"},
    {"sister", "brother"},
    {"grandmother", "grandfather"},
    {"granddaughter", "grandson"},
    {"aunt", "uncle"},
    {"niece", "nephew"},
});

struct Composition {
  Kin first, second, both;  // X first of Y, Y second of Z: X both of Z
};
constexpr auto kCompositions = std::to_array<Composition>({
    {Kin::kParent, Kin::kParent, Kin::kGrandparent},
    {Kin::kParent, Kin::kSibling, Kin::kParent},
    {Kin::kChild, Kin::kChild, Kin::kGrandchild},
    {Kin::kChild, Kin::kSibling, Kin::kNiece},
    {Kin::kChild, Kin::kParent, Kin::kSibling},
    {Kin::kSibling, Kin::kSibling, Kin::kSibling},
    {Kin::kSibling, Kin::kParent, Kin::kAunt},
    {Kin::kSibling, Kin::kChild, Kin::kChild},
    {Kin::kSibling, Kin::kGrandchild, Kin::kGrandchild},
    {Kin::kGrandparent, Kin::kSibling, Kin::kGrandparent},
    {Kin::kAunt, Kin::kSibling, Kin::kAunt},
    {Kin::kSibling, Kin::kAunt, Kin::kAunt},
    {Kin::kNiece, Kin::kSibling, Kin::kNiece},
    {Kin::kSibling, Kin::kNiece, Kin::kNiece},
    {Kin::kGrandchild, Kin::kParent, Kin::kNiece},
});

class KinshipDraw {
 public:
  KinshipDraw(const ProblemShape& shape, RandomStream& random)
      : random_(random), words_(shape.split, shape.invented_words) {}

  std::optional<GeneratedProblem> draw(const Target& target) {
    hops_ = std::max<std::size_t>(1, target.depth);
    for (std::size_t i = 0; i <= hops_; ++i) {
      people_.push_back(draw_person(words_, random_));
      female_.push_back(random_.chance(0.5));
    }
    if (!walk()) return std::nullopt;
    for (int i = 0; i < 3; ++i)
      if (random_.chance(0.4)) add_rule(kCompositions[random_.below(kCompositions.size())]);
    if (random_.chance(0.5)) shuffle(facts_, random_);
    shuffle(rules_, random_);
    std::vector<StatedSentence> all = facts_;
    all.insert(all.end(), rules_.begin(), rules_.end());
    if (random_.chance(0.2)) shuffle(all, random_);
    auto problem = stated_problem(all, question(target.truth));
    if (!problem) return std::nullopt;
    const bool wants_open = target.truth == Truth::kOpen;
    const bool is_open = problem->chain.answer()->answer == claims::AnswerKind::kOpen;
    if (wants_open != is_open) return std::nullopt;
    problem->family = Family::kKinship;
    problem->words = words_.words();
    return problem;
  }

 private:
  static std::string word(Kin kin, bool female) {
    return std::string(kWords[static_cast<std::size_t>(kin)][female ? 0 : 1]);
  }

  // From the first person to the last, each the next one's kin; what the first is of each.
  bool walk() {
    Kin so_far = static_cast<Kin>(random_.below(3));
    add_fact(0, so_far);
    for (std::size_t i = 1; i < hops_; ++i) {
      std::vector<Composition> next;
      for (const Composition& c : kCompositions)
        if (c.first == so_far) next.push_back(c);
      if (next.empty()) return false;
      const Composition chosen = any_of(next, random_);
      add_fact(i, chosen.second);
      add_rule(chosen, female_[0], female_[i]);
      so_far = chosen.both;
    }
    asked_ = so_far;
    return true;
  }

  void add_fact(std::size_t person, Kin kin) {
    const Entity& a = people_[person];
    const Entity& b = people_[person + 1];
    const std::string relation = word(kin, female_[person]);
    StatedSentence fact{"", "", relation_claim(relation, a.name, b.name)};
    switch (random_.below(4)) {
      case 0:
        fact.text = a.text + " is " + b.text + "'s " + relation + ".";
        fact.form = "E is E's " + relation + ".";
        break;
      case 1:
        fact.text = b.text + "'s " + relation + " is " + a.text + ".";
        fact.form = "E's " + relation + " is E.";
        break;
      default:
        fact.text = a.text + " is the " + relation + " of " + b.text + ".";
        fact.form = "E is the " + relation + " of E.";
    }
    facts_.push_back(std::move(fact));
  }

  void add_rule(const Composition& rule) {
    add_rule(rule, random_.chance(0.5), random_.chance(0.5));
  }
  void add_rule(const Composition& rule, bool female_x, bool female_y) {
    const std::string first = word(rule.first, female_x);
    const std::string second = word(rule.second, female_y);
    const std::string both = word(rule.both, female_x);
    claims::Claim claim =
        claims::binary(claims::Op::kImplies,
                       claims::binary(claims::Op::kAnd, relation_claim(first, "X", "Y"),
                                      relation_claim(second, "Y", "Z")),
                       relation_claim(both, "X", "Z"));
    for (const StatedSentence& known : rules_)
      if (known.claim == claim) return;
    std::string text = "If X is the " + first + " of Y and Y is the " + second + " of Z";
    text += random_.chance(0.3) ? ", " : " then ";
    text += "X is the " + both + " of Z.";
    rules_.push_back({text, text, std::move(claim)});
  }

  StatedSentence question(Truth truth) {
    std::size_t from = 0;
    std::size_t to = hops_;
    std::string relation = word(asked_, female_[0]);
    if (truth == Truth::kOpen) {
      if (random_.chance(0.5))
        std::swap(from, to);
      else
        relation = word(static_cast<Kin>(random_.below(kWords.size())), random_.chance(0.5));
    }
    const Entity& a = people_[from];
    const Entity& b = people_[to];
    const bool statement = random_.chance(0.5);
    const std::string rest =
        a.text + (statement ? " is" : "") + " the " + relation + " of " + b.text;
    return {statement ? rest + "." : "Is " + rest + "?",
            (statement ? "E is the " : "Is E the ") + relation + " of E",
            relation_claim(relation, a.name, b.name)};
  }

  RandomStream& random_;
  WordMaker words_;
  std::size_t hops_ = 1;
  std::vector<Entity> people_;
  std::vector<bool> female_;
  std::vector<StatedSentence> facts_, rules_;
  Kin asked_ = Kin::kParent;
};

}  // namespace

std::optional<GeneratedProblem> draw_kinship(const ProblemShape& shape, const Target& target,
                                             RandomStream& random) {
  return KinshipDraw(shape, random).draw(target);
}

}  // namespace modus::tasks
