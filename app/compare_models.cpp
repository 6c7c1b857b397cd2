#include "app/compare_models.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/output.h"
#include "base/files.h"
#include "neural/public/public_model.h"
#include "neural/transformer_decoder.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

class TokenByToken {
 public:
  explicit TokenByToken(const std::string& path)
      : decoder_(neural::load_public_weights(path)),
        sequence_(decoder_.open()),
        logits_(decoder_.vocabulary()) {}

  std::size_t context() const { return decoder_.context(); }

  // Log-probabilities after one more token.
  const std::vector<double>& next(neural::TokenId token) {
    const neural::Append append{sequence_, {&token, 1}};
    decoder_.append({&append, 1}, logits_);
    const auto highest = static_cast<double>(*std::ranges::max_element(logits_));
    double sum = 0;
    for (const float logit : logits_) sum += std::exp(static_cast<double>(logit) - highest);
    log_.assign(logits_.begin(), logits_.end());
    for (double& value : log_) value -= highest + std::log(sum);
    return log_;
  }

 private:
  neural::TransformerDecoder decoder_;
  neural::SequenceId sequence_;
  std::vector<float> logits_;
  std::vector<double> log_;
};

double divergence(const std::vector<double>& p, const std::vector<double>& q) {
  double sum = 0;
  for (std::size_t v = 0; v < p.size(); ++v) sum += std::exp(p[v]) * (p[v] - q[v]);
  return sum;
}

std::size_t best(const std::vector<double>& p) {
  return static_cast<std::size_t>(std::ranges::max_element(p) - p.begin());
}

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

Json json_of(const ModelComparison& c) {
  return {{"tokens", c.tokens},
          {"same_most_probable", c.same_best},
          {"kl_divergence", c.mean},
          {"kl_divergence_median", c.median}};
}

std::string text_of(const ModelComparison& c) {
  const double share = 100 * static_cast<double>(c.same_best) /
                       static_cast<double>(std::max<std::size_t>(c.tokens, 1));
  return fmt::format(
      "over {} tokens: the same token most probable after {} ({:.1f} %); KL(source || written) "
      "mean {:.2e}, median {:.2e}\n",
      c.tokens, c.same_best, share, c.mean, c.median);
}

}  // namespace

ModelComparison compare_models(const CompareModels& p) {
  std::vector<neural::TokenId> tokens = neural::open_public_model(p.source).tokenizer.encode(
      read_text(p.text, kMaxTextBytes), neural::Controls::kAsText);
  TokenByToken source(p.source), written(p.written);
  tokens.resize(std::min({tokens.size(), p.most_tokens, source.context()}));
  ModelComparison comparison{.tokens = tokens.size()};
  std::vector<double> divergences;
  for (const neural::TokenId token : tokens) {
    const std::vector<double>& before = source.next(token);
    const std::vector<double>& after = written.next(token);
    divergences.push_back(divergence(before, after));
    comparison.mean += divergences.back() / static_cast<double>(tokens.size());
    comparison.same_best += best(before) == best(after) ? 1 : 0;
  }
  comparison.median = median_of(std::move(divergences));
  return comparison;
}

std::size_t weight_file_bytes(const std::string& path) {
  if (!fs::is_directory(path)) return fs::file_size(path);
  std::size_t bytes = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(path))
    if (entry.path().extension() == ".safetensors") bytes += entry.file_size();
  return bytes;
}

void add_report_options(CLI::App& command, ReportOptions& options) {
  command.add_option("--compare", options.compare,
                     "A text over which a public model and what is written are compared");
  command.add_option("--tokens", options.tokens, "Of that text, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 1 << 20));
  command.add_flag("--json", options.json, "One JSON object on standard output");
}

void report_written(const std::string& source, const std::string& written,
                    const ReportOptions& options, const std::string& members, std::string line) {
  Json json = Json::parse(members);
  if (!options.compare.empty()) {
    const ModelComparison c = compare_models({.source = source,
                                              .written = written,
                                              .text = options.compare,
                                              .most_tokens = options.tokens});
    json["compared"] = json_of(c);
    line += text_of(c);
  }
  if (options.json)
    print_json(json.dump());
  else
    print(line);
}

}  // namespace modus::app
