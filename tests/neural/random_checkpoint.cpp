// modus_random_checkpoint FOLDER: the nano shape with random weights, int8.
#include <cstdio>
#include <exception>

#include "bridge/row.h"
#include "neural/quantise.h"
#include "tests/neural/random_model.h"

int main(int argc, char** argv) {
  using namespace modus;
  if (argc != 2) {
    std::fputs("usage: modus_random_checkpoint FOLDER\n", stderr);
    return 2;
  }
  try {
    const neural::ModelConfig config;
    const neural::ModelWeights weights = neural::quantise(neural::random_weights(config, 1));
    const neural::Tokenizer tokenizer =
        neural::random_tokenizer(config.vocab_size, bridge::reserved_tokens(), 1);
    neural::write_checkpoint(argv[1], weights, tokenizer);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
