#include "bridge/guide/guide.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/error.h"
#include "bridge/row.h"
#include "claims/print.h"

namespace modus::bridge {

using claims::StepKind;
using neural::TokenId;

namespace {

constexpr std::array<std::string_view, 5> kLevels = {"off", "grammar", "sayable", "grounded",
                                                     "conclusions"};

bool begins_with(std::span<const TokenId> tokens, std::span<const TokenId> prefix) {
  return tokens.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), tokens.begin());
}

}  // namespace

std::string_view to_string(MaskLevel level) { return kLevels[static_cast<std::size_t>(level)]; }

std::optional<MaskLevel> mask_level_named(std::string_view name) {
  const auto found = std::find(kLevels.begin(), kLevels.end(), name);
  if (found == kLevels.end()) return std::nullopt;
  return static_cast<MaskLevel>(found - kLevels.begin());
}

Guide::Guide(const Signs& signs, const Lexicon& lexicon, MaskLevel level)
    : signs_(&signs),
      lexicon_(&lexicon),
      level_(level),
      grammar_(signs),
      coded_(std::make_shared<CodedTexts>(signs.tokenizer())) {
  choose_sayables();
}

void Guide::set_boundary(GrammarContext context, const Premises* premises) {
  premises_ = premises;
  applications_.reset();
  definitions_.reset();
  calculations_.reset();
  answers_.reset();
  const auto renew = [&](std::shared_ptr<const TokenTrie>& trie, std::vector<std::string>& texts,
                         std::vector<std::string> now) {
    if (trie && now == texts) return;
    trie = trie_of(now);
    texts = std::move(now);
  };
  if (context.known != nullptr && level_ >= MaskLevel::kSayable) {
    std::vector<std::string> names;
    for (const auto& [name, symbol] : context.known->symbols()) names.push_back(name);
    renew(known_names_, named_, std::move(names));
    renew(known_numbers_, numbered_, context.numbers);
  }
  if (level_ >= MaskLevel::kConclusions && context.past_givens && premises_ != nullptr) {
    context.answer_only = context.directed && applications()->size() == 0;
    if (const auto answers = premises_->answers()) answers_ = trie_of(*answers);
  }
  context.quantities =
      level_ >= MaskLevel::kGrounded && !context.directed && lexicon_->is_word_problem();
  for (std::uint32_t k = 1; context.quantities && k <= lexicon_->sentences(); ++k)
    if (static_cast<std::size_t>(std::ranges::count(context.read, k, &ReadNumber::sentence)) <
        lexicon_->sentence(k).amounts)
      context.with_amounts.push_back(k);
  grammar_.context() = std::move(context);
  choose_sayables();
}

// Under `logic directed` what is asked and what follows have no variables, and the head of a rule
// only those of its body. Which letters a given's variables have does not matter: they come in
// order.
const TokenMask* Guide::variables_for(const StepDraft& draft) const {
  if (level_ < MaskLevel::kGrounded) return nullptr;
  const bool directed = grammar_.context().directed;
  if (directed && (draft.kind == StepKind::kHave || draft.kind == StepKind::kAsk))
    return &signs_->first_variables(0);
  if (draft.kind != StepKind::kGiven) return nullptr;
  std::set<TokenId> used;
  bool in_head = false;
  const TokenId implies = (*signs_)["->"];
  for (const TokenId token : claim_tokens()) {
    if (signs_->is_variable(token)) used.insert(token);
    in_head = in_head || token == implies;
  }
  return &signs_->first_variables(used.size() + (directed && in_head ? 0 : 1));
}

// Numbers of sentence k that as many givens have read as it says them.
std::vector<std::string> Guide::spent_numbers(std::uint32_t k) const {
  std::vector<std::string> spent;
  for (const auto& [number, times] : lexicon_->sentence(k).said) {
    const auto is_it = [k, wanted = &number](const ReadNumber& read) {
      return read.sentence == k && read.number == *wanted;
    };
    if (static_cast<std::size_t>(std::ranges::count_if(grammar_.context().read, is_it)) >= times)
      spent.push_back(number);
  }
  return spent;
}

