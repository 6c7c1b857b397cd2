#include "app/bench_chains.h"

#include <string>

#include <fmt/core.h>

#include "claims/chain_text.h"

namespace modus::app {
namespace {

constexpr const char* kPuzzle =
    "ask loud(ann)\n"
    "s1  given kind(ann)\n"
    "s2  given kind(X) -> patient(X)\n"
    "s3  given patient(X) -> not loud(X)\n"
    "s4  have patient(ann)  by s1 s2\n"
    "s5  have not loud(ann)  by s3 s4\n"
    "s6  have kind(bo)  by s2 s3\n"
    "s7  have loud(ann) -> not kind(ann)  by s2 s3\n"
    "answer false  by s5\n";

constexpr const char* kCases =
    "ask artist(tom)\n"
    "s1  given painter(tom) or singer(tom)\n"
    "s2  given painter(X) -> artist(X)\n"
    "s3  given singer(X) -> artist(X)\n"
    "s4  case painter(tom) of s1\n"
    "s5  have artist(tom)  by s2 s4\n"
    "s6  case singer(tom) of s1\n"
    "s7  have artist(tom)  by s3 s6\n"
    "s8  discharge s4 s6: artist(tom)  by s1 s5 s7\n"
    "s9  have painter(tom)  by s1 s2 s8\n"
    "answer true  by s8\n";

constexpr const char* kNames =
    "ask X: X = (morning + noon) / 2\n"
    "s1  given morning = 18\n"
    "s2  given noon = 2 * morning\n"
    "s3  have noon = 36  by s1 s2\n"
    "s4  have morning + noon = 54  by s1 s3\n"
    "s5  have (morning + noon) / 2 = 27  by s4\n"
    "s6  have noon - morning > 20  by s1 s3\n"
    "s7  have morning < noon  by s1 s3\n"
    "answer 27  by s5\n";

constexpr const char* kCalculation =
    "s1  have 18 + 36 = 54\n"
    "s2  have 54 / 2 = 27\n"
    "s3  have 15% * 80 = 12\n"
    "s4  have 7 div 2 = 3\n"
    "s5  have 18 + 36 = 44\n"
    "s6  have 2^10 = 1024\n";

constexpr const char* kPolynomials =
    "s1  let x\n"
    "s2  given x > 0\n"
    "s3  given x^2 = 9\n"
    "s4  have x = 3  by s2 s3\n"
    "s5  have forall X: (X + 1)^2 = X^2 + 2*X + 1\n"
    "s6  have forall X: X^2 + 1 > 0\n"
    "s7  have (x^2 - 1) / (x + 1) = x - 1  by s2\n";

constexpr const char* kDirected =
    "logic directed\n"
    "s1  given kind(ann)\n"
    "s2  given kind(X) -> patient(X)\n"
    "s3  given patient(X) -> not loud(X)\n"
    "s4  have patient(ann)  by s1 s2\n"
    "s5  have not loud(ann)  by s3 s4\n";

constexpr const char* kLinear =
    "s1  given a < b\n"
    "s2  given b + 1 < c\n"
    "s3  have a + 1 < c  by s1 s2\n"
    "s4  have c > a  by s1 s2\n"
    "s5  have c > a + 2  by s1 s2\n";

constexpr const char* kNonlinear =
    "s1  given a * b > 0\n"
    "s2  given a + b > 0\n"
    "s3  have a > 0  by s1 s2\n"
    "s4  have a * a + b * b >= 2 * a * b\n";

// Each kind of animal is one of the next kind, twenty deep.
std::string ladder() {
  constexpr int kSteps = 20;
  std::string text = fmt::format("ask kind{}(rex)\ns1  given kind0(rex)\n", kSteps);
  for (int i = 0; i < kSteps; ++i)
    text += fmt::format("s{}  given kind{}(X) -> kind{}(X)\n", i + 2, i, i + 1);
  for (int i = 0; i < kSteps; ++i)
    text += fmt::format("s{}  have kind{}(rex)  by s{} s{}\n", kSteps + 2 + i, i + 1, i + 2,
                        i == 0 ? 1 : kSteps + 1 + i);
  return text + fmt::format("answer true  by s{}\n", 2 * kSteps + 1);
}

}  // namespace

std::vector<claims::Chain> bench_chains() {
  std::vector<claims::Chain> chains;
  for (const std::string& text : {std::string(kPuzzle), std::string(kCases), std::string(kNames),
                                  std::string(kCalculation), ladder()})
    chains.push_back(claims::parse_chain(text, "bench"));
  return chains;
}

std::vector<claims::Chain> layer_bench_chains() {
  std::vector<claims::Chain> chains;
  for (const char* text : {kPuzzle, kCalculation, kPolynomials, kDirected, kLinear, kNonlinear})
    chains.push_back(claims::parse_chain(text, "bench"));
  return chains;
}

claims::Chain long_bench_chain(std::size_t steps) {
  std::string text = "s1  given kind0(rex)\ns2  given n0 = 1\n";
  std::size_t kind = 1, number = 2;  // the steps that hold the last of each
  for (std::size_t i = 1; 4 * i + 2 <= steps; ++i) {
    const std::size_t id = 4 * i - 1;
    text += fmt::format("s{}  given kind{}(X) -> kind{}(X)\n", id, i - 1, i);
    text += fmt::format("s{}  have kind{}(rex)  by s{} s{}\n", id + 1, i, kind, id);
    text += fmt::format("s{}  given n{} = n{} + 2\n", id + 2, i, i - 1);
    text += fmt::format("s{}  have n{} = {}  by s{} s{}\n", id + 3, i, 2 * i + 1, number, id + 2);
    kind = id + 1;
    number = id + 3;
  }
  return claims::parse_chain(text, "bench");
}

}  // namespace modus::app
