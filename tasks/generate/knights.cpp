// Knights and knaves: everyone is one or the other, knights tell the truth, knaves lie, and two to
// four people say what they and the others are.
//
//   Everyone here is either a knight or a knave. Knights always tell the truth, and knaves always
//   lie. Ann says that Bob is a knave. Bob said, "Ann and I are knights." Is Bob a knave?
#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "tasks/generate/case_analysis.h"
#include "tasks/generate/world.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

constexpr int kAttempts = 40;  // to find testimonies that settle the question

// K and L: the two kinds, in the order of the sentence or turned round.
constexpr auto kEither = std::to_array<std::string_view>({
    "Everyone here is either a K or a L.",
    "Everybody is either a K or a L.",
    "Everyone is either a K or a L.",
    "Everyone is a K or a L, but not both.",
    "Everybody here is either a K or a L.",
});
// K: who tells the truth.
constexpr auto kManners = std::to_array<std::string_view>({
    "Ks always tell the truth, and Ls always lie.",
    "Ks tell the truth and Ls lie.",
    "Every K tells the truth, and every L lies.",
    "Ls always lie, while Ks always tell the truth.",
    "A K always tells the truth, but a L always lies.",
    "Ls lie and Ks tell the truth.",
    "All Ks speak the truth, and all Ls tell lies.",
});
constexpr auto kReports = std::to_array<std::string_view>({
    "E says that C.",
    "E said that C.",
    "E claims that C.",
    "E states that C.",
    "According to E, C.",
});
constexpr auto kQuotes = std::to_array<std::string_view>({
    "E says, \"C.\"",
    "E said: \"C.\"",
    "E says: \"C.\"",
    "E claims, \"C.\"",
    "E declared: \"C.\"",
});
constexpr auto kQuestions = std::to_array<std::string_view>({"Is E a K?", "E is a K."});

std::string capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// The frame with words for its capital letters: K a noun, Ks its plural, "a K" with its article.
std::string filled(std::string_view frame, const std::vector<std::pair<char, std::string>>& words) {
  std::string text;
  for (std::size_t i = 0; i < frame.size();) {
    std::size_t end = i;
    while (end < frame.size() && is_letter(frame[end])) ++end;
    const std::string_view word = frame.substr(i, std::max<std::size_t>(1, end - i));
    i += word.size();
    const bool plural = word.size() == 2 && word[1] == 's';
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& entry) { return entry.first == word[0]; });
    if (found == words.end() || (word.size() > 1 && !plural)) {
      text += word;
      continue;
    }
    const bool vowel = std::string_view("aeiou").find(found->second[0]) != std::string_view::npos;
    if (vowel && (text.ends_with(" a ") || text == "a " || text == "A "))
      text.insert(text.size() - 1, "n");
    text += plural ? plural_of(found->second) : found->second;
  }
  return capitalised(std::move(text));
}

class KnightsDraw {
 public:
  KnightsDraw(const ProblemShape& shape, RandomStream& random)
      : random_(random), words_(shape.split, shape.invented_words) {}

