#include "app/text_model_source.h"

#include "app/local_text_model.h"
#include "bridge/prompted/server_address.h"
#include "bridge/prompted/server_model.h"
#include "neural/public/public_model.h"

namespace modus::app {

bool names_text_model(const std::string& model) {
  return bridge::is_server_address(model) || neural::is_public_model(model);
}

std::unique_ptr<bridge::TextModel> open_text_model(const ModelFlags& flags,
                                                   const std::atomic<bool>* stop) {
  if (!bridge::is_server_address(flags.model)) return open_local_text_model(flags.model, stop);
  bridge::ServerOptions options{.address = flags.model, .model = flags.model_name, .limits = {}};
  options.limits.whole_ms = static_cast<long>(flags.timeout_s * 1000);
  options.limits.stop = stop;
  return std::make_unique<bridge::ServerModel>(std::move(options));
}

}  // namespace modus::app
