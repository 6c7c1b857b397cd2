#include "app/render_text.h"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "app/evidence_lines.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

constexpr std::size_t kWidestLine = 64;  // verdicts stand at most this far to the right
constexpr std::size_t kWidestQuote = 48;

// Code points: what a terminal shows of a text without wide characters.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t shown = width_of(text);
  return shown < width ? text + std::string(width - shown, ' ') : text;
}

std::string coloured(const std::string& text, symbolic::Verdict verdict, Ink ink) {
  using symbolic::Verdict;
  if (ink == Ink::kPlain || verdict == Verdict::kNone) return text;
  const bool good = verdict == Verdict::kProved || verdict == Verdict::kGrounded;
  const bool bad = verdict == Verdict::kRefuted || verdict == Verdict::kMalformed;
  return fmt::format("\x1b[{}m{}\x1b[0m", good ? 32 : bad ? 31 : 33, text);
}

bool is_wrong(symbolic::Verdict verdict) {
  using symbolic::Verdict;
  return verdict != Verdict::kNone && verdict != Verdict::kProved && verdict != Verdict::kGrounded;
}

// "verified", or "undecided (premises)".
std::string with_reason(symbolic::ChainVerdict verdict, const std::string& reason) {
  const std::string word(symbolic::to_string(verdict));
  return reason.empty() ? word : fmt::format("{} ({})", word, reason);
}

std::string seconds(double elapsed_s) { return fmt::format("{:.2f} s", elapsed_s); }

std::string rests_on(const std::vector<std::size_t>& sentences) {
  std::string text = sentences.size() == 1 ? "rests on sentence" : "rests on sentences";
  for (const std::size_t k : sentences) text += fmt::format(" {}", k);
  return text;
}

// The verdict column of one claim read from prose, and what is said about it.
std::string judged(const symbolic::SentenceVerdict& claim, std::size_t verdict_width, Ink ink) {
  if (!claim.rests_on.empty())
    return coloured(rests_on(claim.rests_on), symbolic::Verdict::kUnproved, ink);
  const std::string word = padded(std::string(symbolic::to_string(claim.verdict)), verdict_width);
  return coloured(word, claim.verdict, ink) + "  " + claim.detail;
}

std::string plural(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

// "3 givens grounded, 2 of 3 steps proved": only what there is.
std::string tally(const symbolic::ChainResult& result) {
  using symbolic::Verdict;
  std::size_t grounded = 0, proved = 0, judged_steps = 0;
  for (const symbolic::StepResult& step : result.steps) {
    if (step.verdict == Verdict::kGrounded) ++grounded;
    if (step.verdict == Verdict::kProved) ++proved;
    if (step.kind != claims::StepKind::kGiven && step.verdict != Verdict::kNone) ++judged_steps;
  }
  std::string text;
  if (grounded > 0) text = plural(grounded, "given") + " grounded";
  if (judged_steps > 0)
    text += fmt::format("{}{} of {} proved", text.empty() ? "" : ", ", proved,
                        plural(judged_steps, "step"));
  return text;
}

std::string summary(const claims::Chain& chain, const symbolic::ChainResult& result) {
  std::string text = with_reason(result.verdict, result.reason) + ".";
  if (result.has_answer) text += fmt::format("  answer: {}.", result.answer);
  if (!result.core.empty())
    text += fmt::format("  the givens {} cannot hold together.", id_list(result.core));
  if (result.first_mistake)
    text += fmt::format("  first mistake: {}.", label(chain.steps.at(*result.first_mistake)));
  if (result.verdict == symbolic::ChainVerdict::kVerified)
    text += "  reasoning proved, reading checked.";
  if (result.verdict == symbolic::ChainVerdict::kUndecided) text += "  --effort raises the limits.";
  if (const std::string counted = tally(result); !counted.empty())
    text += fmt::format("  {}.", counted);
  return text;
}

}  // namespace

std::string render_chain(const claims::Chain& chain, const symbolic::ChainResult& result,
                         const TextView& view) {
  std::vector<std::string> lines;
  std::size_t widest = 0;
  for (const symbolic::StepResult& step : result.steps) {
    lines.push_back(claims::print_step(chain.steps.at(step.index)));
    widest = std::max(widest, std::min(width_of(lines.back()), kWidestLine));
  }
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const symbolic::StepResult& step = result.steps[i];
    const std::string verdict = step.verdict == symbolic::Verdict::kNone
                                    ? std::string()
                                    : std::string(symbolic::to_string(step.verdict));
    text += verdict.empty() ? fmt::format("  {}\n", lines[i])
                            : fmt::format("  {}   {}\n", padded(lines[i], widest),
                                          coloured(verdict, step.verdict, view.ink));
    for (const std::string& line : evidence_lines(step)) text += fmt::format("        {}\n", line);
  }
  return text + fmt::format("  {}  {}\n", summary(chain, result), seconds(view.elapsed_s));
}

std::string render_answer(const symbolic::AnswerCheck& check, const TextView& view) {
  std::size_t quote_width = 0, sentence_width = 0, verdict_width = 0;
  std::vector<const symbolic::SentenceVerdict*> wrong;
  for (const symbolic::SentenceVerdict& claim : check.claims)
    if (is_wrong(claim.verdict)) wrong.push_back(&claim);
  for (const symbolic::SentenceVerdict* claim : wrong) {
    quote_width = std::max(quote_width, std::min(width_of(claim->quoted), kWidestQuote) + 2);
    sentence_width = std::max(sentence_width, fmt::format("{}", claim->sentence).size());
    if (claim->rests_on.empty())
      verdict_width = std::max(verdict_width, symbolic::to_string(claim->verdict).size());
  }
  std::string text;
  for (const symbolic::SentenceVerdict* claim : wrong)
    text += fmt::format("  sentence {:<{}}  {}   {}\n", claim->sentence, sentence_width,
                        padded(fmt::format("\"{}\"", claim->quoted), quote_width),
                        judged(*claim, verdict_width, view.ink));
  text += check.first_mistake ? fmt::format("  first mistake: sentence {}.", *check.first_mistake)
                              : fmt::format("  {}.", with_reason(check.verdict, check.reason));
  text +=
      fmt::format("  {} of {} understood.", check.understood, plural(check.sentences, "sentence"));
  if (check.final_answer) text += fmt::format("  answer: {}.", *check.final_answer);
  return text + fmt::format("  {}\n", seconds(view.elapsed_s));
}

}  // namespace modus::app
