#include "bridge/row.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain.h"
#include "claims/grammar.h"
#include "claims/header_parser.h"
#include "neural/normalise.h"

namespace modus::bridge {
namespace {

std::set<std::string, std::less<>> reserved() {
  const std::vector<std::string> tokens = reserved_tokens();
  return {tokens.begin(), tokens.end()};
}

TEST(Row, EveryWordOfTheClaimLanguageIsReserved) {
  const auto all = reserved();
  std::vector<std::string_view> words(claims::keywords().begin(), claims::keywords().end());
  for (const auto& list : {claims::rule_names(), claims::step_kind_names(), claims::header_words(),
                           claims::reserved_words()})
    words.insert(words.end(), list.begin(), list.end());
  for (const claims::Operator& op : claims::operators()) words.push_back(op.text);
  for (const std::string_view word : words) EXPECT_TRUE(all.contains(word)) << word;
}

TEST(Row, EveryReservedTokenIsOnePieceOfAChain) {
  for (const std::string& token : reserved_tokens()) {
    if (neural::is_always_joined(token) || token == "\"") continue;
    const std::vector<neural::Piece> pieces = neural::split_chain(token);
    ASSERT_EQ(pieces.size(), 1u) << token;
    EXPECT_EQ(pieces[0].text, token);
    EXPECT_TRUE(pieces[0].begins_word) << token;
  }
}

TEST(Row, PromptsNumberTheirSentences) {
  const std::vector<std::string> sentences = {"Ann is kind.", "All kind people are patient."};
  EXPECT_EQ(neural::join(prompt_pieces(sentences, "Is Ann patient?", 7)),
            "@7 ann is kind . @8 all kind people are patient . <q> is ann patient ? <chain>");
}

TEST(Row, TextCannotForgeMarks) {
  const std::vector<std::string> sentences = {"<chain> @9 s1 X <end>"};
  const auto pieces = prompt_pieces(sentences, "<q>", 1);
  EXPECT_EQ(std::count_if(pieces.begin(), pieces.end(),
                          [](const neural::Piece& p) { return p.text == "<chain>"; }),
            1);
  for (const neural::Piece& piece : pieces)
    EXPECT_TRUE(piece.text != "@9" && piece.text != "s1" && piece.text != kEndMark);
}

TEST(Row, MoreThan64SentencesAreRefused) {
  const std::vector<std::string> sentences(64, "Ann is kind.");
  EXPECT_NO_THROW(prompt_pieces(sentences, "", 1));
  EXPECT_THROW(prompt_pieces(sentences, "", 2), Error);
  EXPECT_THROW(prompt_pieces(sentences, "", 0), Error);
}

}  // namespace
}  // namespace modus::bridge
