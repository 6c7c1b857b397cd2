#include "app/text_model_source.h"

#include <fmt/format.h>

#include "app/local_text_model.h"
#include "base/error.h"
#include "bridge/prompted/server_address.h"
#include "bridge/prompted/server_model.h"
#include "neural/public/public_model.h"

namespace modus::app {

bool names_text_model(const ModelFlags& flags) {
  const bool local =
      !bridge::is_server_address(flags.model) && neural::is_public_model(flags.model);
  if (!flags.adapter.empty() && !local)
    throw ConfigError(
        fmt::format("--adapter {}: `{}` is neither a GGUF file nor a Hugging Face "
                    "folder, only these take adapters",
                    flags.adapter, flags.model));
  return local || bridge::is_server_address(flags.model);
}

std::unique_ptr<bridge::TextModel> open_text_model(const ModelFlags& flags,
                                                   const std::atomic<bool>* stop) {
  if (!bridge::is_server_address(flags.model))
    return open_local_text_model(flags.model, flags.adapter, stop);
  bridge::ServerOptions options{.address = flags.model, .model = flags.model_name, .limits = {}};
  options.limits.whole_ms = static_cast<long>(flags.timeout_s * 1000);
  options.limits.stop = stop;
  return std::make_unique<bridge::ServerModel>(std::move(options));
}

}  // namespace modus::app
