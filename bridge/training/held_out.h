// How well a model writes the chains of held-out problems while each true token is given to it.
#pragma once

#include <cstddef>

#include "bridge/training/metrics.h"
#include "bridge/training/row_stream.h"
#include "neural/tokenizer.h"
#include "neural/train/trainer.h"

namespace modus::bridge {

// held_out/loss (nats a chain token, unweighted), /token (share of chain tokens that are the most
// likely one), /given (share of `given @k CLAIM ;` right in every token), /row (share of chains
// so), /utilisation (worst layer over all tokens of the rows, text included).
Figures held_out_figures(const neural::train::Trainer& trainer, const DrawnBatch& rows,
                         const neural::Tokenizer& tokenizer);

}  // namespace modus::bridge
