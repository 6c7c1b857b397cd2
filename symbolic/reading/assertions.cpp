#include "symbolic/reading/assertions.h"

#include <algorithm>

#include "symbolic/reading/cues.h"

namespace modus::symbolic::reading {
namespace {

class Reader {
 public:
  Reader(std::span<const Token> tokens, const Stretch& stretch, const Vocabulary& vocabulary,
         Reading& reading)
      : tokens_(tokens), stretch_(stretch), vocabulary_(vocabulary), reading_(reading) {
    if (stretch.subject) subjects_.push_back(*stretch.subject);
    subject_negates_ = stretch.begins_negated;
  }

  void run() {
    for (at_ = stretch_.begin; at_ < stretch_.end;) {
      const std::size_t before = at_;
      step();
      if (at_ == before) ++at_;
    }
  }

 private:
  void step() {
    const Token& token = tokens_[at_];
    if (token.kind == TokenKind::kNumber) return;
    if (is_boundary(token)) return boundary(token.text);
    const auto entity = vocabulary_.entity_at(tokens_, at_);
    const auto predicate = vocabulary_.predicate_at(tokens_, at_);
    const bool prefer_entity =
        entity && (!predicate || entity->end > predicate->end ||
                   (entity->end == predicate->end && entity->exact >= predicate->exact));
    if (prefer_entity && entity->end <= stretch_.end) return name(*entity);
    if (predicate && predicate->end <= stretch_.end) return verb_or_property(*predicate);
    function_word(token);
  }

  static bool is_boundary(const Token& token) {
    return token.kind == TokenKind::kComma || token.text == "and" || token.text == "or" ||
           token.text == "but" || token.text == "then" || token.text == "nor";
  }

  void boundary(const std::string& word) {
    if (word == "or" && negated_ && complement_) reading_.ambiguous = "`not` before `or`";
    coordinated_ = true;
    if (!denial_.empty() && word != "nor") clear_negation();
    if (word == "nor") {
      negated_ = true;
      denial_.push_back(at_);
    }
  }

  void function_word(const Token& token) {
    const std::string& word = token.text;
    if (is_copula(word) || is_auxiliary(word)) return copula(is_copula(word));
    if (is_relative(word) && last_mention_ && last_mention_->end == at_) {
      subjects_ = {*last_mention_};
      phrase_open_ = complement_ = verb_open_ = false;
    } else if (is_indefinite(word)) {
      indefinite(word);
    } else if (is_pronoun(word)) {
      pronoun(word);
    } else if (word == "there") {
      expletive_ = true;
    } else if (is_negation(word)) {
      if (word == "no" && verb_open_ && !reading_.assertions.empty()) {
        deny(reading_.assertions.back());
      } else {
        negate();
      }
    } else if (token.capital && word.size() == 1 && word != "a" && word != "i") {
      letter(word);
    } else if (begins_unknown_subject(token)) {
      put({Mention::Kind::kEntity, {}, 0, at_, at_ + 1});
    }
  }

  // "... and the heron is shy" where no claim knows a heron: what follows is not said of the
  // subject before.
  bool begins_unknown_subject(const Token& token) const {
    if (is_filler(token.text) || !(coordinated_ || subjects_.empty())) return false;
    const bool determined = at_ > stretch_.begin && is_article(tokens_[at_ - 1].text);
    const std::string after = at_ + 1 < stretch_.end ? tokens_[at_ + 1].text : "";
    return determined || (token.capital && at_ > 0) || is_copula(after) || is_auxiliary(after);
  }

  void copula(bool is_complement) {
    close_phrase();
    verb_open_ = coordinated_ = false;
    complement_ = is_complement && !expletive_;
    clear_negation();
  }

  void name(const NamePlace& place) {
    Mention mention{Mention::Kind::kEntity, place.names, 0, at_, place.end};
    at_ = place.end;
    if (at_ < stretch_.end && tokens_[at_].text == "'s") {
      possessor_ = std::move(mention);
      return;
    }
    put(std::move(mention));
  }

  void indefinite(const std::string& word) {
    if (phrase_open_) {  // the head of "red, cold things"
      reading_.variables[phrase_->variable].is_thing = is_thing(word);
      phrase_->end = at_ + 1;
      last_mention_ = phrase_;
      return;
    }
    std::optional<Quantifier> force;
    if (word.starts_with("some")) force = Quantifier::kExistential;
    if (word.starts_with("every") || word.starts_with("any") || is_negation(word))
      force = Quantifier::kUniversal;
    if (is_negation(word)) {
      subject_negates_ = true;
      denial_.push_back(at_);
    }
    put(new_variable(force, is_thing(word)));
  }

