// What tools/compare_speed times: a public model, one command a line from standard input, one
// number a line to standard output.
// usage: modus_time_tokens FILE.gguf
//   probe 0     bytes a second that all threads read from 128 MB
//   weights 0   bytes of weights that one token reads
//   prefill N   seconds of N tokens at once
//   decode N    seconds of a token, mean of N one after the other behind 128
//   batch N     the same of eight sequences together
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "base/error.h"
#include "kernels/read_probe.h"
#include "neural/public/public_model.h"
#include "neural/transformer_decoder.h"
#include "tools/program.h"

namespace modus {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kBefore = 128, kBatch = 8;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double read_bandwidth() {
  static kernels::ReadProbe probe(std::size_t{1} << 27);
  const Clock::time_point start = Clock::now();
  probe.read();
  return static_cast<double>(probe.size_bytes()) / seconds_since(start);
}

class Timing {
 public:
  explicit Timing(std::shared_ptr<const neural::ModelWeights> weights)
      : decoder_(weights), tokens_(decoder_.context()), logits_(kBatch * decoder_.vocabulary()) {
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      tokens_[i] = static_cast<neural::TokenId>((100 + i) % decoder_.vocabulary());
  }

  double prefill(std::size_t count) {
    const neural::SequenceId sequence = decoder_.open();
    const neural::Append append{sequence, std::span(tokens_).first(count)};
    const Clock::time_point start = Clock::now();
    decoder_.append({&append, 1}, std::span(logits_).first(decoder_.vocabulary()));
    const double seconds = seconds_since(start);
    decoder_.close(sequence);
    return seconds;
  }

  double decode(std::size_t sequences, std::size_t count) {
    std::vector<neural::Append> batch;
    for (std::size_t b = 0; b < sequences; ++b)
      batch.push_back({decoder_.open(), std::span(tokens_).first(kBefore)});
    const std::span<float> logits = std::span(logits_).first(sequences * decoder_.vocabulary());
    decoder_.append(batch, logits);
    const Clock::time_point start = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
      for (neural::Append& append : batch)
        append.tokens = std::span(tokens_).subspan(kBefore + i, 1);
      decoder_.append(batch, logits);
    }
    const double seconds = seconds_since(start) / static_cast<double>(count);
    for (const neural::Append& append : batch) decoder_.close(append.sequence);
    return seconds;
  }

 private:
  neural::TransformerDecoder decoder_;
  std::vector<neural::TokenId> tokens_;
  std::vector<float> logits_;
};

int run(const std::string& path) {
  const auto weights = neural::load_public_weights(path);
  Timing timing(weights);
  std::string what;
  for (std::size_t count = 0; std::cin >> what >> count;) {
    const double answer = what == "probe"     ? read_bandwidth()
                          : what == "weights" ? neural::bytes_a_token(*weights)
                          : what == "prefill" ? timing.prefill(count)
                          : what == "decode"  ? timing.decode(1, count)
                          : what == "batch"   ? timing.decode(kBatch, count)
                                              : throw Error("no command: " + what);
    std::printf("%.9g\n", answer);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace modus

int main(int argc, char** argv) {
  return modus::run_program(argc, argv, 1, "modus_time_tokens FILE.gguf < COMMANDS",
                            [](char** given) { return modus::run(given[1]); });
}
