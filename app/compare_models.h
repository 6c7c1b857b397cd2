// What one public model finds probable next, against what another made of it does.
#pragma once

#include <cstddef>
#include <string>

namespace CLI {
class App;
}

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

// How a command tells what it has written.
struct ReportOptions {
  std::string compare;  // the file of a text, or ""
  std::size_t tokens = 512;
  bool json = false;
};
void add_report_options(CLI::App& command, ReportOptions& options);

// members: of the JSON object, itself an object. line: the same for people. Where a text is given
// both models are compared over it.
void report_written(const std::string& source, const std::string& written,
                    const ReportOptions& options, const std::string& members, std::string line);

// Of the files of tensors: a file, or the shards of a folder.
std::size_t weight_file_bytes(const std::string& path);

}  // namespace modus::app
