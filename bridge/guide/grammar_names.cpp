// Names and numbers, which are several tokens: any word, or only what the problem makes sayable.
#include <algorithm>

#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {

using claims::SortKind;
using neural::TokenId;

std::size_t Grammar::sources(const std::vector<const TokenTrie*>& tries) {
  return std::min(kMaxSources, tries.size());
}

const claims::Symbol* Grammar::known_name() const {
  return context_.known == nullptr ? nullptr : context_.known->find(word_);
}

// Whether a name may stand there, as far as earlier steps have fixed what it is.
bool Grammar::fits(const std::string& name, Role role) const {
  const bool once = role != Role::kFresh && !sayables_.repeats;
  for (const std::string& head : draft_.heads)
    if ((role == Role::kTerm && head == name) || (once && symbolic::reading::same_word(head, name)))
      return false;
  if (sayables_.barred != nullptr && std::ranges::binary_search(*sayables_.barred, name))
    return false;
  const claims::Symbol* known = context_.known == nullptr ? nullptr : context_.known->find(name);
  if (known == nullptr || role == Role::kFresh) return true;
  const bool truth = known->result.kind == SortKind::kTruth;
  if (role == Role::kTerm) return !truth;
  if (!sayables_.propositions && known->arguments.empty()) return false;
  return truth || !context_.directed;
}

// A rule needs a second predicate: without one the claim is about somebody.
bool Grammar::may_generalise() const {
  if (!context_.directed || sayables_.repeats || draft_.in_head || !draft_.heads.empty())
    return true;
  const auto is_another = [&](const TokenTrie::Entry& entry) {
    return fits(entry.text, Role::kHead) && !symbolic::reading::same_word(entry.text, word_);
  };
  return std::ranges::any_of(sayables_.names, [&](const TokenTrie* trie) {
    return std::ranges::any_of(trie->entries(), is_another);
  });
}

void Grammar::offer_name(Role role, Offer& offer) const {
  if (sayables_.any_word) return offer(signs_->name_begins());
  const auto wanted = [&](const TokenTrie::Entry& entry, TokenId next) {
    return offer.needs(next) && fits(entry.text, role);
  };
  for (const TokenTrie* trie : sayables_.names) trie->each_next(trie->begin(), wanted, offer);
}

void Grammar::offer_number(Offer& offer) const {
  if (sayables_.any_word) return offer(signs_->digits());
  const auto any = [](const TokenTrie::Entry&, TokenId) { return true; };
  for (const TokenTrie* trie : sayables_.numbers) trie->each_next(trie->begin(), any, offer);
}

bool Grammar::offer_name_rest(Role role, Offer& offer) const {
  const Signs& signs = *signs_;
  if (sayables_.any_word) {
    if (at_joint_) {
      offer(signs.name_parts());
    } else {
      offer(signs.name_goes_on());
      if (!word_.empty() && !word_.ends_with('_') && word_.size() < claims::kMaxNameLength / 2)
        offer(signs["_"]);
    }
    return !at_joint_ && !word_.ends_with('_') && claims::is_name(word_) && fits(word_, role);
  }
  bool complete = false;
  const auto wanted = [&](const TokenTrie::Entry& entry, TokenId next) {
    return offer.needs(next) && fits(entry.text, role);
  };
  for (std::size_t i = 0; i < sources(sayables_.names); ++i)
    for (const TokenTrie::Cursor& cursor : {cursors_[i], rejoined_[i]}) {
      sayables_.names[i]->each_next(cursor, wanted, offer);
      complete = complete || sayables_.names[i]->complete(cursor) != nullptr;
    }
  if (complete && sayables_.joins && word_.size() < claims::kMaxNameLength / 4) offer(signs["_"]);
  return complete && claims::is_name(word_) && fits(word_, role);
}

bool Grammar::offer_number_rest(Offer& offer) const {
  const Signs& signs = *signs_;
  const bool ends_well = word_.back() != '.';
  if (sayables_.any_word) {
    const bool whole = word_.find('.') == std::string::npos;
    if (word_.back() == '%') return true;
    if (word_.size() < claims::kMaxNameLength / 8) offer(signs.digits_behind());
    if (whole) offer(signs.point());
    if (ends_well) offer(signs.percent());
    return ends_well;
  }
  bool complete = false;
  const auto any = [](const TokenTrie::Entry&, TokenId) { return true; };
  for (std::size_t i = 0; i < sources(sayables_.numbers); ++i) {
    const TokenTrie& trie = *sayables_.numbers[i];
    trie.each_next(cursors_[i], any, offer);
    complete = complete || trie.complete(cursors_[i]) != nullptr;
  }
  return complete;
}

void Grammar::begin_word(TokenId token, bool number) {
  word_.clear();
  rejoined_ = {};
  const auto& tries = number ? sayables_.numbers : sayables_.names;
  for (std::size_t i = 0; i < sources(tries); ++i) cursors_[i] = tries[i]->begin();
  go_on(token, number);
}

void Grammar::go_on(TokenId token, bool number) {
  const auto& tries = number ? sayables_.numbers : sayables_.names;
  const std::string& text = signs_->tokenizer().text(token);
  at_joint_ = !number && text == "_";
  const bool joins = at_joint_ && sayables_.joins;
  for (std::size_t i = 0; i < sources(tries); ++i) {
    cursors_[i] = tries[i]->advance(cursors_[i], token);
    rejoined_[i] = joins ? tries[i]->begin() : tries[i]->advance(rejoined_[i], token);
  }
  if (text == "+ies" && word_.ends_with('y')) word_.pop_back();
  word_ += text[0] == '+' ? text.substr(1) : text;
}

}  // namespace modus::bridge
