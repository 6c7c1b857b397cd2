#include "neural/quantise.h"

#include "kernels/linear_int8.h"

namespace modus::neural {

ModelWeights quantise(const ModelWeights& weights) {
  ModelWeights result = weights;
  for (const WeightSlot& slot : weight_slots(result)) {
    Matrix* const matrix = slot.matrix;
    if (matrix == nullptr || matrix->values.empty()) continue;
    matrix->quantised.resize(matrix->values.size());
    matrix->scale.resize(matrix->rows);
    kernels::quantize_rows(matrix->values.data(), matrix->rows, matrix->columns,
                           matrix->quantised.data(), matrix->scale.data());
    matrix->values = {};
  }
  return result;
}

}  // namespace modus::neural
