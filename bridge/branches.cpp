#include "bridge/branches.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace modus::bridge {

void Branches::chose(std::size_t boundary, std::span<const neural::TokenId> path,
                     std::vector<Other> others) {
  notes_.push_back({boundary, {path.begin(), path.end()}, std::move(others)});
}

void Branches::sort_in(const Note& note) {
  const auto& [boundary, path, others] = note;
  if (boundaries_.size() <= boundary) boundaries_.resize(boundary + 1);
  const neural::TokenId chosen = path.back();
  Choices& choices = boundaries_[boundary][{path.begin(), path.end() - 1}];
  std::erase_if(choices.untried, [&](const Other& other) { return other.token == chosen; });
  std::vector<neural::TokenId> met;
  met.reserve(others.size() + 1);
  met.push_back(chosen);
  for (const Other& other : others) {
    if (std::ranges::binary_search(choices.known, other.token)) continue;
    choices.untried.push_back(other);
    met.push_back(other.token);
  }
  std::ranges::inplace_merge(met, met.begin() + 1);
  if (choices.known.empty()) {
    choices.known = std::move(met);
    return;
  }
  std::vector<neural::TokenId> known;
  std::ranges::set_union(choices.known, met, std::back_inserter(known));
  choices.known = std::move(known);
}

std::optional<Branch> Branches::take_best() {
  struct Place {
    std::size_t boundary;
    const std::vector<neural::TokenId>* beginning;
    Choices* choices;
    Other other;

    Branch branch() const {
      Branch branch{boundary, *beginning, other.log_probability};
      branch.tokens.push_back(other.token);
      return branch;
    }
  };
  const auto better = [](const Place& a, const Place& b) {
    if (a.other.log_probability != b.other.log_probability)
      return a.other.log_probability > b.other.log_probability;
    return a.boundary != b.boundary ? a.boundary < b.boundary
                                    : a.branch().tokens < b.branch().tokens;
  };
  for (const Note& note : notes_) sort_in(note);
  notes_.clear();
  std::optional<Place> best;
  for (std::size_t boundary = 0; boundary < boundaries_.size(); ++boundary)
    for (auto& [beginning, choices] : boundaries_[boundary])
      for (const Other& other : choices.untried) {
        const Place place{boundary, &beginning, &choices, other};
        if (!best || better(place, *best)) best = place;
      }
  if (!best) return std::nullopt;
  std::erase_if(best->choices->untried,
                [&](const Other& other) { return other.token == best->other.token; });
  return best->branch();
}

void Branches::rollback(std::size_t boundaries) {
  if (boundaries < boundaries_.size()) boundaries_.resize(boundaries);
  std::erase_if(notes_, [&](const Note& note) { return note.boundary >= boundaries; });
}

}  // namespace modus::bridge
