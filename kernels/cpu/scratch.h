// Memory that a kernel keeps between its calls: fresh pages would cost more than the arithmetic.
#pragma once

#include <cstddef>
#include <memory>

namespace modus::kernels {

// Make it thread_local: one user at a time.
template <class T>
class Scratch {
 public:
  // Room for `count` values, not initialised; what stood there before is lost.
  T* take(std::size_t count) {
    if (count > count_) {
      values_.reset();
      values_.reset(new T[count]);
      count_ = count;
    }
    return values_.get();
  }

 private:
  std::unique_ptr<T[]> values_;
  std::size_t count_ = 0;
};

}  // namespace modus::kernels
