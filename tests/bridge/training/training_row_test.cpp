#include "bridge/training/training_row.h"

#include <set>

#include <gtest/gtest.h>

#include "bridge/row.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"

namespace modus::bridge {
namespace {

tasks::GeneratedProblem museum() {
  tasks::GeneratedProblem problem;
  problem.text = "Ann is kind. All kind people are patient.";
  problem.question = "Is Ann patient?";
  problem.chain = claims::parse_chain(
      "logic directed\n@1 Ann is kind.\n@2 All kind people are patient.\n"
      "ask patient(ann)\ns1 given kind(ann) @1\ns2 given kind(X) -> patient(X) @2\n"
      "s3 have patient(ann) by modus_ponens s1 s2\nanswer true by s3\n",
      "museum");
  problem.words = {"ann", "kind", "patient"};
  return problem;
}

neural::Tokenizer tokenizer_for(const tasks::GeneratedProblem& problem) {
  neural::TokenizerTraining training;
  training.reserved = reserved_tokens();
  training.vocabulary = training.reserved.size() + 256 + 12;
  for (const neural::Piece& piece : row_pieces(problem, 1, 1))
    if (piece.begins_word) ++training.piece_counts[piece.text];
  return neural::Tokenizer::train(training);
}

std::string chain_part(const TrainingRow& row, const neural::Tokenizer& tokenizer) {
  const std::vector<neural::TokenId> chain(
      row.tokens.begin() + static_cast<std::ptrdiff_t>(row.chain_begin), row.tokens.end() - 1);
  return tokenizer.decode(chain);
}

TEST(TrainingRow, TheChainIsReadBackFromItsTokens) {
  const tasks::GeneratedProblem problem = museum();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream random(1);
  const TrainingRow row = training_row(problem, tokenizer, {}, random);
  claims::Chain chain = claims::chain_from_tokens(chain_part(row, tokenizer), "row");
  chain.text = problem.chain.text;
  EXPECT_EQ(chain, problem.chain);
  EXPECT_EQ(row.tokens.back(), *tokenizer.reserved(kEndMark));
}

TEST(TrainingRow, WeightsFollowTheLayout) {
  const tasks::GeneratedProblem problem = museum();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream random(1);
  const TrainingRow row = training_row(problem, tokenizer, {.text_weight = 0.1}, random);
  ASSERT_EQ(row.tokens.size(), row.weights.size());
  for (std::size_t t = 0; t < row.chain_begin; ++t) EXPECT_FLOAT_EQ(row.weights[t], 0.1f);
  for (std::size_t t = row.chain_begin; t < row.tokens.size(); ++t) {
    const std::string& text = tokenizer.text(row.tokens[t]);
    const bool id = text.size() > 1 && (text[0] == '@' || (text[0] == 's' && isdigit(text[1])));
    if (id || text == "modus_ponens") {
      EXPECT_EQ(row.weights[t], 2.0f) << text;
    } else if (text == ";" || text == "given" || text == "X") {
      EXPECT_EQ(row.weights[t], 1.0f) << text;
    }
  }
}

// With numbers shifted the chain is the same up to its numbering, which stays consistent.
TEST(TrainingRow, ShiftedNumbersReachEveryId) {
  const tasks::GeneratedProblem problem = museum();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  std::set<std::uint32_t> firsts;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    RandomStream random(seed);
    const TrainingRow row = training_row(problem, tokenizer, {.shift_numbers = true}, random);
    const claims::Chain chain = claims::chain_from_tokens(chain_part(row, tokenizer), "row");
    const std::uint32_t first = chain.steps[1].id.value;
    firsts.insert(first);
    EXPECT_EQ(chain.steps[3].id.value, first + 2);
    EXPECT_EQ(chain.steps[3].cites[0].value, first);
    EXPECT_EQ(chain.steps[2].sentences[0], chain.steps[1].sentences[0] + 1);
    EXPECT_EQ(tokenizer.text(row.tokens[0]), "@" + std::to_string(chain.steps[1].sentences[0]));
  }
  EXPECT_EQ(*firsts.begin(), 1u);
  EXPECT_EQ(*firsts.rbegin(), 126u);
}

TEST(TrainingRow, DerivationsCountAsOftenAsWanted) {
  const tasks::GeneratedProblem problem = museum();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream random(1);
  const TrainingRow row = training_row(problem, tokenizer, {.derivation_weight = 3}, random);
  const auto weight_of = [&](std::string_view token, std::size_t nth) {
    for (std::size_t t = row.chain_begin; t < row.tokens.size(); ++t)
      if (tokenizer.text(row.tokens[t]) == token && nth-- == 0) return row.weights[t];
    return -1.0f;
  };
  EXPECT_EQ(weight_of("given", 0), 1.0f);
  EXPECT_EQ(weight_of("have", 0), 3.0f);
  EXPECT_EQ(weight_of("answer", 0), 3.0f);
  EXPECT_EQ(weight_of("s1", 0), 2.0f);  // of the given
  EXPECT_EQ(weight_of("s1", 1), 6.0f);  // cited
}

TEST(TrainingRow, NotesStandBetweenTheStepsAndWeighLikeThem) {
  tasks::GeneratedProblem problem = museum();
  const auto noted = tasks::search_in_notes(problem.chain);
  ASSERT_TRUE(noted);
  problem.chain = noted->chain;
  problem.notes = noted->notes;
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream random(1);
  const TrainingRow row = training_row(problem, tokenizer, {.derivation_weight = 3}, random);
  EXPECT_EQ(
      chain_part(row, tokenizer),
      "logic directed ; ask patient ann ; s1 given @1 kind ann ; s2 given @2 kind X -> patient "
      "X ; # patient ann open ; # not patient ann open ; # s1 kind ann : s2 ; # s1 s2 kind ann s1 "
      "-> patient ann open ; s3 have modus_ponens s1 s2 patient ann ; answer s3 true ;");
  for (std::size_t t = row.chain_begin; t < row.tokens.size(); ++t)
    if (tokenizer.text(row.tokens[t]) == "#") {
      EXPECT_EQ(row.weights[t], 3.0f);
    }
}

// Nothing foretells a given without its sentence.
TEST(TrainingRow, WithoutTextGivensWeighNothing) {
  tasks::GeneratedProblem problem = museum();
  problem.chain.text.clear();
  for (claims::Step& step : problem.chain.steps) step.sentences.clear();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream random(1);
  const TrainingRow row = training_row(problem, tokenizer, {}, random);
  EXPECT_EQ(claims::chain_from_tokens(chain_part(row, tokenizer), "row"), problem.chain);
  bool in_given = false;
  for (std::size_t t = row.chain_begin; t < row.tokens.size(); ++t) {
    const std::string& text = tokenizer.text(row.tokens[t]);
    if (text == "have") in_given = false;
    if (in_given && text != "s3") {
      EXPECT_EQ(row.weights[t], 0.0f) << text;
    }
    if (text == "given") in_given = true;
  }
}

// The guide works values out: nothing is learnt of them where they are calculated.
TEST(TrainingRow, CalculatedValuesWeighNothing) {
  tasks::GeneratedProblem problem;
  problem.question = "How many apples are there?";
  problem.chain = claims::parse_chain(
      "@1 Ann has 18 apples.\nask X: apples = X\ns1 given apples_ann = 18 @1\n"
      "s2 let apples := apples_ann * 3\ns3 have apples = 54 by calculate s1 s2\n"
      "answer 54 by s3\n",
      "apples");
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream random(1);
  const TrainingRow row = training_row(problem, tokenizer, {}, random);
  std::map<std::string, std::vector<float>> weights;
  for (std::size_t t = row.chain_begin; t < row.tokens.size(); ++t)
    weights[tokenizer.text(row.tokens[t])].push_back(row.weights[t]);
  EXPECT_EQ(weights["8"], std::vector<float>({1}));     // of 18
  EXPECT_EQ(weights["4"], std::vector<float>({0, 1}));  // of 54, calculated and then answered
  EXPECT_EQ(weights["calculate"], std::vector<float>({2}));
}

TEST(TrainingRow, RandomWordsAgreeThroughoutTheRow) {
  const tasks::GeneratedProblem problem = museum();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  RandomStream plain_random(1);
  const TrainingRow plain = training_row(problem, tokenizer, {}, plain_random);
  std::set<std::string> names;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    RandomStream random(seed);
    const TrainingRow row = training_row(problem, tokenizer, {.random_words = 1}, random);
    ASSERT_EQ(row.tokens.size(), row.weights.size());
    const claims::Chain chain = claims::chain_from_tokens(chain_part(row, tokenizer), "row");
    const claims::Claim& derived = chain.steps[3].claim;  // patient(ann)
    EXPECT_EQ(derived.name(), chain.question()->claim.name());
    EXPECT_EQ(derived.child(0), chain.steps[1].claim.child(0));
    names.insert(derived.name());
    for (const neural::TokenId token : row.tokens)
      if (tokenizer.is_reserved(token)) {
        EXPECT_NE(std::ranges::count(plain.tokens, token), 0) << tokenizer.text(token);
      }
  }
  EXPECT_GT(names.size(), 5u);
}

