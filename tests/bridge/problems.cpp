#include "tests/bridge/problems.h"

#include <map>

#include "bridge/row.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "neural/normalise.h"

namespace modus::bridge {

std::vector<GoldProblem> generated_problems(tasks::Family family, std::size_t count) {
  RandomStream random(11, static_cast<std::uint64_t>(family));
  std::vector<GoldProblem> problems;
  for (std::size_t i = 0; i < count; ++i) {
    tasks::GeneratedProblem made =
        tasks::generate_unchecked({.family = family, .max_sentences = 12, .max_depth = 4}, random);
    problems.push_back({made.chain.text, made.question, std::move(made.chain)});
  }
  return problems;
}

GoldProblem written_problem(const std::string& question, const char* chain_text) {
  claims::Chain chain = claims::parse_chain(chain_text, "test.chain");
  return {chain.text, question, chain};
}

const neural::Tokenizer& test_tokenizer() {
  static const neural::Tokenizer trained = [] {
    std::map<std::string, std::uint64_t> counts;
    for (const GoldProblem& problem : generated_problems(tasks::Family::kRuleWorld, 20))
      for (const neural::Piece& piece : prompt_pieces(problem.sentences, problem.question, 1))
        if (piece.begins_word) ++counts[piece.text];
    return neural::Tokenizer::train(
        {.vocabulary = 800, .reserved = reserved_tokens(), .piece_counts = std::move(counts)});
  }();
  return trained;
}

std::vector<std::vector<neural::TokenId>> gold_parts(const claims::Chain& chain) {
  const neural::Tokenizer& tokenizer = test_tokenizer();
  const neural::TokenId end = *tokenizer.reserved(";");
  std::vector<std::vector<neural::TokenId>> parts(1);
  for (const neural::TokenId token :
       tokenizer.encode(neural::split_chain(claims::chain_to_tokens(chain)))) {
    parts.back().push_back(token);
    if (token == end) parts.emplace_back();
  }
  parts.pop_back();
  return parts;
}

}  // namespace modus::bridge
