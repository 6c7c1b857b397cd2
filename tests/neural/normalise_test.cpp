#include "neural/normalise.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace modus::neural {
namespace {

// Pieces with a bar before those that are joined.
std::string shown(const std::vector<Piece>& pieces) {
  std::string out;
  for (const Piece& piece : pieces) {
    if (!out.empty()) out += ' ';
    out += (piece.begins_word ? "" : "|") + piece.text;
  }
  return out;
}

struct Row {
  const char* writing;
  const char* pieces;
};

class Text : public testing::TestWithParam<Row> {};
TEST_P(Text, IsCutIntoPieces) {
  EXPECT_EQ(shown(normalise_text(GetParam().writing)), GetParam().pieces);
}
INSTANTIATE_TEST_SUITE_P(
    Table, Text,
    testing::Values(Row{"", ""}, Row{" \n\t", ""},
                    Row{"Anne's dogs chase Rex.", "anne |'s dog |+s chase rex ."},
                    Row{"Yumpuses aren't shy.", "yumpus |+es are not shy ."},
                    Row{"He won\u2019t, can't.", "he will not , can not ."},
                    Row{"old-fashioned 1,200", "old |- fashioned 1 |2 |0 |0"},
                    Row{"It costs $5.25 (15%).", "it cost |+s $ 5 |. |2 |5 ( 1 |5 |% ) ."},
                    Row{"1,2,345,67 1234,567", "1 , 2 |3 |4 |5 , 6 |7 1 |2 |3 |4 , 5 |6 |7"},
                    Row{"18 + 36 = 54", "1 |8 + 3 |6 = 5 |4"},
                    Row{"18/2 and 5-3", "1 |8 / 2 and 5 - 3"}, Row{"60 km/h", "6 |0 km |/ h"},
                    Row{"60km room12", "6 |0 km room |1 |2"},
                    Row{"s3 @3 X1 <end> -> a_b", "s |3 @ 3 x |1 < end > - > a _ b"},
                    Row{"\u201cHi\u201d\u2014said \u00c9mile", "\" hi \" - said \u00c9mile"},
                    Row{"a\u2026b \u20ac5", "a \u2026 b \u20ac 5"}));

class Chain : public testing::TestWithParam<Row> {};
TEST_P(Chain, IsCutIntoPiecesThatJoinAgain) {
  const std::vector<Piece> pieces = split_chain(GetParam().writing);
  EXPECT_EQ(shown(pieces), GetParam().pieces);
  EXPECT_EQ(join(pieces), GetParam().writing);
}
INSTANTIATE_TEST_SUITE_P(
    Table, Chain,
    testing::Values(
        Row{"s12 given @3 kind X and quiet X -> nice X ;",
            "s12 given @3 kind X and quiet X -> nice X ;"},
        Row{"s3 have modus_ponens s1 s2 chase cat dogs ;",
            "s3 have modus_ponens s1 s2 chase cat dog |+s ;"},
        Row{"old_bear rolls_noon in_ a__b s_1 x1y s03",
            "old |_ bear roll |+s |_ noon in |_  a |_ |_ b s |_ 1 x |1 |y s |0 |3"},
        Row{"p 5 5 ; p 55 ; 5.0 = 15% ;", "p 5 5 ; p 5 |5 ; 5 |. |0 = 1 |5 |% ;"},
        Row{"60 km/h ; 9 m/s^-2 / 2 ; p/1", "6 |0 km |/ h ; 9 m |/ s |^ |- 2 / 2 ; p |/ 1"},
        Row{"X12 <-> P <end>", "X12 <-> P <end>"},
        Row{"\"two  words_ s1\" ; \"a \\\" ^ b\"", "\"two  words_  s1\" ; \"a \\\" ^  b\""}));

TEST(Normalise, WordsAreAlikeInTextAndChain) {
  const auto words = [](const std::vector<Piece>& pieces) {
    std::string out;
    for (const Piece& piece : pieces)
      if (piece.text != "_" && piece.text != "-")
        out += piece.text + (piece.begins_word ? "" : "|");
    return out;
  };
  EXPECT_EQ(words(normalise_text("The old-bears room12")),
            words(split_chain("the_old_bears_room12")));
}

TEST(Normalise, LongWordsAreCutAtCodePoints) {
  const std::vector<Piece> pieces = normalise_text("x" + std::string(200, 'a'));
  EXPECT_EQ(pieces.size(), 4u);
  EXPECT_EQ(join(pieces), "x" + std::string(200, 'a'));
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "\u00e9";
  for (const Piece& piece : normalise_text("a" + accents))
    EXPECT_NE(static_cast<unsigned char>(piece.text[0]) & 0xC0, 0x80) << piece.text;
}

RC_GTEST_PROP(NormaliseProperty, SpansRiseAndCoverEveryLetter, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("aAsZ09 '-/.,%_@<>^\n\xe2\x80\x99\xc3\xa9")));
  std::size_t end = 0;
  std::string covered(text.size(), ' ');
  for (const Piece& piece : normalise_text(text)) {
    RC_ASSERT(piece.begin >= end && piece.begin < piece.end && piece.end <= text.size());
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(piece.begin),
              text.begin() + static_cast<std::ptrdiff_t>(piece.end),
              covered.begin() + static_cast<std::ptrdiff_t>(piece.begin));
    end = piece.end;
  }
  for (std::size_t i = 0; i < text.size(); ++i)
    RC_ASSERT(covered[i] == text[i] || text[i] == ',' || text[i] == '\n');
}

}  // namespace
}  // namespace modus::neural
