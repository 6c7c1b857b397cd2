#include "app/render_html.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/evidence_lines.h"
#include "app/html_page.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

using symbolic::ChainVerdict;
using symbolic::Verdict;

std::string_view colour_of(ChainVerdict verdict) {
  switch (verdict) {
    case ChainVerdict::kVerified:
    case ChainVerdict::kValid:
      return "good";
    case ChainVerdict::kRefuted:
    case ChainVerdict::kInconsistent:
    case ChainVerdict::kMalformed:
      return "bad";
    default:
      return "open";
  }
}

std::vector<std::string> ids_of(const std::vector<claims::StepId>& steps) {
  std::vector<std::string> ids;
  for (const claims::StepId step : steps) ids.push_back(fmt::format("s{}", step.value));
  return ids;
}

// The step without its label, which has a column of its own.
std::string line_of(const claims::Step& step) {
  if (step.id.value == 0) return statement(step);
  std::string line = claims::print_step(step);
  const std::string front = label(step) + "  ";
  if (line.starts_with(front)) line.erase(0, front.size());
  return line;
}

Card card_of(const claims::Step& step, const symbolic::StepResult& result) {
  Card card{.id = step.id.value == 0 ? fmt::format("step{}", result.index) : label(step),
            .label = label(step),
            .line = line_of(step),
            .badge = result.verdict == Verdict::kNone
                         ? std::string()
                         : std::string(symbolic::to_string(result.verdict)),
            .verdict = result.verdict,
            .more = evidence_lines(result),
            .rests_on = ids_of(step.cites)};
  const symbolic::Evidence& evidence = result.evidence;
  if (result.verdict == Verdict::kGrounded && !evidence.reads_back.empty())
    card.more.push_back("the claim reads: " + evidence.reads_back);
  if (!evidence.used.empty()) card.more.push_back("follows from " + id_list(evidence.used));
  if (result.verdict == Verdict::kProved || result.verdict == Verdict::kRefuted)
    card.more.push_back(fmt::format("decided by the {} layer", symbolic::to_string(result.layer)));
  return card;
}

// The sentences, each in the colour of the worst given that reads it; grey where none does.
std::string numbered_text(const claims::Chain& chain, const symbolic::ChainResult& result) {
  std::vector<std::vector<Mark>> marks;  // of each sentence
  for (const std::string& sentence : chain.text)
    marks.push_back({{{0, sentence.size()}, "unread", ""}});
  for (const symbolic::StepResult& step : result.steps) {
    const claims::Step& given = chain.steps.at(step.index);
    if (given.kind != claims::StepKind::kGiven || given.sentences.empty()) continue;
    const std::size_t k = given.sentences.front();
    if (k == 0 || k > chain.text.size()) continue;  // there is no such sentence
    const claims::Span whole{0, chain.text[k - 1].size()};
    marks[k - 1].push_back({whole, std::string(colour_class(step.verdict)), label(given)});
  }
  std::string html;
  for (std::size_t i = 0; i < chain.text.size(); ++i)
    html += fmt::format("<span class=\"number\">@{}</span> {}\n", i + 1,
                        marked_text(chain.text[i], marks[i]));
  return html;
}

std::string summary(const claims::Chain& chain, const symbolic::ChainResult& result) {
  std::string text = result.first_mistake
                         ? "first mistake: " + label(chain.steps.at(*result.first_mistake))
                         : result.reason;
  if (result.has_answer)
    text += fmt::format("{}answer: {}", text.empty() ? "" : "; ", result.answer);
  return text;
}

// What is said of a claim that was read from prose.
Card card_of(const symbolic::SentenceVerdict& read, std::size_t index) {
  Card card{.id = fmt::format("c{}", index + 1),
            .label = fmt::format("{}", read.sentence),
            .line = read.claim,
            .badge = read.verdict == Verdict::kNone
                         ? std::string()
                         : std::string(symbolic::to_string(read.verdict)),
            .verdict = read.verdict,
            .more = {fmt::format("sentence {}: \"{}\"", read.sentence, read.quoted)},
            .rests_on = {}};
  if (!read.detail.empty()) card.more.push_back(read.detail);
  symbolic::StepResult rest;  // what the detail does not say
  rest.evidence = read.evidence;
  rest.evidence.right_value.clear();
  for (std::string& line : evidence_lines(rest)) card.more.push_back(std::move(line));
  return card;
}

// What a model takes a sentence to say that was not read.
Card proposed_card(const symbolic::SentenceVerdict& read, std::size_t index) {
  Card card = card_of(read, index);
  card.id = fmt::format("m{}", index + 1);
  card.by_model = true;
  const bool misread = read.verdict == Verdict::kRefuted;
  card.badge = misread              ? "read by model: possibly misread"
               : card.badge.empty() ? "read by model"
                                    : "read by model: " + card.badge;
  return card;
}

std::vector<LegendEntry> legend_of(const symbolic::AnswerCheck& check) {
  std::vector<LegendEntry> legend = {
      {"good", "holds"}, {"bad", "does not hold"}, {"open", "open"}, {"unread", "not understood"}};
  if (!check.proposed.empty()) legend.push_back({"model", "read by model, not counted"});
  return legend;
}

}  // namespace

std::string render_chain_html(const claims::Chain& chain, const symbolic::ChainResult& result,
                              std::string_view title) {
  Page page{.title = std::string(title),
            .verdict = std::string(symbolic::to_string(result.verdict)),
            .summary = summary(chain, result),
            .colour = colour_of(result.verdict),
            .text_heading = "Text",
            .text = numbered_text(chain, result),
            .legend = {},
            .card_heading = "Steps",
            .cards = {}};
  for (const symbolic::StepResult& step : result.steps)
    page.cards.push_back(card_of(chain.steps.at(step.index), step));
  return html_page(page);
}

std::string render_answer_html(const symbolic::AnswerCheck& check, std::string_view answer,
                               std::string_view title) {
  std::vector<Mark> marks;
  for (const claims::Span& span : check.unread) marks.push_back({span, "unread", ""});
  Page page{
      .title = std::string(title),
      .verdict = std::string(symbolic::to_string(check.verdict)),
      .summary = fmt::format("{}{}{} of {} sentences understood", check.reason,
                             check.reason.empty() ? "" : "; ", check.understood, check.sentences),
      .colour = colour_of(check.verdict),
      .text_heading = "Answer",
      .text = "",
      .legend = {},
      .card_heading = "Claims read from it",
      .cards = {}};
  if (check.final_answer) page.summary += "; answer: " + *check.final_answer;
  for (std::size_t i = 0; i < check.claims.size(); ++i) {
    const symbolic::SentenceVerdict& read = check.claims[i];
    Card card = card_of(read, i);
    marks.push_back({read.span, std::string(colour_class(read.verdict)), card.id});
    for (std::size_t j = 0; j < i; ++j)
      if (std::find(read.rests_on.begin(), read.rests_on.end(), check.claims[j].sentence) !=
          read.rests_on.end())
        card.rests_on.push_back(fmt::format("c{}", j + 1));
    page.cards.push_back(std::move(card));
  }
  for (std::size_t i = 0; i < check.proposed.size(); ++i) {
    Card card = proposed_card(check.proposed[i], i);
    marks.push_back({check.proposed[i].span, "model", card.id});
    page.cards.push_back(std::move(card));
  }
  page.legend = legend_of(check);
  page.text = marked_text(answer, marks);
  return html_page(page);
}

}  // namespace modus::app
