#include <array>

#include <fmt/core.h>

#include "claims/chain_text.h"
#include "claims/parse.h"
#include "tools/soundness/chances.h"

namespace modus::soundness {
namespace {

class Maker {
 public:
  explicit Maker(RandomStream random) : random_(random) {}

  RandomChain run() {
    const bool causes = random_.chance(0.5);
    measures_ = causes ? random_causes(random_) : random_table(2 + random_.below(2), random_);
    observed_ = causes ? 4 : measures_.names.size();
    if (causes)
      about_causes();
    else
      about_a_table();
    RandomChain made;
    made.chain = claims::parse_chain(text_, "drawn");
    made.measures = std::move(measures_);
    return made;
  }

 private:
  const std::string& name() {
    return measures_.names[random_.below(static_cast<std::uint32_t>(observed_))];
  }
  std::string literal() { return (random_.chance(0.3) ? "not " : "") + name(); }
  std::string event() {
    if (random_.chance(0.6)) return literal();
    return literal() + (random_.chance(0.5) ? " and " : " or ") + literal();
  }
  std::string term() {
    return random_.chance(0.4) ? fmt::format("P({} | {})", event(), literal())
                               : fmt::format("P({})", event());
  }

  MaybeFraction number(const std::string& term) const {
    return number_in(measures_, claims::parse_claim(term + " = 0", "drawn").child(0));
  }
  static std::string written(const Fraction& value) {
    return value.is_whole() ? fmt::format("{}", value.numerator())
                            : fmt::format("{} / {}", value.numerator(), value.denominator());
  }

  void given(const std::string& claim) { line("given", claim); }
  // What holds of the table; a term without a value is left out.
  void state(const std::string& term) {
    if (const auto value = number(term)) given(fmt::format("{} = {}", term, written(*value)));
  }
  void have(const std::string& claim) {
    line("have", claim);
    std::string cites;
    const bool all = random_.chance(0.7);
    for (std::size_t step = 1; step < steps_; ++step)
      if (all || random_.chance(0.5)) cites += fmt::format(" s{}", step);
    if (!cites.empty()) text_.insert(text_.size() - 1, "  by" + cites);
  }
  void line(const char* kind, const std::string& claim) {
    text_ += fmt::format("s{}  {} {}\n", ++steps_, kind, claim);
  }

  // Right, or beside it.
  std::string guess(const std::string& term) {
    const auto value = number(term);
    static constexpr std::array kRelations = {" = ", " = ", " >= ", " <= "};
    return term + kRelations[random_.below(4)] + (value ? written(*value) : "1 / 2") +
           (random_.chance(0.7) ? "" : " + 1 / 8");
  }

  void about_a_table() {
    const std::size_t givens = 1 + random_.below(4);
    for (std::size_t i = 0; i < givens; ++i) state(term());
    const std::string a = name(), b = name();
    if (a != b && random_.chance(0.2)) have(fmt::format("independent({}, {})", a, b));
    if (random_.chance(0.3)) {
      given(fmt::format("P({0}) > 0 and P(not {0}) > 0", b));
      const auto holds = claims::parse_claim(fmt::format("P({0}) > 0 and P(not {0}) > 0", b), "");
      if (truth_in(measures_, holds) != Truth::kTrue) drop_last();
      have(fmt::format("P({0}) = P({0} | {1}) * P({1}) + P({0} | not {1}) * P({2})", a, b,
                       random_.chance(0.8) ? "not " + b : b));
    }
    const std::size_t goals = 2 + random_.below(3);
    for (std::size_t i = 0; i < goals; ++i) have(guess(term()));
  }

  // What adjusting for z would take, what merely goes along, and the effect.
  void about_causes() {
    given(measures_.graph);
    const std::string x = measures_.names[random_.below(3)];
    std::string z = x;
    while (z == x) z = measures_.names[random_.below(3)];
    const std::string effect = fmt::format("P(d | do({}))", x);
    for (const std::string& observed : {z, "not " + z})
      state(fmt::format("P(d | {}, {})", x, observed));
    state(fmt::format("P({})", z));
    if (random_.chance(0.7)) state(fmt::format("P(d | {})", x));
    if (random_.chance(0.3)) state(fmt::format("P({} | {})", z, x));
    have(fmt::format("{} = P(d | {})", effect, x));
    have(fmt::format("{0} = P(d | {1}, {2}) * P({2}) + P(d | {1}, not {2}) * P(not {2})", effect, x,
                     z));
    have(guess(effect));
    have(fmt::format("independent({}, d | {})", x, z));
    if (random_.chance(0.3)) have(fmt::format("independent({}, {})", x, z));
  }

  void drop_last() {
    text_.erase(text_.rfind('\n', text_.size() - 2) + 1);
    --steps_;
  }

  RandomStream random_;
  Measures measures_;
  std::size_t observed_ = 0;
  std::string text_;
  std::size_t steps_ = 0;
};

}  // namespace

RandomChain random_chances_chain(RandomStream random) { return Maker(random).run(); }

}  // namespace modus::soundness