  void pronoun(const std::string& word) {
    const std::vector<SentenceVariable>& variables = reading_.variables;
    if (variables.empty()) return put({Mention::Kind::kPronoun, {}, 0, at_, at_ + 1});
    std::size_t meant = variables.size() - 1;
    for (std::size_t i = variables.size(); i-- > 0;) {
      if (variables[i].is_thing == is_thing(word)) {
        meant = i;
        break;
      }
    }
    put({Mention::Kind::kVariable, {}, meant, at_, at_ + 1});
  }

  void letter(const std::string& word) {
    for (std::size_t i = 0; i < reading_.variables.size(); ++i)
      if (reading_.variables[i].letter == word)
        return put({Mention::Kind::kVariable, {}, i, at_, at_ + 1});
    Mention mention = new_variable(std::nullopt, false);
    reading_.variables.back().letter = word;
    put(std::move(mention));
  }

  Mention new_variable(std::optional<Quantifier> force, bool thing) {
    const std::string before = at_ > stretch_.begin ? tokens_[at_ - 1].text : "";
    reading_.variables.push_back({"", {}, thing, force, before == "a" || before == "an", at_});
    return {Mention::Kind::kVariable, {}, reading_.variables.size() - 1, at_, at_ + 1};
  }

  // A mention takes the place that is open: the subject that a possessive waits for, the object of
  // a verb, one more subject or object after `and`, else a new subject.
  void put(Mention mention) {
    last_mention_ = mention;
    if (awaiting_subject_) {
      reading_.assertions[*awaiting_subject_].subjects = {mention};
      awaiting_subject_.reset();
      if (!awaiting_agent_) subjects_ = {mention};
      return;
    }
    if (verb_open_) {
      Assertion& verb = reading_.assertions.back();
      const bool first = verb.objects.size() < wanted_objects_ && !coordinated_;
      const bool further = coordinated_ && !verb.objects.empty() && !predicate_follows(mention.end);
      if (first || further) {
        verb.objects.push_back(std::move(mention));
        coordinated_ = false;
        return;
      }
    }
    const bool joins = coordinated_ && subject_is_fresh_;
    if (!joins) subjects_.clear();
    subjects_.push_back(std::move(mention));
    subject_is_fresh_ = true;
    verb_open_ = complement_ = coordinated_ = false;
  }

  // Does a verb or copula come next, so that what stands before it is its subject?
  bool predicate_follows(std::size_t from) const {
    for (std::size_t i = from; i < stretch_.end; ++i) {
      const Token& token = tokens_[i];
      if (is_copula(token.text) || is_auxiliary(token.text)) return true;
      if (is_boundary(token) || is_article(token.text)) return false;
      if (vocabulary_.entity_at(tokens_, i)) return false;
      if (vocabulary_.predicate_at(tokens_, i)) return true;
    }
    return false;
  }

  void verb_or_property(const NamePlace& place) {
    const std::size_t begin = at_;
    Assertion assertion{place.names, begin, place.end, {}, {}, false, place.negations};
    assertion.negated = place.negations.size() % 2 == 1;
    if (place.arity == 0) {
      add(std::move(assertion));
    } else if (place.arity >= 2) {
      relation(std::move(assertion), place.arity);
    } else {
      property(std::move(assertion));
    }
    at_ = place.end;
  }

  void property(Assertion assertion) {
    const std::string before = at_ > stretch_.begin ? tokens_[at_ - 1].text : "";
    const bool determined = is_article(before) || is_universal(before) || before == "some";
    const bool is_object =
        verb_open_ && !coordinated_ && reading_.assertions.back().objects.size() < wanted_objects_;
    const bool of_subject =
        !subjects_.empty() && !is_object && !phrase_open_ && (complement_ || !determined);
    if (of_subject) {
      assertion.subjects = subjects_;
      return add(std::move(assertion));
    }
    noun_phrase(std::move(assertion), before, is_object);
  }

  // "a red dog", "red, cold things", and "the dog" for a dog spoken of before.
  void noun_phrase(Assertion assertion, const std::string& before, bool is_object) {
    if (!phrase_open_ && before == "the") {
      if (const auto known = taken_up(assertion.predicates))
        return put({Mention::Kind::kVariable, {}, *known, at_, assertion.end});
    }
    if (!phrase_open_) {
      std::optional<Quantifier> force;
      if (before == "some" || expletive_) force = Quantifier::kExistential;
      if (is_universal(before)) force = Quantifier::kUniversal;
      Mention mention = new_variable(force, true);
      mention.end = assertion.end;
      put(mention);
      phrase_ = mention;
      phrase_open_ = !is_object;
    }
    phrase_->end = assertion.end;
    last_mention_ = phrase_;
    auto& nouns = reading_.variables[phrase_->variable].nouns;
    nouns.insert(nouns.end(), assertion.predicates.begin(), assertion.predicates.end());
    assertion.subjects = {*phrase_};
    // An object's own property stands before its verb, so that the verb stays the last assertion.
    const auto place = is_object ? reading_.assertions.end() - 1 : reading_.assertions.end();
    reading_.assertions.insert(place, std::move(assertion));
  }

