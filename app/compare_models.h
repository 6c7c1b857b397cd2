// What one public model finds probable next, against what another made of it does.
#pragma once

#include <cstddef>
#include <string>

namespace modus::app {

struct ModelComparison {
  std::size_t tokens = 0, same_best = 0;
  double mean = 0, median = 0;  // of KL(source || written) after each token, in nats
};

struct CompareModels {
  std::string source, written;  // paths, as --model takes them
  std::string text;             // the file of a text
  std::size_t most_tokens = 512;
};

// Both read the text token by token. IoError and ConfigError as the models' files do.
ModelComparison compare_models(const CompareModels& p);

// Of the files of tensors: a file, or the shards of a folder.
std::size_t weight_file_bytes(const std::string& path);

// The members of a JSON object, and a line for people.
std::string comparison_json(const ModelComparison& c);
std::string comparison_text(const ModelComparison& c);

}  // namespace modus::app
