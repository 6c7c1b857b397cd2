#include "tasks/generate/supposition.h"

#include <algorithm>
#include <utility>

namespace modus::tasks {
namespace {

// One case, followed by steps that use one testimony each: always the first testimony that says
// more.
class Following {
 public:
  Following(const Island& island, std::size_t person, bool knight) : island_(island) {
    add({person, knight, 0, {}});
  }

  Supposition run(std::size_t asked) {
    while (!clashes() && extends()) {
    }
    if (!found_.clash)
      for (std::size_t i = 0; i < found_.known.size(); ++i)
        if (found_.known[i].person == asked) found_.settles = i;
    return std::move(found_);
  }

 private:
  const Known* known(std::size_t person) const {
    const auto found = std::find_if(found_.known.begin(), found_.known.end(),
                                    [&](const Known& k) { return k.person == person; });
    return found == found_.known.end() ? nullptr : &*found;
  }
  std::size_t index(const Known& fact) const {
    return static_cast<std::size_t>(&fact - found_.known.data());
  }
  void add(Known fact) { found_.known.push_back(std::move(fact)); }

  std::optional<bool> value(const KindLiteral& part) const {
    const Known* fact = known(part.person);
    if (fact == nullptr) return std::nullopt;
    return (fact->knight == part.knight) != part.negated;
  }

  // Whether what is said is true, as far as it is known; and what it rests on.
  std::optional<bool> value(const Testimony& testimony, std::vector<std::size_t>& from) const {
    std::vector<std::size_t> all;
    for (const KindLiteral& part : testimony.parts) {
      const auto holds = value(part);
      if (!holds) continue;
      all.push_back(index(*known(part.person)));
      if (*holds == testimony.all) continue;
      from = {all.back()};  // one false part of all, one true part of some
      return *holds;
    }
    if (all.size() < testimony.parts.size()) return std::nullopt;
    from = std::move(all);
    return testimony.all;
  }

  bool clashes() {
    for (std::size_t i = 0; i < island_.testimonies.size(); ++i) {
      const Testimony& testimony = island_.testimonies[i];
      const Known* speaker = known(testimony.speaker);
      std::vector<std::size_t> from;
      const auto said = value(testimony, from);
      if (speaker == nullptr || !said || *said == speaker->knight) continue;
      from.push_back(index(*speaker));
      found_.clash = Known{0, true, i, std::move(from)};
      return true;
    }
    return false;
  }

  bool extends() {
    for (std::size_t i = 0; i < island_.testimonies.size(); ++i)
      if (says_speaker(i) || says_part(i)) return true;
    return false;
  }

  bool says_speaker(std::size_t i) {
    const Testimony& testimony = island_.testimonies[i];
    std::vector<std::size_t> from;
    const auto said = value(testimony, from);
    if (known(testimony.speaker) != nullptr || !said) return false;
    add({testimony.speaker, *said, i, std::move(from)});
    return true;
  }

  // Of a true `all`, or a false `some`, every part is settled; else the last one that is left.
  bool says_part(std::size_t i) {
    const Testimony& testimony = island_.testimonies[i];
    const Known* speaker = known(testimony.speaker);
    if (speaker == nullptr) return false;
    std::vector<std::size_t> from = {index(*speaker)};
    const KindLiteral* left = nullptr;
    std::size_t open = 0;
    for (const KindLiteral& part : testimony.parts) {
      const auto holds = value(part);
      if (holds && *holds != testimony.all) return false;  // nothing more is known of the others
      if (holds) continue;
      ++open;
      if (left == nullptr) left = &part;
    }
    const bool each = speaker->knight == testimony.all;
    if (open == 0 || (!each && open > 1)) return false;
    if (!each)
      for (const KindLiteral& part : testimony.parts)
        if (&part != left) from.push_back(index(*known(part.person)));
    add({left->person, (left->knight == speaker->knight) != left->negated, i, std::move(from)});
    return true;
  }

  const Island& island_;
  Supposition found_;
};

}  // namespace

Supposition suppose(const Island& island, std::size_t person, bool knight, std::size_t asked) {
  return Following(island, person, knight).run(asked);
}

}  // namespace modus::tasks
