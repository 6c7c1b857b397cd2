// Models as messages, lossless: read_model(write_model(m)) == m.
#pragma once

#include "claims/model.h"
#include "symbolic/worker_message.h"

namespace modus::symbolic {

// Values are numbers, entities, truth values and sets; nothing undefined or unknown.
void write_model(MessageWriter& out, const claims::Model& model);
claims::Model read_model(MessageReader& in);

}  // namespace modus::symbolic
