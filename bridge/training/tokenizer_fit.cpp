#include "bridge/training/tokenizer_fit.h"

#include <filesystem>

#include "bridge/row.h"
#include "tasks/dataset.h"

namespace modus::bridge {
namespace {

constexpr std::uint64_t kFirstStream = 1ull << 61;  // apart from those of training and evaluation

void count(const std::vector<neural::Piece>& pieces, std::uint64_t times,
           neural::TokenizerTraining& training) {
  for (const neural::Piece& piece : pieces)
    if (piece.begins_word) training.piece_counts[piece.text] += times;
}

}  // namespace

neural::Tokenizer fit_tokenizer(const Recipe& recipe, const ProblemSource& source,
                                const std::string& data_folder) {
  neural::TokenizerTraining training;
  training.vocabulary = recipe.model.vocab_size;
  training.reserved = reserved_tokens();
  std::uint64_t stream = kFirstStream;
  for (std::size_t stage = 0; stage < recipe.stages.size(); ++stage)
    for (std::size_t i = 0; i < recipe.tokenizer_rows; ++i) {
      RandomStream random(recipe.seed, stream++);
      const tasks::GeneratedProblem problem = source.draw(stage, tasks::Split::kTrain, random);
      count(row_pieces(problem, 1, 1), 1, training);
    }
  for (const TokenizerText& text : recipe.tokenizer_texts)
    for (const tasks::Row& row :
         tasks::read_rows((std::filesystem::path(data_folder) / text.file).string()))
      count(neural::normalise_text(row.text(text.field)), text.times, training);
  return neural::Tokenizer::train(training);
}

}  // namespace modus::bridge
