#include "bridge/training/reading_batch.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

using neural::TokenId;
using neural::train::Batch;

constexpr std::uint64_t kHeldOutBatches = 1ull << 62;  // streams that training never reaches
constexpr float kCalculatedWeight = 0.2f;
constexpr int kReadingRedraws = 200;  // of problems of another kind, or whose readings are too long

// Tokens of the reply that lie in the spans of its text, in part or whole.
std::vector<std::size_t> tokens_in(const std::vector<claims::Span>& spans, const ReadingRow& row,
                                   const neural::TextTokenizer& tokenizer) {
  std::vector<std::size_t> found;
  std::size_t begin = 0;
  for (std::size_t t = row.reply_begin; t < row.tokens.size(); ++t) {
    const std::size_t end = begin + tokenizer.bytes(row.tokens[t]).size();
    if (std::ranges::any_of(
            spans, [&](const claims::Span& span) { return begin < span.end && span.begin < end; }))
      found.push_back(t);
    begin = end;
  }
  return found;
}

// Of foretelling a token of the row.
float weight_of(const ReadingRow& row, std::size_t token) {
  if (token < row.reply_begin) return 0;
  return std::ranges::binary_search(row.calculated, token) ? kCalculatedWeight : 1.0f;
}

std::size_t common_beginning(const std::vector<ReadingRow>& rows) {
  std::size_t common = rows.front().reply_begin - 1;
  for (const ReadingRow& row : rows) {
    const auto end = std::mismatch(
        row.tokens.begin(), row.tokens.begin() + static_cast<std::ptrdiff_t>(row.reply_begin - 1),
        rows.front().tokens.begin(),
        rows.front().tokens.begin() + static_cast<std::ptrdiff_t>(common));
    common = static_cast<std::size_t>(end.first - row.tokens.begin());
  }
  return common;
}

// Tokens that a batch of these rows has.
std::size_t joined_size(const std::vector<ReadingRow>& rows) {
  const std::size_t common = common_beginning(rows);
  std::size_t size = common;
  for (const ReadingRow& row : rows) size += row.tokens.size() - common;
  return size;
}

// Word problems are thought through as a whole, all else is read sentence by sentence.
std::vector<GoldReading> gold_replies(const tasks::GeneratedProblem& problem, ReadingKind kind) {
  if (kind == ReadingKind::kQuantities) return {gold_prose(problem)};
  return gold_readings(problem);
}

struct DrawnRows {
  ReadingKind kind = ReadingKind::kRules;
  std::vector<ReadingRow> rows;
};

// One problem's rows; of the given kind where one is given.
DrawnRows draw_rows(const Recipe& recipe, const ProblemSource& source, const ChatForm& form,
                    std::size_t stage,
                    const std::pair<tasks::Split, std::optional<ReadingKind>>& of,
                    RandomStream& random) {
  for (int attempt = 0; attempt < kReadingRedraws; ++attempt) {
    const tasks::GeneratedProblem problem = source.draw(stage, of.first, random);
    DrawnRows drawn{.kind = reading_kind_of(problem), .rows = {}};
    if (of.second && *of.second != drawn.kind) continue;
    for (const GoldReading& reading : gold_replies(problem, drawn.kind)) {
      ReadingRow row = reading_row(reading, form);
      if (row.tokens.size() <= recipe.stages[stage].longest_row)
        drawn.rows.push_back(std::move(row));
    }
    if (!drawn.rows.empty()) return drawn;
  }
  throw Error(fmt::format("stage {}: {} problems in a row gave no reading of at most {} tokens",
                          recipe.stages[stage].name, kReadingRedraws,
                          recipe.stages[stage].longest_row));
}

}  // namespace

ReadingRow reading_row(const GoldReading& reading, const ChatForm& form) {
  ReadingRow row;
  row.tokens = encode_chat(form.tokenizer, form.chat, reading.messages);
  row.reply_begin = row.tokens.size();
  const std::vector<TokenId> reply =
      form.tokenizer.encode(reading.reply, neural::Controls::kAsText);
  row.tokens.insert(row.tokens.end(), reply.begin(), reply.end());
  row.calculated = tokens_in(reading.calculated, row, form.tokenizer);
  std::vector<neural::ChatMessage> answered = reading.messages;
  answered.push_back({neural::ChatRole::kAssistant, reading.reply});
  answered.push_back({neural::ChatRole::kUser, ""});
  const std::vector<TokenId> whole = encode_chat(form.tokenizer, form.chat, std::move(answered));
  const auto end = std::find_if(whole.begin() + static_cast<std::ptrdiff_t>(row.reply_begin),
                                whole.end(), [&](TokenId t) { return form.tokenizer.is_end(t); });
  if (end == whole.end()) throw ConfigError("the chat template ends no reply with a token");
  row.tokens.push_back(*end);
  return row;
}

Batch joined(const std::vector<ReadingRow>& rows) {
  const std::size_t common = common_beginning(rows);
  Batch batch;
  const std::vector<TokenId>& first = rows.front().tokens;
  batch.token.assign(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common));
  batch.target.assign(common, 0);
  batch.weight.assign(common, 0.0f);
  batch.offset = {static_cast<std::int32_t>(common)};
  for (const ReadingRow& row : rows) {
    for (std::size_t t = common; t < row.tokens.size(); ++t) {
      const bool last = t + 1 == row.tokens.size();
      batch.token.push_back(row.tokens[t]);
      batch.target.push_back(last ? 0 : row.tokens[t + 1]);
      batch.weight.push_back(last ? 0.0f : weight_of(row, t + 1));
    }
    batch.offset.push_back(static_cast<std::int32_t>(batch.token.size()));
  }
  return batch;
}

ReadingBatch draw_readings(const Recipe& recipe, const ProblemSource& source, const ChatForm& form,
                           Cursor from) {
  ReadingBatch drawn{.batch = {}, .after = from, .stage = stage_at(recipe, from.tokens)};
  RandomStream random(recipe.seed, from.row + 1);
  DrawnRows all =
      draw_rows(recipe, source, form, drawn.stage, {tasks::Split::kTrain, std::nullopt}, random);
  for (bool full = false; !full;) {
    for (ReadingRow& row :
         draw_rows(recipe, source, form, drawn.stage, {tasks::Split::kTrain, all.kind}, random)
             .rows) {
      all.rows.push_back(std::move(row));
      full = joined_size(all.rows) > recipe.tokens_per_step;
      if (!full) continue;
      all.rows.pop_back();
      break;
    }
  }
  drawn.batch = joined(all.rows);
  ++drawn.after.row;
  drawn.after.tokens += drawn.batch.token.size();
  return drawn;
}

std::vector<Batch> held_out_readings(const Recipe& recipe, const ProblemSource& source,
                                     const ChatForm& form, std::size_t stage) {
  std::vector<Batch> batches;
  std::size_t rows = 0;
  for (std::uint64_t i = 0; rows < recipe.evaluation_rows; ++i) {
    RandomStream random(recipe.seed, kHeldOutBatches + i);
    DrawnRows drawn =
        draw_rows(recipe, source, form, stage, {tasks::Split::kHeldOut, std::nullopt}, random);
    drawn.rows.resize(std::min(drawn.rows.size(), recipe.evaluation_rows - rows));
    rows += drawn.rows.size();
    batches.push_back(joined(drawn.rows));
  }
  return batches;
}

}  // namespace modus::bridge