// A dropped-out word is coded alike wherever it stands.
TEST(TrainingRow, DropoutIsDrawnOnceARow) {
  tasks::GeneratedProblem problem = museum();
  const neural::Tokenizer tokenizer = tokenizer_for(problem);
  std::set<std::size_t> lengths;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    RandomStream random(seed);
    const TrainingRow row = training_row(problem, tokenizer, {.bpe_dropout = 0.5}, random);
    lengths.insert(row.tokens.size());
    claims::Chain chain = claims::chain_from_tokens(chain_part(row, tokenizer), "row");
    chain.text = problem.chain.text;
    EXPECT_EQ(chain, problem.chain);
    // Each word's tokens in the text occur once more in the chain: the row is no longer than two
    // segmentations of one kind allow. "kind" stands 1 + 1 times in the text, 2 times in the chain.
    std::map<std::string, std::set<std::vector<neural::TokenId>>> segmentations;
    std::vector<neural::TokenId> word;
    std::string text;
    for (const neural::TokenId token : row.tokens) {
      if (tokenizer.begins_word(token)) {
        if (!text.empty()) segmentations[text].insert(word);
        word.clear();
        text.clear();
      }
      word.push_back(token);
      text += tokenizer.text(token);
    }
    for (const char* name : {"ann", "kind", "patient"})
      EXPECT_EQ(segmentations[name].size(), 1u) << name;
  }
  EXPECT_GT(lengths.size(), 3u);
}

}  // namespace
}  // namespace modus::bridge