  std::optional<std::size_t> taken_up(const std::vector<std::string>& predicates) const {
    for (std::size_t i = reading_.variables.size(); i-- > 0;)
      for (const std::string& noun : reading_.variables[i].nouns)
        if (std::find(predicates.begin(), predicates.end(), noun) != predicates.end()) return i;
    return std::nullopt;
  }

  void relation(Assertion assertion, std::size_t arity) {
    close_phrase();
    wanted_objects_ = arity - 1;
    const bool passive =
        complement_ && assertion.end < stretch_.end && tokens_[assertion.end].text == "by";
    if (possessor_ && possessor_->end + 1 == at_) return possessed(std::move(assertion));
    possessor_.reset();
    if (has_a_relative()) {  // "has an owner": the owner is somebody new
      assertion.objects = subjects_;
      assertion.subjects = {new_variable(Quantifier::kExistential, false)};
      return add(std::move(assertion));
    }
    assertion.subjects = subjects_;
    add(std::move(assertion));
    verb_open_ = true;
    complement_ = coordinated_ = false;
    if (passive) passive_verb();
  }

  // "Ann is Bob's mother"; "Bob's mother is Ann": the subject comes after the copula.
  void possessed(Assertion assertion) {
    assertion.objects = {*possessor_};
    possessor_.reset();
    if (complement_ && !subjects_.empty()) {
      assertion.subjects = subjects_;
      return add(std::move(assertion));
    }
    add(std::move(assertion));
    awaiting_subject_ = reading_.assertions.size() - 1;
    awaiting_agent_ = false;
  }

  bool has_a_relative() const {
    if (at_ < stretch_.begin + 2 || subjects_.empty()) return false;
    const std::string& verb = tokens_[at_ - 2].text;
    return (tokens_[at_ - 1].text == "a" || tokens_[at_ - 1].text == "an") &&
           (verb == "has" || verb == "have" || verb == "had");
  }

  // What was read as the subject is the object, and the one after `by` the subject.
  void passive_verb() {
    Assertion& verb = reading_.assertions.back();
    verb.objects = verb.subjects;
    verb.subjects.clear();
    awaiting_subject_ = reading_.assertions.size() - 1;
    awaiting_agent_ = true;
    verb_open_ = false;
  }

  void add(Assertion assertion) {
    if (negated_ || subject_negates_) deny_with(assertion);
    subject_is_fresh_ = coordinated_ = false;
    phrase_open_ = false;
    reading_.assertions.push_back(std::move(assertion));
  }

  void close_phrase() {
    if (phrase_open_) subject_is_fresh_ = false;
    phrase_open_ = false;
  }
  void negate() {
    negated_ = !negated_;
    denial_.push_back(at_);
  }
  void clear_negation() {
    negated_ = false;
    if (!subject_negates_) denial_.clear();
  }
  void deny(Assertion& assertion) {
    assertion.negated = !assertion.negated;
    assertion.negations.push_back(at_);
  }
  void deny_with(Assertion& assertion) const {
    if (negated_ != subject_negates_) assertion.negated = !assertion.negated;
    assertion.negations.insert(assertion.negations.end(), denial_.begin(), denial_.end());
  }

  std::span<const Token> tokens_;
  const Stretch& stretch_;
  const Vocabulary& vocabulary_;
  Reading& reading_;
  std::size_t at_ = 0;

  std::vector<Mention> subjects_;
  std::optional<Mention> last_mention_;
  std::optional<Mention> phrase_;                // the noun phrase under way, where phrase_open_
  std::optional<Mention> possessor_;             // "Bob's"
  std::optional<std::size_t> awaiting_subject_;  // index of an assertion
  bool awaiting_agent_ = false;  // it is the agent of a passive, of which nothing more is said
  std::size_t wanted_objects_ = 0;
  std::vector<std::size_t> denial_;  // tokens that deny the next predicate
  bool negated_ = false;
  bool subject_negates_ = false;  // nobody, "no dog": every predicate of this subject is denied
  bool complement_ = false;       // behind is, are
  bool verb_open_ = false;        // objects may follow; the verb is the last assertion
  bool phrase_open_ = false;
  bool coordinated_ = false;       // behind a comma or `and`
  bool subject_is_fresh_ = false;  // nothing was said of the subject yet
  bool expletive_ = false;         // "there is"
};

}  // namespace

void read_stretch(std::span<const Token> tokens, const Stretch& stretch,
                  const Vocabulary& vocabulary, Reading& reading) {
  Reader(tokens, stretch, vocabulary, reading).run();
}

}  // namespace modus::symbolic::reading