// Names and numbers of the claim that is, or may be, written next.
void Guide::choose_sayables() {
  if (level_ < MaskLevel::kSayable) return;
  Sayables& sayables = grammar_.sayables();
  const StepDraft& draft = grammar_.draft();
  const bool directed = grammar_.context().directed;
  sayables = {};
  sayables.any_word = false;
  sayables.joins = !directed && (!draft.kind || draft.kind == StepKind::kGiven ||
                                 draft.kind == StepKind::kAsk || draft.kind == StepKind::kLet);
  const auto use = [&](const SentenceLexicon& lexicon) {
    sayables.names.push_back(&lexicon.names);
    sayables.numbers.push_back(&lexicon.numbers);
  };
  const bool given = draft.kind == StepKind::kGiven;
  if (known_names_) sayables.known.push_back(known_names_.get());
  sayables.variables = variables_for(draft);
  sayables.propositions = level_ < MaskLevel::kGrounded || !directed;
  if (level_ >= MaskLevel::kGrounded && given && !draft.sentences.empty()) {
    const SentenceLexicon& read = lexicon_->sentence(draft.sentences.front());
    for (const std::uint32_t k : draft.sentences) use(lexicon_->sentence(k));
    sayables.negation = read.negates;
    sayables.conditional = read.generalises;
    sayables.repeats = !directed || read.combines || read.repeats;
    if (directed) sayables.barred = &read.far_names;
    if (grammar_.context().quantities) sayables.spent = spent_numbers(draft.sentences.front());
    return;
  }
  if (level_ >= MaskLevel::kGrounded && draft.kind == StepKind::kAsk) {
    use(lexicon_->question());
    sayables.negation = lexicon_->question().negates;
    sayables.conditional = !directed && lexicon_->question().generalises;
    sayables.conjunction = !directed || lexicon_->question().combines;
    if (directed) sayables.barred = &lexicon_->question().far_names;
    sayables.which = !directed || lexicon_->question().asks_which;
  } else if (level_ >= MaskLevel::kGrounded && draft.kind && draft.kind != StepKind::kLet &&
             !given) {
    sayables.names.push_back(known_names_ ? known_names_.get() : &lexicon_->all().names);
  } else {
    sayables.names.push_back(&lexicon_->all().names);
    if (known_names_ && !given) sayables.names.push_back(known_names_.get());
  }
  sayables.numbers.push_back(&lexicon_->all().numbers);
  if (known_numbers_) sayables.numbers.push_back(known_numbers_.get());
  if (values_) sayables.numbers.push_back(values_.get());
}

void Guide::ban(Ban ban) {
  if (!ban.tokens.empty()) bans_.push_back(std::move(ban));
}

void Guide::allowed(TokenMask& mask) const {
  mask.clear();
  if (finished_) return;
  if (level_ == MaskLevel::kOff) {
    for (TokenId token = 0; static_cast<std::size_t>(token) < signs_->vocabulary(); ++token)
      mask.set(token);
  } else {
    grammar_.allowed(mask);
  }
  if (chooses_rule()) {
    mask.clear();
    mask.set(signs_->rule(claims::Rule::kModusPonens));
  }
  if (!closed_ && !grammar_.draft().rule)
    for (const claims::Rule rule : idle_rules_) mask.reset(signs_->rule(rule));
  if (choices_ && !closed_) restrict_to_choices(mask);
  if (conclusions_ && !closed_) restrict_to_conclusions(mask);
  if (closed_ && answers_ && every_answer_is_banned()) mask.reset(signs_->kind(StepKind::kAnswer));
  apply_bans(mask);
}

// Under `logic directed` every step applies one rule of the text.
bool Guide::chooses_rule() const {
  const StepDraft& draft = grammar_.draft();
  return level_ >= MaskLevel::kConclusions && grammar_.context().directed && !closed_ &&
         draft.kind == StepKind::kHave && !draft.rule;
}

bool Guide::every_answer_is_banned() const {
  return std::ranges::all_of(answers_->entries(), [&](const TokenTrie::Entry& answer) {
    return std::ranges::find(bans_, Ban{Ban::Of::kStep, answer.tokens}) != bans_.end();
  });
}

void Guide::restrict_to_choices(TokenMask& mask) const {
  const TokenMask offered = mask;
  mask.clear();
  const auto any = [](const TokenTrie::Entry&, TokenId) { return true; };
  const auto offer = [&](TokenId token) {
    if (offered.test(token)) mask.set(token);
  };
  choices_->each_next(chosen_, any, offer);
  if (choices_->complete(chosen_) != nullptr) offer((*signs_)[";"]);
}

// More ids, or the first token of what those cited so far allow.
void Guide::restrict_to_conclusions(TokenMask& mask) const {
  TokenMask first(signs_->vocabulary());
  conclusions_->each_next(
      conclusions_->begin(), [](const TokenTrie::Entry&, TokenId) { return true; },
      [&](TokenId token) { first.set(token); });
  TokenMask kept(signs_->vocabulary());
  mask.each([&](TokenId token) {
    const std::uint32_t id = signs_->step_of(token);
    if (id != 0 ? id <= last_id_ : first.test(token)) kept.set(token);
  });
  mask = std::move(kept);
}

void Guide::apply_bans(TokenMask& mask) const {
  if (bans_.empty() || closed_) return;
  const std::span<const TokenId> step = step_;
  for (const Ban& ban : bans_) {
    const bool whole = ban.of == Ban::Of::kStep;
    if (!whole && claim_begin_ == 0 && ban.tokens.size() > 1) continue;
    const std::size_t from = whole ? 1 : claim_begin_ == 0 ? step.size() : claim_begin_;
    const auto written = step.subspan(std::min(from, step.size()));
    if (written.size() + 1 == ban.tokens.size() && begins_with(ban.tokens, written))
      mask.reset(ban.tokens.back());
  }
}

