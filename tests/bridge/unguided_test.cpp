#include "bridge/unguided.h"

#include <gtest/gtest.h>

#include "bridge/row.h"
#include "neural/normalise.h"
#include "neural/scripted_decoder.h"
#include "tests/bridge/problems.h"

namespace modus::bridge {
namespace {

const Problem kProblem{.sentences = {"Ann is kind.", "All kind people are patient."},
                       .question = "Is Ann patient?"};

UnguidedText written(const std::string& chain, std::size_t max_tokens = 2048) {
  neural::ScriptedDecoder decoder(
      {.vocabulary = test_tokenizer().size(),
       .context = 1024,
       .otherwise = *test_tokenizer().reserved(";")},
      {{test_tokenizer().encode(prompt_pieces(kProblem.sentences, kProblem.question, 1)),
        test_tokenizer().encode(neural::split_chain(chain))}});
  return write_unguided(test_tokenizer(), decoder, std::span(&kProblem, 1),
                        {.max_tokens = max_tokens})
      .at(0);
}

TEST(Unguided, NotesOfASearchAreNoSteps) {
  const UnguidedText text = written(
      "logic directed ; ask patient ann ; s1 given @1 kind ann ; s2 given @2 kind X -> patient X ; "
      "# patient ann open ; # not patient ann open ; # s1 s2 ; # s1 s2 -> patient ann open ; "
      "s3 have modus_ponens s1 s2 patient ann ; answer s3 true ; <end>");
  EXPECT_EQ(text.answer, "true");
  ASSERT_TRUE(text.chain);
  EXPECT_EQ(text.chain->steps.size(), 5u);
  EXPECT_EQ(text.chain->text, kProblem.sentences);
}

TEST(Unguided, WhatDoesNotEndHasNoAnswer) {
  const UnguidedText text = written("logic directed ; ask patient ann ; # patient ann open ;", 10);
  EXPECT_EQ(text.answer, "");
  EXPECT_EQ(text.tokens, 10u);
  EXPECT_FALSE(written("# never ended").chain->question());
}

}  // namespace
}  // namespace modus::bridge