  std::optional<GeneratedProblem> draw(const Target& target) {
    const bool classic = random_.chance(0.5);
    island_.knight = classic ? "knight" : words_.draw(WordClass::kNoun, random_);
    island_.knave = classic ? "knave" : words_.draw(WordClass::kNoun, random_);
    for (std::size_t i = 0; i < std::clamp<std::size_t>(target.depth, 2, 4); ++i) {
      people_.push_back(draw_person(words_, random_));
      island_.people.push_back(people_.back().name);
    }
    knights_.resize(people_.size());
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      settle_testimonies();
      if (auto problem = ask(target.truth)) return problem;
    }
    return std::nullopt;
  }

 private:
  template <std::size_t N>
  std::string_view one_of(const std::array<std::string_view, N>& frames) {
    return frames[random_.below(static_cast<std::uint32_t>(N))];
  }
  std::size_t person() { return random_.below(static_cast<std::uint32_t>(people_.size())); }

  // Who is what, and testimonies that are true of knights and false of knaves; all but one speak,
  // or all, or one speaks twice.
  void settle_testimonies() {
    for (std::size_t i = 0; i < people_.size(); ++i) knights_[i] = random_.chance(0.5);
    std::vector<std::size_t> speakers;
    for (std::size_t i = 0; i < people_.size(); ++i) speakers.push_back(i);
    shuffle(speakers, random_);
    if (random_.chance(0.15)) speakers.pop_back();
    if (random_.chance(0.15)) speakers.push_back(speakers.front());
    island_.testimonies.clear();
    for (const std::size_t speaker : speakers) {
      Testimony testimony = any_testimony(speaker);
      while (holds(testimony, knights_) != knights_[speaker]) testimony = any_testimony(speaker);
      const bool repeated = std::find(island_.testimonies.begin(), island_.testimonies.end(),
                                      testimony) != island_.testimonies.end();
      if (!repeated) island_.testimonies.push_back(std::move(testimony));
    }
  }

  Testimony any_testimony(std::size_t speaker) {
    const std::uint32_t percent = random_.below(100);
    Testimony testimony{speaker, {any_literal(speaker)}, percent < 75};
    if (percent < 45) return testimony;
    KindLiteral other = any_literal(speaker);
    while (other.person == testimony.parts[0].person) other = any_literal(speaker);
    testimony.parts.push_back(other);
    // "Ann is not a knight or Bob is a knave" can be read in two ways.
    if (!testimony.all) testimony.parts.front().negated = false;
    return testimony;
  }

  // What people say of themselves settles little, so they mostly speak of others.
  KindLiteral any_literal(std::size_t speaker) {
    KindLiteral literal{person(), random_.chance(0.5), random_.chance(0.15)};
    while (literal.person == speaker && random_.chance(0.7)) literal.person = person();
    return literal;
  }

  std::optional<GeneratedProblem> ask(Truth truth) {
    KindLiteral asked{person(), true, false};
    asked.knight = knights_[asked.person] == (truth == Truth::kTrue);
    GeneratedProblem problem;
    const std::string_view question = one_of(kQuestions);
    problem.question = filled(question, words_of(asked));
    Step ask;
    ask.kind = StepKind::kAsk;
    ask.claim = claim_of(asked, island_);
    problem.chain.steps.push_back(std::move(ask));
    const auto opening = open(problem);
    for (const Testimony& testimony : island_.testimonies) say(testimony, opening, problem);
    if (!append_case_analysis(island_, asked, problem.chain)) return std::nullopt;
    problem.templates.emplace_back(question);
    problem.family = Family::kKnights;
    problem.words = words_.words();
    return problem;
  }

  std::vector<std::pair<char, std::string>> words_of(const KindLiteral& literal) const {
    return {{'E', people_[literal.person].text},
            {'K', literal.knight ? island_.knight : island_.knave}};
  }

  void add(std::string sentence, std::string form, GeneratedProblem& problem) const {
    problem.text += (problem.text.empty() ? "" : " ") + sentence;
    problem.chain.text.push_back(std::move(sentence));
    problem.templates.push_back(std::move(form));
  }
  void give(Claim claim, std::vector<std::size_t> sentences, GeneratedProblem& problem) const {
    Step given;
    given.kind = StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(problem.chain.steps.size()));
    given.claim = std::move(claim);
    given.sentences = std::move(sentences);
    problem.chain.steps.push_back(std::move(given));
  }

  // What people are and how they speak, in either order; the sentences that say it.
  std::array<std::size_t, 2> open(GeneratedProblem& problem) {
    std::array<std::string, 2> kinds = {island_.knight, island_.knave};
    const std::string_view manners = one_of(kManners);
    const bool manners_first = random_.chance(0.25);
    const auto add_manners = [&] {
      add(filled(manners, {{'K', kinds[0]}, {'L', kinds[1]}}), std::string(manners), problem);
    };
    if (manners_first) add_manners();
    std::array<std::string, 2> named = kinds;
    if (random_.chance(0.3)) std::swap(named[0], named[1]);
    const std::string_view either = one_of(kEither);
    add(filled(either, {{'K', named[0]}, {'L', named[1]}}), std::string(either), problem);
    const auto of_x = [](const std::string& kind) {
      return claims::apply(kind, {claims::variable("X")});
    };
    give(claims::quantified(Op::kForall, "X",
                            claims::binary(Op::kXor, of_x(named[0]), of_x(named[1]))),
         {problem.chain.text.size()}, problem);
    if (!manners_first) add_manners();
    return {1, 2};
  }

  void say(const Testimony& testimony, const std::array<std::size_t, 2>& opening,
           GeneratedProblem& problem) {
    const bool of_self =
        std::any_of(testimony.parts.begin(), testimony.parts.end(),
                    [&](const KindLiteral& part) { return part.person == testimony.speaker; });
    const std::string_view frame =
        of_self || random_.chance(0.4) ? one_of(kQuotes) : one_of(kReports);
    std::string form(frame);
    const std::string content = content_of(testimony, form);
    add(filled(frame, {{'E', people_[testimony.speaker].text}, {'C', content}}), std::move(form),
        problem);
    give(claim_of(testimony, island_), {problem.chain.text.size(), opening[0], opening[1]},
         problem);
  }

  // What is said, in words; its template is added to `form`.
  std::string content_of(const Testimony& testimony, std::string& form) {
    const auto subject = [&](const KindLiteral& part) {
      return part.person == testimony.speaker ? std::string("I") : people_[part.person].text;
    };
    const auto kind = [&](const KindLiteral& part) {
      return part.knight ? island_.knight : island_.knave;
    };
    const auto put = [&](const std::string& frame,
                         std::vector<std::pair<char, std::string>> words) {
      form += " " + frame;
      return filled(frame, words);
    };
    const KindLiteral& first = testimony.parts.front();
    const KindLiteral& last = testimony.parts.back();
    const auto alike = [&] {
      return first.knight == last.knight && !first.negated && !last.negated;
    };
    if (testimony.parts.size() == 2 && testimony.all && alike() && random_.chance(0.7) &&
        first.person != testimony.speaker)
      return put("E and F are Ks",
                 {{'E', subject(first)}, {'F', subject(last)}, {'K', kind(first)}});
    std::string text;
    for (const KindLiteral& part : testimony.parts) {
      if (!text.empty()) text += testimony.all ? " and " : " or ";
      if (&part != &first) form += testimony.all ? " and" : " or";
      const std::string verb = subject(part) == "I" ? "am" : "is";
      text += put("E " + verb + (part.negated ? " not a K" : " a K"),
                  {{'E', subject(part)}, {'K', kind(part)}});
    }
    return text;
  }

  RandomStream& random_;
  WordMaker words_;
  Island island_;
  std::vector<Entity> people_;
  std::vector<bool> knights_;  // what each is
};

}  // namespace

std::optional<GeneratedProblem> draw_knights(const ProblemShape& shape, const Target& target,
                                             RandomStream& random) {
  return KnightsDraw(shape, random).draw(target);
}

}  // namespace modus::tasks