void Guide::take(TokenId token) {
  if (closed_) {
    step_.clear();
    claim_begin_ = 0;
    values_.reset();
    choices_.reset();
    conclusions_.reset();
    idle_rules_.clear();
  }
  closed_ = token == (*signs_)[";"];
  finished_ = token == (*signs_)[kEndMark];
  step_.push_back(token);
  if (level_ == MaskLevel::kOff) return;
  MODUS_CHECK(grammar_.take(token), "token `{}` was not offered", signs_->tokenizer().text(token));
  closed_ = grammar_.at_boundary() || (closed_ && grammar_.draft().kind == StepKind::kAnswer);
  if (closed_ || finished_) return;
  if (grammar_.draft().in_claim && claim_begin_ == 0) claim_begin_ = step_.size() - 1;
  read_choices();
  read_conclusions();
  add_value();
  choose_sayables();
}

// Behind a rule, and behind `answer`, what may be written is one of finitely many.
void Guide::read_choices() {
  if (choices_) {
    chosen_ = choices_->advance(chosen_, step_.back());
    return;
  }
  if (level_ < MaskLevel::kConclusions || premises_ == nullptr) return;
  const StepDraft& draft = grammar_.draft();
  if (draft.kind == StepKind::kAnswer) {
    choices_ = answers_;
  } else if (grammar_.context().directed && draft.kind == StepKind::kHave && draft.rule) {
    choices_ = applications();
  } else if (draft.kind == StepKind::kLet && defines_by_amounts() && definitions()->size() > 0) {
    choices_ = definitions();
  } else if (draft.kind == StepKind::kHave && draft.rule && defines_by_amounts() &&
             calculations()->size() > 0) {
    choices_ = calculations();
  }
  if (choices_) chosen_ = choices_->begin();
}

// Elsewhere than under `logic directed`: with each id more may be said, and when the claim begins
// it is one of what may.
void Guide::read_conclusions() {
  if (level_ < MaskLevel::kConclusions || grammar_.context().directed || premises_ == nullptr)
    return;
  StepDraft draft = grammar_.draft();
  if (draft.in_claim && conclusions_) {
    choices_ = std::move(conclusions_);
    chosen_ = choices_->advance(choices_->begin(), step_.back());
  } else if (!draft.in_claim && draft.rule) {
    const auto conclusions = premises_->conclusions(draft);
    conclusions_ = conclusions ? trie_of(conclusions->claims) : nullptr;
    if (conclusions) last_id_ = conclusions->last_id;
  } else if (draft.kind == StepKind::kHave && !draft.rule) {
    for (std::size_t i = 0; i < claims::rule_names().size(); ++i) {
      const auto rule = static_cast<claims::Rule>(i);
      draft.rule = rule;
      const auto conclusions = premises_->conclusions(draft);
      if (conclusions && conclusions->last_id == 0) idle_rules_.push_back(rule);
    }
  }
}

std::shared_ptr<const TokenTrie> Guide::applications() {
  if (!applications_) applications_ = trie_of(premises_->applications());
  return applications_;
}

// All numbers of the text are amounts; else a definition may have some of its own.
bool Guide::defines_by_amounts() const {
  const GrammarContext& context = grammar_.context();
  return context.quantities && !context.relates && context.with_amounts.empty();
}

std::shared_ptr<const TokenTrie> Guide::definitions() {
  if (!definitions_) definitions_ = trie_of(premises_->definitions());
  return definitions_;
}

std::shared_ptr<const TokenTrie> Guide::calculations() {
  if (!calculations_) calculations_ = trie_of(premises_->calculations());
  return calculations_;
}

// After `have total =` the exact value of what stands before is sayable, whatever the text says;
// where it is calculated nothing else is.
void Guide::add_value() {
  if (level_ < MaskLevel::kSayable || premises_ == nullptr || claim_begin_ == 0 ||
      grammar_.draft().kind == StepKind::kGiven || step_.back() != (*signs_)["="])
    return;
  const std::span<const TokenId> term = claim_tokens().first(claim_tokens().size() - 1);
  const auto value = premises_->value(text_of(term), grammar_.draft().cites);
  if (!value) return;
  const std::string values[] = {*value};
  values_ = trie_of(values);
  const bool whole = value->find_first_not_of("0123456789.") == std::string::npos;
  if (level_ < MaskLevel::kConclusions || !whole ||
      grammar_.draft().rule != claims::Rule::kCalculate)
    return;
  choices_ = values_;
  chosen_ = choices_->begin();
}

std::shared_ptr<const TokenTrie> Guide::trie_of(std::span<const std::string> texts) const {
  return std::make_shared<TokenTrie>(coded_->trie_of(texts));
}

bool Guide::at_boundary() const { return closed_; }
bool Guide::finished() const { return finished_; }

std::span<const TokenId> Guide::claim_tokens() const {
  if (claim_begin_ == 0) return {};
  return std::span(step_).subspan(claim_begin_);
}

std::string Guide::text_of(std::span<const TokenId> tokens) const {
  return signs_->tokenizer().decode(tokens);
}

}  // namespace modus::bridge
