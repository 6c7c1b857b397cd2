#include "bridge/unguided.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "bridge/row.h"
#include "claims/chain_tokens.h"

namespace modus::bridge {

using neural::TokenId;

namespace {

struct Writing {
  std::size_t index = 0;
  neural::SequenceId sequence;
  std::vector<TokenId> tokens;  // to append
  std::vector<TokenId> written;
};

// What stands between `answer`, its premises, and the `;`.
std::string answer_in(const std::string& text) {
  const std::size_t at = text.rfind("answer ");
  if (at == std::string::npos) return "";
  std::string value = text.substr(at + 7, text.find(';', at) - at - 7);
  while (value.starts_with("s") && value.size() > 1 && value[1] >= '0' && value[1] <= '9')
    value.erase(0, std::min(value.size(), value.find(' ') + 1));
  while (value.ends_with(' ')) value.pop_back();
  return value;
}

// A note of its search, `# ... ;`, is no step (tasks/search_notes.h).
std::string without_notes(const std::string& text) {
  std::string steps;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t note = std::min(text.find('#', at), text.size());
    steps.append(text, at, note - at);
    const std::size_t end = text.find(';', note);
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return steps;
}

UnguidedText read(const neural::Tokenizer& tokenizer, const Problem& problem,
                  const std::vector<TokenId>& written) {
  UnguidedText result;
  result.tokens = written.size();
  result.text = tokenizer.decode(written);
  std::string chain = result.text;
  if (const std::size_t end = chain.find(kEndMark); end != std::string::npos) chain.resize(end);
  result.answer = answer_in(chain);
  try {
    result.chain = claims::chain_from_tokens(without_notes(chain), "model");
    result.chain->text = problem.sentences;
  } catch (const ParseError&) {
  }
  return result;
}

}  // namespace

std::vector<UnguidedText> write_unguided(const neural::Tokenizer& tokenizer,
                                         neural::Decoder& decoder,
                                         std::span<const Problem> problems,
                                         const UnguidedOptions& options) {
  const TokenId end = tokenizer.reserved(kEndMark).value();
  const std::size_t vocabulary = decoder.vocabulary();
  std::vector<UnguidedText> results(problems.size());
  std::vector<Writing> running;
  std::vector<float> logits;
  for (std::size_t next = 0; next < problems.size() || !running.empty();) {
    for (; next < problems.size() && running.size() < options.batch; ++next) {
      const Problem& problem = problems[next];
      auto prompt = tokenizer.encode(prompt_pieces(problem.sentences, problem.question, 1));
      if (prompt.size() + 1 >= decoder.context()) continue;  // no room to answer: no answer
      running.push_back({next, decoder.open(), std::move(prompt), {}});
    }
    if (running.empty()) break;
    std::vector<neural::Append> batch;
    for (const Writing& one : running) batch.push_back({one.sequence, one.tokens});
    logits.resize(batch.size() * vocabulary);
    decoder.append(batch, logits);
    for (std::size_t i = 0; i < running.size(); ++i) {
      const auto row = logits.begin() + static_cast<std::ptrdiff_t>(i * vocabulary);
      const auto best = std::max_element(row, row + static_cast<std::ptrdiff_t>(vocabulary));
      running[i].tokens = {static_cast<TokenId>(best - row)};
      running[i].written.push_back(running[i].tokens.front());
    }
    std::erase_if(running, [&](const Writing& one) {
      const bool full = decoder.length(one.sequence) + 1 >= decoder.context() ||
                        one.written.size() >= options.max_tokens;
      if (one.written.back() != end && !full) return false;
      results[one.index] = read(tokenizer, problems[one.index], one.written);
      decoder.close(one.sequence);
      return true;
    });
  }
  return results;
}

}  // namespace modus::bridge
