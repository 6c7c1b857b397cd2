#include "app/svg_layout.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "app/evidence_lines.h"
#include "base/error.h"
#include "claims/print.h"

namespace modus::app {
namespace {

constexpr double kBoxWidth = 520;
constexpr std::size_t kClaimColumns = 62;  // of kFontSize in kBoxWidth
constexpr std::size_t kSmallColumns = 72;
constexpr std::size_t kNoteColumns = 46;
constexpr double kRowGap = 16;
constexpr double kIndent = 20;
constexpr double kLaneStep = 11;
constexpr double kArrowStep = 7;  // between arrows that enter one box

// What the step says, without id, kind and citations.
std::string said(const claims::Step& step) {
  using claims::StepKind;
  switch (step.kind) {
    case StepKind::kLet:
      return step.definition ? step.name + " := " + claims::print(*step.definition) : step.name;
    case StepKind::kFix:
      return step.name;
    case StepKind::kObtain:
      return step.name + ": " + claims::print(step.claim);
    default:
      return statement(step);
  }
}

std::string cited_line(const claims::Step& step) {
  std::string line;
  if (step.kind == claims::StepKind::kCase)
    for (const claims::StepId id : step.closes) line += fmt::format("of s{}", id.value);
  if (step.cites.empty()) return line;
  line += line.empty() ? "by" : "  by";
  if (step.rule != claims::Rule::kStep) line += fmt::format(" {}", claims::to_string(step.rule));
  for (const claims::StepId id : step.cites) line += fmt::format(" s{}", id.value);
  return line;
}

std::vector<std::string> small_print(const claims::Chain& chain, const claims::Step& step) {
  std::vector<std::string> lines;
  for (const std::size_t k : step.sentences) {
    const bool known = k >= 1 && k <= chain.text.size();
    const std::string text = fmt::format("@{} {}", k, known ? chain.text[k - 1] : "(no such)");
    for (std::string& line : wrap(text, kSmallColumns)) lines.push_back(std::move(line));
  }
  if (std::string cited = cited_line(step); !cited.empty())
    for (std::string& line : wrap(cited, kSmallColumns)) lines.push_back(std::move(line));
  return lines;
}

StepBox box_of(const claims::Chain& chain, const symbolic::StepResult& result) {
  const claims::Step& step = chain.steps[result.index];
  StepBox box;
  box.step = result.index;
  box.title = step.id.value == 0
                  ? std::string(claims::to_string(step.kind))
                  : fmt::format("s{}  {}", step.id.value, claims::to_string(step.kind));
  if (result.verdict != symbolic::Verdict::kNone) box.badge = symbolic::to_string(result.verdict);
  box.claim = wrap(said(step), kClaimColumns);
  box.below = small_print(chain, step);
  for (const std::string& line : evidence_lines(result))
    for (std::string& part : wrap(line, kNoteColumns)) box.note.push_back(std::move(part));
  box.width = kBoxWidth;
  box.height = 2 * kPadding + kLineHeight + kLineHeight * static_cast<double>(box.claim.size()) +
               kSmallLineHeight * static_cast<double>(box.below.size());
  return box;
}

double note_height(const StepBox& box) {
  if (box.note.empty()) return 0;
  return 2 * kPadding + kSmallLineHeight * static_cast<double>(box.note.size());
}

// Open assumptions before each step, and where each closes: index of the discharge, or the end.
struct Scope {
  std::size_t first = 0, last = 0, depth = 0;
};
std::vector<Scope> scopes_of(std::span<const claims::Step> steps,
                             std::vector<std::size_t>& depth_of) {
  std::vector<Scope> scopes;
  std::map<claims::StepId, std::size_t> open;  // opener -> index in scopes
  for (std::size_t i = 0; i < steps.size(); ++i) {
    using claims::StepKind;
    const StepKind kind = steps[i].kind;
    if (kind == StepKind::kDischarge)
      for (const claims::StepId id : steps[i].closes) open.erase(id);
    const bool opens =
        kind == StepKind::kAssume || kind == StepKind::kCase || kind == StepKind::kFix;
    // A second case stands beside the first one, not inside it.
    if (kind == StepKind::kCase)
      std::erase_if(open, [&](const auto& entry) {
        const claims::Step& other = steps[scopes[entry.second].first];
        return other.kind == StepKind::kCase && other.closes == steps[i].closes;
      });
    for (const auto& [id, scope] : open) scopes[scope].last = i;
    depth_of.push_back(open.size() + (opens ? 1 : 0));
    if (opens) {
      open[steps[i].id] = scopes.size();
      scopes.push_back({i, i, open.size()});
    }
  }
  return scopes;
}

// The lane of every cited step: the innermost one that is free from it to its last citer.
std::vector<std::size_t> lanes_of(std::span<const Arrow> arrows, std::size_t boxes) {
  std::vector<std::size_t> last(boxes, 0), lane(boxes, 0);
  for (const Arrow& arrow : arrows) last[arrow.from] = std::max(last[arrow.from], arrow.to);
  std::vector<std::size_t> free_from;  // lane -> first box where it is free again
  for (std::size_t from = 0; from < boxes; ++from) {
    if (last[from] == 0) continue;
    std::size_t chosen = 0;
    while (chosen < free_from.size() && free_from[chosen] > from) ++chosen;
    if (chosen == free_from.size()) free_from.push_back(0);
    free_from[chosen] = last[from];
    lane[from] = chosen;
  }
  return lane;
}

std::vector<Arrow> arrows_of(std::span<const claims::Step> steps,
                             std::span<const symbolic::StepResult> results) {
  std::map<claims::StepId, std::size_t> index_of;
  std::vector<Arrow> arrows;
  for (std::size_t to = 0; to < steps.size(); ++to) {
    const claims::Step& step = steps[to];
    std::vector<claims::StepId> cited = step.cites;
    if (step.kind == claims::StepKind::kCase)
      cited.insert(cited.end(), step.closes.begin(), step.closes.end());
    const std::vector<claims::StepId>& used = results[to].evidence.used;
    for (const claims::StepId id : cited) {
      const auto from = index_of.find(id);
      if (from == index_of.end()) continue;  // unknown or later: the verdict says so
      const bool needed = used.empty() || std::find(used.begin(), used.end(), id) != used.end();
      arrows.push_back({.from = from->second, .to = to, .used = needed});
    }
    if (step.id.value != 0) index_of.emplace(step.id, to);
  }
  return arrows;
}

void route(ChainLayout& layout, double boxes_left) {
  const std::vector<std::size_t> lane = lanes_of(layout.arrows, layout.boxes.size());
  std::vector<std::size_t> entered(layout.boxes.size(), 0);
  for (Arrow& arrow : layout.arrows) {
    const StepBox& from = layout.boxes[arrow.from];
    const StepBox& to = layout.boxes[arrow.to];
    arrow.lane_x = boxes_left - kLaneStep * static_cast<double>(lane[arrow.from] + 1);
    arrow.from_y = from.y + from.height - kPadding;
    const double offset = kArrowStep * static_cast<double>(entered[arrow.to]++);
    arrow.to_y = to.y + std::min(kPadding + offset, to.height - 2 * kPadding);
  }
}

}  // namespace

ChainLayout lay_out(const claims::Chain& chain, const symbolic::ChainResult& result) {
  MODUS_CHECK(result.steps.size() == chain.steps.size(), "{} results for {} steps",
              result.steps.size(), chain.steps.size());
  ChainLayout layout;
  const std::size_t drawn = std::min(chain.steps.size(), kMaxDrawnSteps);
  layout.left_out = chain.steps.size() - drawn;
  const std::span<const claims::Step> steps = std::span(chain.steps).first(drawn);
  const std::span<const symbolic::StepResult> results = std::span(result.steps).first(drawn);

  layout.arrows = arrows_of(steps, results);
  const std::vector<std::size_t> lanes = lanes_of(layout.arrows, drawn);
  const std::size_t widest = lanes.empty() ? 0 : *std::max_element(lanes.begin(), lanes.end());
  const double left = kMargin + kLaneStep * static_cast<double>(widest + 2);

  std::vector<std::size_t> depth;
  const std::vector<Scope> scopes = scopes_of(steps, depth);
  double y = kTop, right = left + kBoxWidth;
  for (std::size_t i = 0; i < drawn; ++i) {
    StepBox box = box_of(chain, results[i]);
    box.x = left + kIndent * static_cast<double>(depth[i]);
    box.y = y;
    y += std::max(box.height, note_height(box)) + kRowGap;
    right = std::max(right, box.x + box.width + (box.note.empty() ? 0 : kNoteGap + kNoteWidth));
    layout.boxes.push_back(std::move(box));
  }
  for (const Scope& scope : scopes)
    layout.scopes.push_back({left + kIndent * static_cast<double>(scope.depth) - kIndent / 2,
                             layout.boxes[scope.first].y,
                             layout.boxes[scope.last].y + layout.boxes[scope.last].height});
  route(layout, left);
  layout.width = right + kMargin;
  layout.height = y + (layout.left_out > 0 ? kLineHeight : 0) + kMargin / 2;
  return layout;
}

std::vector<std::string> wrap(const std::string& text, std::size_t columns) {
  const auto starts_point = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  };
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin, space = std::string::npos, width = 0;
    while (end < text.size() && (!starts_point(end) || width < columns)) {
      if (starts_point(end)) ++width;
      if (text[end] == ' ') space = end;
      ++end;
    }
    if (end < text.size() && text[end] != ' ' && space != std::string::npos && space > begin)
      end = space;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
    while (begin < text.size() && text[begin] == ' ') ++begin;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

}  // namespace modus::app
