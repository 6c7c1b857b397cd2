#include "app/render_text.h"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "app/evidence_lines.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

constexpr std::size_t kWidestLine = 76;  // verdicts stand at most this far to the right
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

struct Columns {
  std::size_t id = 0, kind = 0;
};
Columns columns_of(const claims::Chain& chain) {
  Columns columns;
  for (const claims::Step& step : chain.steps) {
    if (step.id.value == 0) continue;
    columns.id = std::max(columns.id, label(step).size());
    columns.kind = std::max(columns.kind, claims::to_string(step.kind).size());
  }
  return columns;
}

// The printed step with id and kind in columns: "s3   have       patient(ann)  by s1 s2".
std::string aligned(const claims::Step& step, const Columns& columns) {
  const std::string line = claims::print_step(step);
  if (step.id.value == 0) return line;
  const std::string_view kind = claims::to_string(step.kind);
  const std::string front = fmt::format("s{}  {}", step.id.value, kind);
  if (!line.starts_with(front)) return line;
  const std::size_t said = std::min(line.find_first_not_of(' ', front.size()), line.size());
  return fmt::format("{:<{}}  {:<{}}  {}", label(step), columns.id, kind, columns.kind,
                     line.substr(said));
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

std::string seconds(double elapsed_s) {
  return elapsed_s < 0.01 ? fmt::format("{:.3f} s", elapsed_s) : fmt::format("{:.2f} s", elapsed_s);
}

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

// What a model takes unread sentences to say: nobody's words but its own.
std::string read_by_model(const symbolic::AnswerCheck& check, Ink ink) {
  std::string text;
  for (const symbolic::SentenceVerdict& read : check.proposed) {
    const bool misread = read.verdict == symbolic::Verdict::kRefuted;
    const std::string word =
        misread ? "possibly misread" : std::string(symbolic::to_string(read.verdict));
    const symbolic::Verdict shown = misread ? symbolic::Verdict::kUndecided : read.verdict;
    text += fmt::format("  sentence {}  read by model  {}", read.sentence, read.claim);
    if (!word.empty()) text += "   " + coloured(word, shown, ink);
    text += read.detail.empty() ? "\n" : fmt::format("  {}\n", read.detail);
  }
  return text;
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

bool hit_a_limit(const symbolic::ChainResult& result) {
  return std::any_of(result.steps.begin(), result.steps.end(), [](const auto& step) {
    return step.verdict == symbolic::Verdict::kUndecided &&
           (step.reason.find("limit") != std::string::npos ||
            step.reason.find("clock") != std::string::npos);
  });
}

// A parse error with its line and caret, not a phrase.
bool is_block(const std::string& reason) { return reason.find('\n') != std::string::npos; }

std::string closing_line(const claims::Chain& chain, const symbolic::ChainResult& result) {
  const bool said_above = result.first_mistake || is_block(result.reason);
  std::string text = with_reason(result.verdict, said_above ? "" : result.reason) + ".";
  if (result.has_answer) text += fmt::format("  answer: {}.", result.answer);
  if (result.first_mistake)
    text += fmt::format("  first mistake: {}.", label(chain.steps.at(*result.first_mistake)));
  if (result.verdict == symbolic::ChainVerdict::kVerified)
    text += "  reasoning proved, reading checked.";
  if (hit_a_limit(result)) text += "  --effort raises the limits.";
  if (const std::string counted = tally(result); !counted.empty())
    text += fmt::format("  {}.", counted);
  return text;
}

// The verdict; behind that of a grounded given, what its claim says in English.
std::string verdict_column(const symbolic::StepResult& step, Ink ink) {
  const std::string verdict =
      coloured(std::string(symbolic::to_string(step.verdict)), step.verdict, ink);
  if (step.verdict != symbolic::Verdict::kGrounded || step.evidence.reads_back.empty())
    return verdict;
  return fmt::format("{}   \"{}\"", verdict, step.evidence.reads_back);
}

}  // namespace

std::string render_chain(const claims::Chain& chain, const symbolic::ChainResult& result,
                         const TextView& view) {
  std::vector<std::string> lines;
  const Columns columns = columns_of(chain);
  std::size_t widest = 0;
  for (const symbolic::StepResult& step : result.steps) {
    lines.push_back(aligned(chain.steps.at(step.index), columns));
    widest = std::max(widest, std::min(width_of(lines.back()), kWidestLine));
  }
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const symbolic::StepResult& step = result.steps[i];
    text +=
        step.verdict == symbolic::Verdict::kNone
            ? fmt::format("  {}\n", lines[i])
            : fmt::format("  {}   {}\n", padded(lines[i], widest), verdict_column(step, view.ink));
    for (const std::string& line : evidence_lines(step)) text += fmt::format("        {}\n", line);
  }
  if (is_block(result.reason)) text += fmt::format("  {}\n", result.reason);
  return text + fmt::format("  {}  {}\n", closing_line(chain, result), seconds(view.elapsed_s));
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
  text += read_by_model(check, view.ink);
  text += check.first_mistake ? fmt::format("  first mistake: sentence {}.", *check.first_mistake)
                              : fmt::format("  {}.", with_reason(check.verdict, check.reason));
  text +=
      fmt::format("  {} of {} understood.", check.understood, plural(check.sentences, "sentence"));
  if (!check.proposed.empty())
    text += fmt::format("  {} read by model, not counted.", plural(check.proposed.size(), "claim"));
  if (check.final_answer) text += fmt::format("  answer: {}.", *check.final_answer);
  return text + fmt::format("  {}\n", seconds(view.elapsed_s));
}

}  // namespace modus::app
