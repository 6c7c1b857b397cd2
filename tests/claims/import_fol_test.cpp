#include "claims/import_fol.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::claims {
namespace {

std::string imported(const std::string& text) {
  FolNames names;
  const Claim claim = import_fol(text, "formula", names).claim;
  EXPECT_EQ(parse_claim(print(claim), "printed"), claim) << print(claim);
  return print(claim);
}

std::vector<std::string> notes_on(const std::string& text) {
  FolNames names;
  return import_fol(text, "formula", names).notes;
}

std::string error_of(const std::string& text) {
  FolNames names;
  try {
    import_fol(text, "formula", names);
  } catch (const ParseError& error) {
    EXPECT_TRUE(names.all().empty());
    return error.what();
  }
  return "no error";
}

TEST(ImportFol, ReadsConnectivesByTheirStrength) {
  const std::pair<const char*, const char*> kCases[] = {
      {"Kind(ann)", "kind(ann)"},
      {"¬Kind(ann) ∧ Big(ann) ∨ Red(ann)", "not kind(ann) and big(ann) or red(ann)"},
      {"A(a) ⊕ B(a) → C(a) ⊕ D(a)", "a_2(a) xor b(a) -> c(a) xor d(a)"},
      {"A(k) → B(k) → C(k)", "a(k) -> b(k) -> c(k)"},
      {"(A(k) → B(k)) → C(k)", "(a(k) -> b(k)) -> c(k)"},
      {"A(k) ⟷ B(k)", "a(k) <-> b(k)"},
      {"p -> q & ~r | s", "p -> q and not r or s"},
      {"∀x (Human(x) → ¬Flu(x))", "forall X: human(X) -> not flu(X)"},
      {"∀x ∃y (Likes(x, y))", "forall X: exists Y: likes(X, Y)"},
      {"∀x.Human(x) → Mortal(x)", "forall X: human(X) -> mortal(X)"},
      {"PrintedIn(y1984, x10y)", "printed_in(y1984, x10y)"},
      {"∀x. Human(x) → Mortal(x)", "forall X: human(X) -> mortal(X)"},
      {"∀x,y (R(x, y))", "forall X, Y: r(X, Y)"},
      {"∀x (P(x)) → Q(ann)", "(forall X: p(X)) -> q(ann)"},
      {"¬∃person (Lost(person) ∧ At(person, home))", "not exists P: lost(P) and at(P, home)"},
      {"Older(father(ann), bob)", "older(father(ann), bob)"},
      {"∀x (x ≠ ann → x = bob)", "forall X: X != ann -> X = bob"},
      {"[A(k) ∧ B(k)] ∨ C(k).", "a(k) and b(k) or c(k)"},
  };
  for (const auto& [text, claim] : kCases) EXPECT_EQ(imported(text), claim) << text;
}

TEST(ImportFol, NamesBecomeClaimNames) {
  const std::pair<const char*, const char*> kCases[] = {
      {"TalentShows(strangerThings)", "talent_shows(stranger_things)"},
      {"NLPModel(l-2021)", "nlp_model(l_2021)"},
      {"GrowthCompanies’Stocks(kO)", "growth_companies_stocks(k_o)"},
      {"ValuedAt(yale, y42.3billion)", "valued_at(yale, y42_3billion)"},
      {"EstablishedIn(moscow, 2000)", "established_in(moscow, n2000)"},
      {"LostToŚwiątek(ann)", "lost_to_wi_tek(ann)"},
      {"Given(and)", "given_(and_)"},
      {"has_fun(Brecken)", "has_fun(brecken)"},
  };
  for (const auto& [text, claim] : kCases) EXPECT_EQ(imported(text), claim) << text;
}

TEST(ImportFol, NoTwoNamesBecomeOne) {
  FolNames names;
  import_fol("Cupcake(a) ∧ Cupcakes(a) ∧ Cat(cat)", "one", names);
  const Claim claim =
      import_fol("Love(ann) ∧ Love(ann, bob) ∧ a+ = a-b ∧ AB(a_b)", "two", names).claim;
  EXPECT_EQ(print(claim), "love(ann) and love_2(ann, bob) and a_2 = a_b and ab(a_b_2)");
  std::vector<std::string> all;
  for (const FolName& name : names.all()) all.push_back(name.name);
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
  ASSERT_EQ(names.notes().size(), 4u);
  EXPECT_EQ(names.notes()[0],
            "the predicate `Cat` of 1 is written cat_2: cat is the constant `cat`");
  EXPECT_EQ(names.notes()[1],
            "the predicate `Love` of 2 is written love_2: love is the predicate `Love` of 1");
}

// The ending that keeps a name apart from a step's, or from another name, does not make it too
// long.
TEST(ImportFol, LongNamesStayNames) {
  const std::string step = "s" + std::string(300, '9'), word = "w" + std::string(300, 'a');
  FolNames names;
  for (const std::string& text : {step + "(a)", word + "(a)", word + "b(a)"}) {
    const Claim claim = import_fol(text, "test", names).claim;
    EXPECT_EQ(parse_claim(print(claim), "printed"), claim);
  }
  EXPECT_EQ(names.all().size(), 4u);
}

TEST(ImportFol, IrregularWritingIsReadWithANote) {
  const std::pair<const char*, const char*> kCases[] = {
      {"A(k) ∧ B(k))", "column 12: closing bracket too many, left out"},
      {"A(k) ∧ (B(k) ∨ C(k)", "column 8: bracket never closed: closed at the end"},
      {"A(k), B(k) → C(k)", "column 5: comma between formulas, read as ∧"},
      {"From(k, dc universe)", "column 9: `dc universe` is read as one name"},
      {"∀x Big(x) → Red(x)",
       "column 17: a variable behind its quantifier's reach: quantifiers read as reaching to the "
       "right end"},
  };
  for (const auto& [text, note] : kCases)
    EXPECT_EQ(notes_on(text), std::vector<std::string>{note}) << text;
  EXPECT_EQ(imported("∀x Big(x) → Red(x)"), "forall X: big(X) -> red(X)");
  EXPECT_EQ(imported("A(k), B(k) → C(k)"), "a(k) and b(k) -> c(k)");
  EXPECT_TRUE(notes_on("∀x (A(x)) → ∃y (B(y))").empty());
}

TEST(ImportFol, SaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> kCases[] = {
      {"", "expected a formula, found nothing"},
      {"Big(x)", "formula:1:5: no quantifier binds `x`: write ∀x (...)"},
      {"∃x ∃x (A(x) ∧ B(y))", "no quantifier binds `y`"},
      {"A(k) ∧", "formula:1:7: expected a formula, found the end"},
      {"A(k) B(k)", "formula:1:6: expected a connective (∧ ∨ ⊕ → ↔), found `B`"},
      {"A(k)) ∧ B(k)", "formula:1:5: this bracket closes nothing"},
      {"A(∧)", "formula:1:3: expected a name or variable, found `∧`"},
      {"A(k) @ B(k)", "formula:1:6: `@` is no sign of this notation"},
      {"∀ (A(k))", "expected a variable after ∀"},
      {"A(B(k) ∧ C(k))", "expected `)` or a connective, found `∧`"},
  };
  for (const auto& [text, message] : kCases)
    EXPECT_NE(error_of(text).find(message), std::string::npos) << text << "\n" << error_of(text);
}

TEST(ImportFol, IsBounded) {
  const auto repeated = [](const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
  };
  EXPECT_NE(error_of(repeated("(", 5000) + "A(k)").find("nested deeper"), std::string::npos);
  EXPECT_NE(error_of(repeated("¬", 5000) + "A(k)").find("nested deeper"), std::string::npos);
  EXPECT_NE(error_of(repeated("A(k) → ", 3000) + "A(k)").find("nested deeper"), std::string::npos);
  EXPECT_NE(error_of(repeated("f(", 5000) + "k").find("nested deeper"), std::string::npos);
  EXPECT_NE(error_of(repeated("A(k) ∧ ", 3000) + "A(k)").find("is deeper than 1000"),
            std::string::npos);
  EXPECT_NE(error_of(repeated("A(k) ∧ ", 30000) + "A(k)").find("more than 20000 tokens"),
            std::string::npos);
  EXPECT_NE(error_of(repeated("∀x", 5000)).find("nested deeper"), std::string::npos);
}

// Whatever comes: a claim that prints and reads back, or an error.
TEST(ImportFol, JunkIsReadOrRefused) {
  static constexpr const char* kPieces[] = {"∀", "∃", "x", "y1", "P",   "(", ")",
                                            ",", "¬", "∧", "⊕",  "→",   "↔", "=",
                                            ".", " ", "-", "’",  "cat", "7", "Ś"};
  std::uint32_t state = 1;
  std::size_t read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::uint32_t length = 1 + (state >> 16) % 14; length > 0; --length) {
      state = state * 1664525u + 1013904223u;
      text += kPieces[(state >> 16) % std::size(kPieces)];
    }
    FolNames names;
    try {
      const Claim claim = import_fol(text, "junk", names).claim;
      EXPECT_EQ(parse_claim(print(claim), "printed"), claim) << text;
      ++read;
    } catch (const ParseError&) {
    }
  }
  EXPECT_GT(read, 50u);
}

}  // namespace
}  // namespace modus::claims
