#include <vector>

#include <fmt/format.h>

#include "kernels/bench/benches.h"

namespace modus::kernels {
namespace {

struct Case {
  std::size_t m, n, k;
  Transpose a_is, b_is;
  const char* what;
};

constexpr Transpose kNo = Transpose::kNo, kYes = Transpose::kYes;
constexpr Case kCases[] = {
    {8192, 256, 256, kNo, kYes, "projection"},     {8192, 1536, 256, kNo, kYes, "gate and up"},
    {8192, 256, 768, kNo, kYes, "down"},           {8192, 4096, 256, kNo, kYes, "vocabulary"},
    {8192, 256, 4096, kNo, kNo, "its dx"},         {4096, 256, 8192, kYes, kNo, "its dw"},
    {256, 256, 8192, kYes, kNo, "projection, dw"}, {1536, 256, 8192, kYes, kNo, "gate and up, dw"},
};

}  // namespace

void bench_dense(const Probes& probes) {
  fmt::print("dense products, M x N x K\n");
  for (const Case& c : kCases) {
    const std::vector<float> a(c.m * c.k, 0.5f), b(c.k * c.n, 0.25f);
    std::vector<float> out(c.m * c.n);
    for (Precision precision : {Precision::kFloat32, Precision::kBfloat16}) {
      const double seconds = best_seconds([&] {
        gemm({.m = c.m,
              .n = c.n,
              .k = c.k,
              .a = a.data(),
              .a_is = c.a_is,
              .b = b.data(),
              .b_is = c.b_is,
              .c = out.data(),
              .precision = precision},
             {});
      });
      print_share(fmt::format("{} x {} x {} {}", c.m, c.n, c.k, c.what), precision,
                  {.operations = 2.0 * static_cast<double>(c.m * c.n * c.k),
                   .bytes = 4.0 * static_cast<double>(a.size() + b.size() + out.size()),
                   .seconds = seconds},
                  probes);
    }
  }
}

}  // namespace modus::kernels
