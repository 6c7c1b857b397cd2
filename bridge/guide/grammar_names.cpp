// Names and numbers, which are several tokens: any word, or only what the problem makes sayable.
#include <algorithm>

#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {

using claims::SortKind;
using neural::TokenId;

std::span<const TokenTrie* const> Grammar::sources(Role role) const {
  const auto& tries = role == Role::kNumber          ? sayables_.numbers
                      : role == Role::kKnownQuantity ? sayables_.known
                                                     : sayables_.names;
  return std::span(tries).first(std::min(kMaxSources, tries.size()));
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
  if (role == Role::kNewQuantity || (role == Role::kFresh && context_.quantities))
    return known == nullptr;
  if (role == Role::kKnownQuantity)
    return known != nullptr && known->is_constant() &&
           std::ranges::find(draft_.amounts, name) == draft_.amounts.end();
  if (known == nullptr || role == Role::kFresh) return true;
  const bool truth = known->result.kind == SortKind::kTruth;
  if (role == Role::kTerm) return !truth;
  if (!sayables_.propositions && known->arguments.empty()) return false;
  return truth || !context_.directed;
}

// May a name of this role begin or go on with a name of the tries? What is joined of several may
// have one in it that stands for something else.
bool Grammar::may_be_part(const std::string& name, Role role) const {
  const bool joined = role == Role::kNewQuantity || (role == Role::kFresh && context_.quantities);
  return joined || fits(name, role);
}

// Is one of its words in the name that is being written, before its last `_`?
bool Grammar::says_again(const std::string& name) const {
  const auto before = symbolic::reading::words_of_name(word_.substr(0, word_.rfind('_') + 1));
  return std::ranges::any_of(symbolic::reading::words_of_name(name), [&](const std::string& word) {
    return std::ranges::any_of(before, [&](const std::string& other) {
      return symbolic::reading::same_word(word, other);
    });
  });
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
    const bool again = role == Role::kKnownQuantity && entry.text == word_;
    return offer.needs(next) && !again && may_be_part(entry.text, role);
  };
  for (const TokenTrie* trie : sources(role)) trie->each_next(trie->begin(), wanted, offer);
}

bool Grammar::is_spent(const TokenTrie::Entry& number) const {
  return std::ranges::find(sayables_.spent, number.text) != sayables_.spent.end();
}

void Grammar::offer_number(Offer& offer) const {
  if (sayables_.any_word) return offer(signs_->digits());
  const auto left = [&](const TokenTrie::Entry& entry, TokenId) { return !is_spent(entry); };
  for (const TokenTrie* trie : sayables_.numbers) trie->each_next(trie->begin(), left, offer);
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
  const std::span<const TokenTrie* const> tries = sources(role);
  for (std::size_t i = 0; i < tries.size(); ++i)
    for (const bool rejoined : {false, true}) {
      const auto fits_here = [&](const TokenTrie::Entry& entry) {
        return may_be_part(entry.text, role) &&
               !(rejoined && context_.quantities && says_again(entry.text));
      };
      const TokenTrie::Cursor& cursor = (rejoined ? rejoined_ : cursors_)[i];
      tries[i]->each_next(
          cursor,
          [&](const TokenTrie::Entry& entry, TokenId next) {
            return offer.needs(next) && fits_here(entry);
          },
          offer);
      const TokenTrie::Entry* read = tries[i]->complete(cursor);
      complete = complete || (read != nullptr && fits_here(*read));
    }
  if (complete && sayables_.joins && role != Role::kKnownQuantity &&
      word_.size() < claims::kMaxNameLength / 4)
    offer(signs["_"]);
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
  const auto left = [&](const TokenTrie::Entry& entry, TokenId) { return !is_spent(entry); };
  const std::span<const TokenTrie* const> tries = sources(Role::kNumber);
  for (std::size_t i = 0; i < tries.size(); ++i) {
    const TokenTrie& trie = *tries[i];
    trie.each_next(cursors_[i], left, offer);
    const TokenTrie::Entry* read = trie.complete(cursors_[i]);
    complete = complete || (read != nullptr && !is_spent(*read));
  }
  return complete;
}

void Grammar::begin_word(TokenId token, Role role) {
  word_.clear();
  rejoined_ = {};
  const std::span<const TokenTrie* const> tries = sources(role);
  for (std::size_t i = 0; i < tries.size(); ++i) cursors_[i] = tries[i]->begin();
  go_on(token, role);
}

void Grammar::go_on(TokenId token, Role role) {
  const std::span<const TokenTrie* const> tries = sources(role);
  const std::string& text = signs_->tokenizer().text(token);
  at_joint_ = role != Role::kNumber && text == "_";
  const bool joins = at_joint_ && sayables_.joins && role != Role::kKnownQuantity;
  for (std::size_t i = 0; i < tries.size(); ++i) {
    cursors_[i] = tries[i]->advance(cursors_[i], token);
    rejoined_[i] = joins ? tries[i]->begin() : tries[i]->advance(rejoined_[i], token);
  }
  if (text == "+ies" && word_.ends_with('y')) word_.pop_back();
  word_ += text[0] == '+' ? text.substr(1) : text;
}

}  // namespace modus::bridge
