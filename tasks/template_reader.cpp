#include "tasks/template_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include "claims/chain_text.h"
#include "claims/sentences.h"
#include "tasks/question.h"
#include "tasks/template_grammar.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;

struct Sentence {
  std::string text;
  std::vector<Word> words;
};

// A name has one arity and one role: "dog" cannot be a thing and a predicate.
class RolesOfNames {
 public:
  bool accept(const Claim& claim) {
    if (claim.op() == Op::kName) return arity_.try_emplace(claim.name(), 0).first->second == 0;
    if (claim.op() == Op::kApply &&
        arity_.try_emplace(claim.name(), claim.children().size()).first->second !=
            claim.children().size())
      return false;
    return std::all_of(claim.children().begin(), claim.children().end(),
                       [&](const Claim& child) { return accept(child); });
  }

 private:
  std::map<std::string, std::size_t> arity_;  // 0: a thing
};

std::vector<Sentence> read_sentences(std::string_view text) {
  std::vector<Sentence> sentences;
  for (const claims::Span span : claims::split_sentences(text)) {
    const std::string_view sentence = text.substr(span.begin, span.end - span.begin);
    sentences.push_back({std::string(sentence), words_of(sentence)});
  }
  return sentences;
}

// Takes the question off the end; nullopt where there is none.
std::optional<Claim> take_question(std::vector<Sentence>& sentences, const WordForms& forms) {
  if (sentences.size() >= 2 && asks_true_or_false(sentences[sentences.size() - 2].text)) {
    auto claim = read_sentence(sentences.back().words, forms);
    if (!claim) return std::nullopt;
    sentences.resize(sentences.size() - 2);
    return claim;
  }
  if (sentences.empty() || !sentences.back().text.ends_with('?')) return std::nullopt;
  auto claim = read_question(sentences.back().words, forms);
  if (claim) sentences.pop_back();
  return claim;
}

TemplateReading unread(std::string sentence) { return {std::nullopt, std::move(sentence)}; }

}  // namespace

TemplateReading read_by_template(std::string_view text) {
  std::vector<Sentence> sentences = read_sentences(text);
  if (sentences.size() >= claims::kMaxSteps) return unread("more sentences than a chain has steps");
  WordForms forms;
  for (const Sentence& sentence : sentences) forms.learn(sentence.words);
  const std::string last = sentences.empty() ? "" : sentences.back().text;
  const auto asked = take_question(sentences, forms);
  if (!asked) return unread(last.ends_with('?') ? last : "no question");

  claims::Chain chain;
  chain.header.logic = claims::Logic::kDirected;
  RolesOfNames roles;
  claims::Step ask;
  ask.kind = claims::StepKind::kAsk;
  ask.claim = *asked;
  chain.steps.push_back(std::move(ask));
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto claim = read_sentence(sentences[i].words, forms);
    if (!claim || !roles.accept(*claim)) return unread(sentences[i].text);
    chain.text.push_back(sentences[i].text);
    claims::Step given;
    given.kind = claims::StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(i + 1));
    given.claim = *claim;
    given.sentences = {i + 1};
    chain.steps.push_back(std::move(given));
  }
  if (!roles.accept(*asked)) return unread(last);
  return {std::move(chain), ""};
}

}  // namespace modus::tasks
