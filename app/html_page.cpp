#include "app/html_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace modus::app {
namespace {

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--good:#1a7f37;--bad:#cf222e;--open:#9a6700;--grey:#6e7781;--model:#8250df;--line:#d0d7de66}
@media(prefers-color-scheme:dark){:root{--good:#3fb950;--bad:#ff7b72;--open:#d29922;--grey:#8b949e;--model:#bc8cff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;font:16px/1.5 system-ui,sans-serif}
header{margin-bottom:1rem}h1{font-size:1.15rem;margin:0}h2{font-size:.85rem;color:var(--grey);margin:0 0 .5rem}
header p{margin:.3rem 0}main{display:grid;gap:2rem;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}
.text{white-space:pre-wrap;overflow-wrap:anywhere;font-family:ui-serif,Georgia,serif;font-size:1.05rem}
.text a{color:inherit;text-decoration:none;border-bottom:2px solid}
.text .good{border-color:var(--good)}.text .open{border-color:var(--open);background:#d2992226}
.text .bad{border-color:var(--bad);background:#ff7b7226}.unread{color:var(--grey)}
.text .model{color:var(--model);border-color:var(--model);border-bottom-style:dotted}
.legend{font-size:.85rem;color:var(--grey)}.legend span{margin-right:1rem;color:inherit}
.legend .good{border-bottom:2px solid var(--good)}.legend .open{border-bottom:2px solid var(--open)}
.legend .bad{border-bottom:2px solid var(--bad)}.legend .model{color:var(--model);border-bottom:2px dotted}
.number{color:var(--grey);font:.8rem ui-monospace,monospace}
article{border:1px solid var(--line);border-radius:6px;margin-bottom:.4rem}
article>a{display:flex;gap:.7rem;padding:.35rem .6rem;color:inherit;text-decoration:none}
article .label,article .line,.more{font-family:ui-monospace,monospace;font-size:.88rem}
article .label{color:var(--grey);min-width:2.2rem}
article .line{flex:1;white-space:pre-wrap;overflow-wrap:anywhere}
.badge{font-size:.85rem;font-weight:600}.badge.good{color:var(--good)}.badge.bad{color:var(--bad)}
.badge.open{color:var(--open)}.badge.model{color:var(--model)}.badge.none{color:var(--grey)}
.more{display:none;margin:0;padding:.1rem .6rem .5rem 3.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
article:target{border-color:currentColor}article:target .more{display:block}
footer{margin-top:2rem;color:var(--grey);font-size:.85rem}
)css";

// Only what stands in the page itself, whatever the text says.
constexpr std::string_view kPolicy = "default-src 'none'; style-src 'unsafe-inline'";

std::size_t strength(std::string_view colour) {
  static constexpr std::array<std::string_view, 5> kWeakToStrong = {"unread", "model", "good",
                                                                    "open", "bad"};
  return static_cast<std::size_t>(std::find(kWeakToStrong.begin(), kWeakToStrong.end(), colour) -
                                  kWeakToStrong.begin());
}

std::string card_html(const Card& card) {
  std::string html = fmt::format(
      "<article id=\"{0}\"><a href=\"#{0}\"><span class=\"label\">{1}</span>"
      "<span class=\"line\">{2}</span><span class=\"badge {3}\">{4}</span></a>",
      escape_html(card.id), escape_html(card.label), escape_html(card.line),
      card.by_model ? "model" : colour_class(card.verdict), escape_html(card.badge));
  if (!card.more.empty()) {
    html += "<p class=\"more\">";
    for (std::size_t i = 0; i < card.more.size(); ++i)
      html += (i == 0 ? "" : "\n") + escape_html(card.more[i]);
    html += "</p>";
  }
  return html + "</article>\n";
}

// While a card is the target, those that it rests on are outlined.
std::string outlines(const std::vector<Card>& cards) {
  std::string css;
  for (const Card& card : cards) {
    if (card.rests_on.empty()) continue;
    css += fmt::format("main:has(#{}:target) :is(", card.id);
    for (std::size_t i = 0; i < card.rests_on.size(); ++i)
      css += fmt::format("{}#{}", i == 0 ? "" : ",", card.rests_on[i]);
    css += "){outline:2px solid currentColor}\n";
  }
  return css;
}

std::string legend_html(const std::vector<LegendEntry>& legend) {
  if (legend.empty()) return {};
  std::string html = "<p class=\"legend\">";
  for (const LegendEntry& entry : legend)
    html += fmt::format("<span class=\"{}\">{}</span>", entry.colour, escape_html(entry.meaning));
  return html + "</p>";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        const bool control = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
        if (control)
          escaped += "\xEF\xBF\xBD";
        else
          escaped += c;
      }
    }
  }
  return escaped;
}

std::string_view colour_class(symbolic::Verdict verdict) {
  switch (verdict) {
    case symbolic::Verdict::kNone:
      return "none";
    case symbolic::Verdict::kProved:
    case symbolic::Verdict::kGrounded:
      return "good";
    case symbolic::Verdict::kRefuted:
    case symbolic::Verdict::kMalformed:
      return "bad";
    default:
      return "open";
  }
}

std::string marked_text(std::string_view text, const std::vector<Mark>& marks) {
  std::vector<std::size_t> borders = {0, text.size()};
  for (const Mark& mark : marks) {
    borders.push_back(std::min(mark.span.begin, text.size()));
    borders.push_back(std::min(mark.span.end, text.size()));
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  std::string html;
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    const Mark* strongest = nullptr;
    for (const Mark& mark : marks)
      if (mark.span.begin <= borders[i] && borders[i + 1] <= mark.span.end &&
          (strongest == nullptr || strength(mark.colour) > strength(strongest->colour)))
        strongest = &mark;
    const std::string part = escape_html(text.substr(borders[i], borders[i + 1] - borders[i]));
    if (strongest == nullptr)
      html += part;
    else if (strongest->target.empty())
      html += fmt::format("<span class=\"{}\">{}</span>", strongest->colour, part);
    else
      html += fmt::format("<a class=\"{}\" href=\"#{}\">{}</a>", strongest->colour,
                          escape_html(strongest->target), part);
  }
  return html;
}

std::string html_page(const Page& page) {
  std::string cards;
  for (const Card& card : page.cards) cards += card_html(card);
  std::string text;
  if (!page.text.empty())
    text = fmt::format("<section><h2>{}</h2><div class=\"text\">{}</div>{}</section>\n",
                       escape_html(page.text_heading), page.text, legend_html(page.legend));
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<title>{title}</title>\n<style>{style}{outlines}</style></head>\n"
      "<body><header><h1>{title}</h1>\n<p><span class=\"badge {colour}\">{verdict}</span> "
      "{summary}</p></header>\n<main>\n{text}<section><h2>{heading}</h2>\n{cards}</section>\n"
      "</main>\n<footer>Checked by Modus. Click a step for what its verdict rests on.</footer>\n"
      "</body></html>\n",
      fmt::arg("policy", kPolicy), fmt::arg("title", escape_html(page.title)),
      fmt::arg("style", kStyle), fmt::arg("outlines", outlines(page.cards)),
      fmt::arg("colour", page.colour), fmt::arg("verdict", escape_html(page.verdict)),
      fmt::arg("summary", escape_html(page.summary)), fmt::arg("text", text),
      fmt::arg("heading", escape_html(page.card_heading)), fmt::arg("cards", cards));
}

}  // namespace modus::app
