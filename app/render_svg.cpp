#include "app/render_svg.h"

#include <fmt/format.h>

#include "app/evidence_lines.h"
#include "app/svg_layout.h"

namespace modus::app {
namespace {

constexpr std::size_t kReasonColumns = 78;

struct Colours {
  std::string_view fill, line, text;
};

Colours colours_of(symbolic::Verdict verdict) {
  using symbolic::Verdict;
  switch (verdict) {
    case Verdict::kProved:
      return {"#eaf6ec", "#2e7d43", "#1d5c2f"};
    case Verdict::kGrounded:
      return {"#e9f1fa", "#2f6bab", "#1f4e80"};
    case Verdict::kRefuted:
      return {"#fdeaea", "#c0322f", "#94211f"};
    case Verdict::kUnproved:
      return {"#fdf0e3", "#c4701a", "#8f4e0b"};
    case Verdict::kUngrounded:
      return {"#fbf6dd", "#a58b14", "#6f5d08"};
    case Verdict::kUndecided:
      return {"#eeeeee", "#777777", "#505050"};
    case Verdict::kMalformed:
      return {"#f4e9f7", "#8a3fa0", "#662b78"};
    case Verdict::kNone:
      break;
  }
  return {"#ffffff", "#9aa5b1", "#52606d"};
}

using Out = fmt::memory_buffer;

template <typename... Args>
void put(Out& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

struct TextStyle {
  double size = kFontSize;
  std::string_view fill = "#1f2933";
  std::string_view more = "";  // further attributes
};

void put_text(Out& out, double x, double y, std::string_view text, const TextStyle& style) {
  put(out, "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" fill=\"{}\"{}>{}</text>\n", x, y,
      style.size, style.fill, style.more, escape_xml(text));
}

void put_note(Out& out, const StepBox& box, const Colours& colours) {
  if (box.note.empty()) return;
  const double x = box.x + box.width + kNoteGap;
  const double height = 2 * kPadding + kSmallLineHeight * static_cast<double>(box.note.size());
  const double middle = box.y + 2 * kPadding;
  put(out, "<path d=\"M{:.1f} {:.1f}H{:.1f}\" stroke=\"{}\" stroke-dasharray=\"3 3\"/>\n",
      box.x + box.width, middle, x, colours.line);
  put(out,
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\" rx=\"4\" fill=\"#fffdf7\" "
      "stroke=\"{}\" stroke-dasharray=\"3 3\"/>\n",
      x, box.y, kNoteWidth, height, colours.line);
  double y = box.y + kPadding + kSmallFontSize;
  for (const std::string& line : box.note) {
    put_text(out, x + kPadding, y, line, {.size = kSmallFontSize});
    y += kSmallLineHeight;
  }
}

void put_box(Out& out, const StepBox& box, symbolic::Verdict verdict) {
  const Colours colours = colours_of(verdict);
  put(out,
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"6\" fill=\"{}\" "
      "stroke=\"{}\" stroke-width=\"1.4\"/>\n",
      box.x, box.y, box.width, box.height, colours.fill, colours.line);
  double y = box.y + kPadding + kFontSize - 1;
  put_text(out, box.x + kPadding, y, box.title, {.fill = "#52606d"});
  put_text(out, box.x + box.width - kPadding, y, box.badge,
           {.fill = colours.text, .more = " font-weight=\"bold\" text-anchor=\"end\""});
  y += kLineHeight;
  for (const std::string& line : box.claim) {
    put_text(out, box.x + kPadding, y, line, {});
    y += kLineHeight;
  }
  for (const std::string& line : box.below) {
    put_text(out, box.x + kPadding, y - 3, line, {.size = kSmallFontSize, .fill = "#697783"});
    y += kSmallLineHeight;
  }
  put_note(out, box, colours);
}

void put_arrow(Out& out, const ChainLayout& layout, const Arrow& arrow, bool failed) {
  const StepBox& from = layout.boxes[arrow.from];
  const StepBox& to = layout.boxes[arrow.to];
  put(out,
      "<path d=\"M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}\" fill=\"none\" stroke=\"{}\" "
      "stroke-width=\"1.3\"{} marker-end=\"url(#{})\"/>\n",
      from.x, arrow.from_y, arrow.lane_x, arrow.to_y, to.x - 1, failed ? "#c0322f" : "#7b8794",
      arrow.used ? "" : " stroke-dasharray=\"2 4\"", failed ? "failed" : "support");
}

bool is_failure(symbolic::Verdict verdict) {
  using symbolic::Verdict;
  return verdict == Verdict::kRefuted || verdict == Verdict::kUnproved ||
         verdict == Verdict::kMalformed || verdict == Verdict::kUngrounded;
}

void put_marker(Out& out, std::string_view id, std::string_view colour) {
  put(out,
      "<marker id=\"{}\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
      "orient=\"auto\" markerUnits=\"userSpaceOnUse\"><path d=\"M0 0L8 4L0 8Z\" "
      "fill=\"{}\"/></marker>\n",
      id, colour);
}

void put_head(Out& out, const ChainLayout& layout, std::string_view heading) {
  put(out,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
      "viewBox=\"0 0 {0:.0f} {1:.0f}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, "
      "monospace\" xml:space=\"preserve\">\n"
      "<title>{2}</title>\n<defs>\n",
      layout.width, layout.height, escape_xml(heading));
  put_marker(out, "support", "#7b8794");
  put_marker(out, "failed", "#c0322f");
  put(out, "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  put_text(out, kMargin, 32, heading, {.size = 16, .more = " font-weight=\"bold\""});
}

std::string heading_of(const claims::Chain& chain, const symbolic::ChainResult& result,
                       std::string_view title) {
  std::string heading = fmt::format("{}: {}", title, symbolic::to_string(result.verdict));
  if (result.first_mistake)
    heading += fmt::format(", first mistake {}", label(chain.steps.at(*result.first_mistake)));
  return heading;
}

}  // namespace

std::string render_svg(const claims::Chain& chain, const symbolic::ChainResult& result,
                       std::string_view title) {
  const ChainLayout layout = lay_out(chain, result);
  Out out;
  put_head(out, layout, heading_of(chain, result, title));
  if (!result.reason.empty() && !result.first_mistake)  // else its own note says it
    put_text(out, kMargin, 48, wrap(result.reason, kReasonColumns).front(),
             {.size = kSmallFontSize, .fill = "#52606d"});
  for (const ScopeLine& scope : layout.scopes)
    put(out,
        "<path d=\"M{0:.1f} {1:.1f}V{2:.1f}\" stroke=\"#b8c2cc\" stroke-width=\"3\" "
        "stroke-linecap=\"round\"/>\n",
        scope.x, scope.top, scope.bottom);
  for (const Arrow& arrow : layout.arrows)
    put_arrow(out, layout, arrow, is_failure(result.steps[arrow.from].verdict));
  for (const StepBox& box : layout.boxes) put_box(out, box, result.steps[box.step].verdict);
  if (layout.left_out > 0)
    put_text(out, kMargin, layout.height - kLineHeight,
             fmt::format("{} more steps are not drawn", layout.left_out), {});
  put(out, "</svg>\n");
  return fmt::to_string(out);
}

std::string escape_xml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const std::string_view point = text.substr(i, 3);
    if (point == "\xEF\xBF\xBE" || point == "\xEF\xBF\xBF") {
      escaped += "\xEF\xBF\xBD";
      i += 2;
    } else if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else if (c == '\'')
      escaped += "&#39;";
    else if ((byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F)
      escaped += "\xEF\xBF\xBD";
    else
      escaped += c;
  }
  return escaped;
}

}  // namespace modus::app
