#include "neural/tokenizer.h"

#include <cstdio>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

TokenizerTraining training() {
  TokenizerTraining training;
  training.vocabulary = 305;
  training.reserved = {"<pad>", "+s", "+es", "+ies", "_", "^", "0", "5", "not", "s1", ";"};
  training.piece_counts = {{"anne", 50},    {"another", 20}, {"nothing", 40}, {"noting", 9},
                           {"patient", 30}, {"yumpus", 25},  {"wumpus", 25},  {"kind", 60},
                           {"kindness", 5}, {"banana", 11},  {"not", 1000},   {"\u00e9t\u00e9", 7}};
  return training;
}

const Tokenizer& tokenizer() {
  static const Tokenizer trained = Tokenizer::train(training());
  return trained;
}

TEST(Tokenizer, ReservedPiecesAreOneTokenWithTheirIds) {
  EXPECT_EQ(tokenizer().size(), 305u);
  EXPECT_EQ(tokenizer().reserved("<pad>"), 0);
  EXPECT_EQ(tokenizer().reserved("s1"), 9);
  EXPECT_EQ(tokenizer().reserved("anne"), std::nullopt);
  EXPECT_EQ(tokenizer().encode(Piece{"not"}), std::vector<TokenId>{8});
  EXPECT_EQ(tokenizer().encode(Piece{"+s", false}), std::vector<TokenId>{1});
  EXPECT_EQ(tokenizer().text(1), "+s");
  EXPECT_FALSE(tokenizer().begins_word(1));
  EXPECT_TRUE(tokenizer().begins_word(8));
}

TEST(Tokenizer, AReservedTokenIsNeverPartOfAnotherWord) {
  for (const char* word : {"nothing", "noting", "knot", "s1x"})
    for (const TokenId token : tokenizer().encode(Piece{word}))
      EXPECT_FALSE(tokenizer().is_reserved(token)) << word;
}

TEST(Tokenizer, LaterDigitsAreOtherTokensThanFirstOnes) {
  const std::vector<TokenId> tokens = tokenizer().encode(normalise_text("55 5"));
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(tokens[0], tokens[2]);
  EXPECT_NE(tokens[0], tokens[1]);
  EXPECT_EQ(tokenizer().decode(tokens), "55 5");
}

TEST(Tokenizer, FrequentWordsAreOneToken) {
  EXPECT_EQ(tokenizer().encode(Piece{"anne"}).size(), 1u);
  EXPECT_EQ(tokenizer().text(tokenizer().encode(Piece{"anne"})[0]), "anne");
  EXPECT_GT(tokenizer().encode(Piece{"zqxw"}).size(), 3u);
}

TEST(Tokenizer, TrainingIsTheSameEachTime) {
  const std::string a = in_temp("tokenizer_a.json"), b = in_temp("tokenizer_b.json");
  Tokenizer::train(training()).save(a);
  Tokenizer::load(a).save(b);
  EXPECT_EQ(read_file(a, 1 << 20), read_file(b, 1 << 20));
  EXPECT_EQ(Tokenizer::load(b).encode(Piece{"kindly"}), tokenizer().encode(Piece{"kindly"}));
}

TEST(Tokenizer, TooFewWordsForTheVocabularyIsToldWithTheNumber) {
  TokenizerTraining more = training();
  more.vocabulary = 5000;
  EXPECT_THROW(Tokenizer::train(more), ConfigError);
  more.vocabulary = 100;
  EXPECT_THROW(Tokenizer::train(more), ConfigError);
  more = training();
  more.reserved.push_back("not");
  EXPECT_THROW(Tokenizer::train(more), ConfigError);
}

RC_GTEST_PROP(TokenizerProperty, AnyBytesComeBack, ()) {
  const auto text = *rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange(0x21, 0x100)),
                                  [](std::string s) {
                                    std::erase(s, '\x7f');
                                    return s;
                                  });
  const auto tokens = tokenizer().encode(Piece{text});
  RC_ASSERT(tokenizer().decode(tokens) == text);
}

RC_GTEST_PROP(TokenizerProperty, DropoutGivesAnotherWritingOfTheSame, (std::uint16_t seed)) {
  RandomStream random(seed), again(seed);
  for (const char* word : {"anne", "patient", "yumpus", "zqx", "not"}) {
    const auto tokens = tokenizer().encode_with_dropout(Piece{word}, 0.5, random);
    RC_ASSERT(tokens == tokenizer().encode_with_dropout(Piece{word}, 0.5, again));
    RC_ASSERT(tokenizer().decode(tokens) == word);
  }
}

TEST(Tokenizer, DropoutReachesFromNoneToAll) {
  RandomStream random(1);
  EXPECT_EQ(tokenizer().encode_with_dropout(Piece{"anne"}, 0.0, random),
            tokenizer().encode(Piece{"anne"}));
  EXPECT_EQ(tokenizer().encode_with_dropout(Piece{"anne"}, 1.0, random).size(), 5u);
  EXPECT_EQ(tokenizer().encode_with_dropout(Piece{"not"}, 1.0, random).size(), 1u);
}

struct Damage {
  const char* from;
  const char* to;
  const char* message;
};

class DamagedTokenizer : public testing::TestWithParam<Damage> {};
TEST_P(DamagedTokenizer, IsAnIoErrorThatNamesThePlace) {
  const std::string path = in_temp(  // tests run side by side
      ("tokenizer_" + std::to_string(std::hash<std::string>()(GetParam().to)) + ".json").c_str());
  tokenizer().save(path);
  std::string json = read_file(path, 1 << 20);
  const std::size_t at = json.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  write_file(path, json.replace(at, std::string(GetParam().from).size(), GetParam().to));
  try {
    Tokenizer::load(path);
    FAIL() << GetParam().to;
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find(GetParam().message), std::string::npos)
        << error.what();
    EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
  }
}
INSTANTIATE_TEST_SUITE_P(
    Table, DamagedTokenizer,
    testing::Values(Damage{"{", "", "no JSON"}, Damage{"{", "[[[[[[[[[[[[[[[[[", "deeper"},
                    Damage{"\"BPE\"", "\"Unigram\"", "BPE"},
                    Damage{"\"vocab\"", "\"words\"", "`vocab`"},
                    Damage{"\"+s\": 1", "\"+s\": 2", "each once"},
                    Damage{"\"+s\": 1", "\"+s\": -1", "each once"},
                    Damage{"\"+s\": 1", "\"+s\": 99999", "each once"},
                    Damage{"\"+s\": 1", "\"+ies\": 1", ""},
                    Damage{"\"Z\": ", "\"Z Z\": ", "byte-level"},
                    Damage{"\"merges\": [", "\"merges\": [ 5,", "merges"},
                    Damage{"\"merges\": [", "\"merges\": {}, \"m\": [", "`merges`"}));

TEST(Tokenizer, AFileThatIsNotThereIsAnIoError) {
  EXPECT_THROW(Tokenizer::load("/nonexistent/tokenizer.json"), IoError);
}

}  // namespace
}  // namespace modus::neural
