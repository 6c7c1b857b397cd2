// What a build without the model runtime (-DMODUS_NEURAL=OFF) has in place of its commands.
#include "app/commands.h"
#include "app/eval_by_model.h"
#include "app/eval_by_text_model.h"
#include "app/grey_by_text_model.h"
#include "app/solve_by_model.h"
#include "app/solve_by_text_model.h"
#include "app/text_model_source.h"
#include "base/error.h"

namespace modus::app {

void add_generate(CLI::App&, int&) {}
void add_convert(CLI::App&, int&) {}
void add_inspect(CLI::App&, int&) {}
void add_quantize(CLI::App&, int&) {}
void add_bench_decode(CLI::App&, int&) {}
void add_bench_guide(CLI::App&, int&) {}
void add_bench_mask(CLI::App&, int&) {}

bool has_model_runtime() { return false; }

int solve_by_model(const NamedText&, const std::string&, const ModelFlags&, const CheckFlags&) {
  throw ConfigError("this modus has no model runtime: build it with MODUS_NEURAL=ON");
}

bool names_text_model(const ModelFlags& flags) {
  return flags.model.find("://") != std::string::npos;
}

bool propose_by_text_model(symbolic::AnswerCheck&, const AnswerInput&, const ModelFlags&,
                           const symbolic::CheckOptions&) {
  throw ConfigError("this modus has no model runtime: build it with MODUS_NEURAL=ON");
}

int solve_by_text_model(const NamedText&, const ModelFlags&, const CheckFlags&) {
  throw ConfigError("this modus has no model runtime: build it with MODUS_NEURAL=ON");
}

std::vector<std::string> model_modes() { return {}; }

tasks::EvalResult eval_by_model(const std::string&, const tasks::EvalOptions&, const ModelFlags&) {
  throw ConfigError("this modus has no model runtime: build it with MODUS_NEURAL=ON");
}

tasks::EvalResult eval_by_text_model(const std::string&, const tasks::EvalOptions&,
                                     const ModelFlags&, const std::string&) {
  throw ConfigError("this modus has no model runtime: build it with MODUS_NEURAL=ON");
}

tasks::EvalResult eval_reading(tasks::Family, const tasks::EvalOptions&, const ModelFlags&) {
  throw ConfigError("this modus has no model runtime: build it with MODUS_NEURAL=ON");
}

}  // namespace modus::app
