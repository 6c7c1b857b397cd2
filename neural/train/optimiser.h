// AdamW over named tensors with clipping and a schedule; what is not finite changes nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "neural/train/checkpoint_file.h"
#include "neural/train/optimiser_settings.h"

namespace modus::neural::train {

class Optimiser {
 public:
  struct Parameter {
    std::string name;
    at::Tensor value;     // a leaf; updated in place
    bool decays = false;  // weight decay applies
  };

  Optimiser(std::vector<Parameter> parameters, const OptimiserSettings& settings);

  // After backward; the gradients are dropped. Throws Error after ten skipped steps in a row.
  Update step(double loss);
  std::size_t steps_done() const { return steps_; }

  // Moments and counts, without the parameters. The views are of its own tensors.
  void save(Views& views, std::map<std::string, std::string, std::less<>>& entries) const;
  void load(const SafetensorsFile& file, const std::string& path);

 private:
  struct Moments {
    Parameter parameter;
    at::Tensor first, second;
  };
  double gradient_norm() const;
  void update(const Update& done);

  OptimiserSettings settings_;
  std::vector<Moments> moments_;
  std::size_t steps_ = 0;    // all
  std::size_t updates_ = 0;  // those that changed the weights since the moments were fresh
  std::size_t skipped_ = 0;  // in a row
};

}  // namespace modus::neural::train
