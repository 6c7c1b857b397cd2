#include "bridge/prompted/local_model.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "bridge/text_guide/claim_grammar.h"
#include "neural/scripted_decoder.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/random_model.h"
#include "tests/neural/text/small_tokenizer.h"

namespace modus::bridge {
namespace {

using neural::ChatTemplate;
using neural::ScriptedDecoder;
using neural::TokenId;

const neural::TextTokenizer& tokenizer() {
  static const neural::TextTokenizer made(neural::byte_tokenizer({"<|im_start|>", "<|im_end|>"}));
  return made;
}

std::vector<TokenId> prompt_for(const std::string& text) {
  return encode_chat(tokenizer(), ChatTemplate::kChatMl, {{neural::ChatRole::kUser, text}});
}
std::vector<TokenId> ids(const std::string& text) {
  return tokenizer().encode(text, neural::Controls::kAsTokens);
}

TextRequest request(const std::string& text) {
  TextRequest request;
  request.messages = {{neural::ChatRole::kUser, text}};
  return request;
}

// Writes `continuation` where it is asked `text`.
ScriptedDecoder writer(const std::string& text, const std::string& continuation) {
  return ScriptedDecoder({.vocabulary = 300, .context = 400, .otherwise = '.'},
                         {{prompt_for(text), ids(continuation)}});
}

TextLexicon small_lexicon() {
  TextLexicon lexicon;
  lexicon.predicates = {{"kind", 1}};
  lexicon.constants = {"ann", "bob"};
  return lexicon;
}

TEST(LocalModel, WritesUntilTheTurnEnds) {
  ScriptedDecoder decoder = writer("Hi", "a\x1b[2Jb\nc<|im_end|>d");
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
  const TextReply reply = model.write(request("Hi"));
  EXPECT_EQ(reply.text, "a[2Jb\nc");
  EXPECT_EQ(reply.tokens, 9u);
}

TEST(LocalModel, EndsAtAStopAndAtItsLength) {
  ScriptedDecoder decoder = writer("Hi", "ab\n\ncd<|im_end|>");
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
  TextRequest stops = request("Hi");
  stops.stops = {"\n\n"};
  EXPECT_EQ(model.write(stops).text, "ab");
  TextRequest two = request("Hi");
  two.max_tokens = 1;
  EXPECT_EQ(model.write(two).text, "a");
}

TEST(LocalModel, ClaimsAreWrittenUnderTheMask) {
  ScriptedDecoder decoder = writer("Hi", "kind(bob)<|im_end|>");
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
  const TextLexicon lexicon = small_lexicon();
  TextRequest claims = request("Hi");
  claims.lexicon = &lexicon;
  EXPECT_EQ(model.write(claims).text, "kind(bob)");

  ScriptedDecoder other = writer("Hi", "tall(bob)<|im_end|>");
  LocalModel forced("m", tokenizer(), other, ChatTemplate::kChatMl, nullptr);
  const std::string text = forced.write(claims).text;
  EXPECT_TRUE(text.starts_with("kind(")) << text;
}

TEST(LocalModel, SeveralClaimsStandOnLinesOfTheirOwn) {
  ScriptedDecoder decoder = writer("Hi", "kind(bob)\nkind(ann)\n<|im_end|>");
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
  const TextLexicon lexicon = small_lexicon();
  TextRequest claims = request("Hi");
  claims.lexicon = &lexicon;
  EXPECT_EQ(model.write(claims).text, "kind(bob)\nkind(ann)\n");
}

TEST(LocalModel, WhatPromptsHaveInCommonIsReadOnce) {
  ScriptedDecoder decoder = writer("Hi there", "a<|im_end|>");
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
  model.write(request("Hi there"));
  const std::size_t first = model.tokens_read();
  EXPECT_EQ(first, prompt_for("Hi there").size());
  model.write(request("Hi there"));
  EXPECT_EQ(model.tokens_read() - first, 1u);
}

TEST(LocalModel, RefusesWhatDoesNotFitAndStops) {
  ScriptedDecoder decoder = writer("Hi", "a<|im_end|>");
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
  EXPECT_THROW(model.write(request(std::string(400, 'x'))), Error);
  const std::atomic<bool> stop = true;
  LocalModel stopped("m", tokenizer(), decoder, ChatTemplate::kChatMl, &stop);
  EXPECT_THROW(stopped.write(request("Hi")), IoError);
  ScriptedDecoder narrow({.vocabulary = 100, .context = 400, .otherwise = '.'}, {});
  EXPECT_THROW(LocalModel("m", tokenizer(), narrow, ChatTemplate::kChatMl, nullptr), IoError);
}

// What was asked before must not show in a reply, in a model whose logits depend on everything.
TEST(LocalModel, RepliesDependOnTheRequestAlone) {
  neural::ModelConfig config = neural::small_config();
  config.vocab_size = 300;
  const auto weights =
      std::make_shared<const neural::ModelWeights>(neural::random_weights(config, 5));
  const auto reply = [&](const std::vector<std::string>& before, const std::string& text) {
    neural::TransformerDecoder decoder(weights);
    LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, nullptr);
    for (const std::string& earlier : before) {
      TextRequest warm = request(earlier);
      warm.max_tokens = 5;
      model.write(warm);
    }
    TextRequest asked = request(text);
    asked.max_tokens = 12;
    asked.temperature = 1;
    asked.seed = 9;
    return model.write(asked).text;
  };
  const std::string alone = reply({}, "the cat");
  EXPECT_EQ(reply({"the cat"}, "the cat"), alone);
  EXPECT_EQ(reply({"the cow", "another", "a third one", "fourth", "fifth", "sixth"}, "the cat"),
            alone);
  EXPECT_EQ(reply({"the cat sat on the mat and more"}, "the cat"), alone);
}

// Together or one after the other: the same replies, and nothing stays open.
TEST(LocalModel, RepliesThatAreWrittenTogetherAreTheSame) {
  neural::ModelConfig config = neural::small_config();
  config.vocab_size = 300;
  const auto weights =
      std::make_shared<const neural::ModelWeights>(neural::random_weights(config, 5));
  std::vector<TextRequest> requests;
  for (const std::size_t tokens : {12, 1, 0, 7, 12}) {
    requests.push_back(request("the cat"));
    requests.back().max_tokens = tokens;
    requests.back().temperature = requests.size() == 1 ? 0.0f : 1.0f;
    requests.back().seed = requests.size();
  }
  neural::TransformerDecoder one(weights), other(weights);
  LocalModel alone("m", tokenizer(), one, ChatTemplate::kChatMl, nullptr);
  LocalModel together("m", tokenizer(), other, ChatTemplate::kChatMl, nullptr);
  for (const int again : {0, 1}) {
    const std::vector<TextReply> replies = together.write_each(requests);
    ASSERT_EQ(replies.size(), requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const TextReply reply = alone.write(requests[i]);
      EXPECT_EQ(replies[i].text, reply.text) << i << " " << again;
      EXPECT_EQ(replies[i].tokens, reply.tokens);
    }
  }
  requests.push_back(request("another"));
  requests.back().max_tokens = 3;
  EXPECT_EQ(together.write_each(requests).back().text, alone.write(requests.back()).text);
  EXPECT_TRUE(together.write_each({}).empty());
  const std::atomic<bool> stop = true;
  LocalModel stopped("m", tokenizer(), one, ChatTemplate::kChatMl, &stop);
  EXPECT_THROW(stopped.write_each(requests), IoError);
}

// More threads than replies are written together, prompts of several kinds and lengths: each reply
// is as if it were alone; a conversation that does not fit fails for the thread that asked.
TEST(LocalModel, RepliesThatThreadsAskForAreTheSame) {
  neural::ModelConfig config = neural::small_config();
  config.vocab_size = 300;
  const auto weights =
      std::make_shared<const neural::ModelWeights>(neural::random_weights(config, 5));
  neural::TransformerDecoder one(weights), other(weights);
  LocalModel alone("m", tokenizer(), one, ChatTemplate::kChatMl, nullptr);
  LocalModel shared("m", tokenizer(), other, ChatTemplate::kChatMl, nullptr);
  constexpr std::size_t kThreads = 20, kReplies = 3;
  const auto asked = [](std::size_t thread, std::size_t number) {
    TextRequest made = request(number == 1 ? "the cat" : std::string(thread, 'a'));
    made.max_tokens = 1 + (thread + 5 * number) % 11;
    made.temperature = 1;
    made.seed = thread;
    return made;
  };
  std::vector<std::vector<std::string>> together(kThreads);
  std::size_t refused = 0;
  {
    std::vector<std::jthread> threads;
    threads.emplace_back([&] {
      try {
        shared.write(request(std::string(other.context(), 'x')));
      } catch (const Error&) {
        ++refused;
      }
    });
    for (std::size_t t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t n = 0; n < kReplies; ++n)
          together[t].push_back(shared.write(asked(t, n)).text);
      });
  }
  EXPECT_EQ(refused, 1u);
  for (std::size_t t = 0; t < kThreads; ++t)
    for (std::size_t n = 0; n < kReplies; ++n)
      EXPECT_EQ(together[t][n], alone.write(asked(t, n)).text) << t << " " << n;
}

TEST(LocalModel, ToldToStopEveryThreadEnds) {
  ScriptedDecoder decoder = writer("Hi", "a<|im_end|>");
  const std::atomic<bool> stop = true;
  LocalModel model("m", tokenizer(), decoder, ChatTemplate::kChatMl, &stop);
  std::atomic<std::size_t> ended = 0;
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 20; ++t)
      threads.emplace_back([&] {
        try {
          model.write(request("Hi"));
        } catch (const IoError&) {
          ++ended;
        }
      });
  }
  EXPECT_EQ(ended.load(), 20u);
}

}  // namespace
}  // namespace modus::bridge
