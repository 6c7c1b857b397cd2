// Attention: the device against the CPU, and paged against forward bit by bit.
#include "kernels/attention.h"
#include "tests/kernels/on_device.h"

namespace modus::kernels {
namespace {

struct Heads {
  std::size_t query, key_value, width;
};
constexpr Heads kHeads[] = {{8, 2, 32}, {3, 1, 20}, {2, 2, 70}};

struct Problem {
  std::vector<std::int32_t> offset = {0, 1, 1, 34, 131};
  std::vector<float> q, k, v, dout;
  AttentionShape shape;

  explicit Problem(const Heads& heads) {
    RandomStream random(heads.width);
    q = random_floats(random, tokens() * heads.query * heads.width, 2);
    k = random_floats(random, tokens() * heads.key_value * heads.width, 2);
    v = random_floats(random, k.size(), 1);
    dout = random_floats(random, q.size(), 1);
    shape = {offset.size() - 1, offset.data(), heads.query, heads.key_value, heads.width};
  }
  std::size_t tokens() const { return static_cast<std::size_t>(offset.back()); }
};

TEST_F(CudaTest, AttentionForwardAndBackward) {
  for (const Heads& heads : kHeads) {
    const Problem p(heads);
    std::vector<float> out(p.q.size()), lse(p.tokens() * heads.query), entropy(lse.size());
    std::vector<float> dq(p.q.size()), dk(p.k.size()), dv(p.v.size());
    const OnDevice<float> q(p.q), k(p.k), v(p.v), dout(p.dout), out_d(out), lse_d(lse),
        entropy_d(entropy), dq_d(dq), dk_d(dk), dv_d(dv);
    attention_forward(
        {p.shape, p.q.data(), p.k.data(), p.v.data(), out.data(), lse.data(), entropy.data()}, {});
    attention_forward(
        {p.shape, q.data(), k.data(), v.data(), out_d.data(), lse_d.data(), entropy_d.data()},
        kOnDevice);
    expect_close(out_d.read(), doubles(out), 5e-6);
    expect_close(lse_d.read(), doubles(lse), 5e-6);
    expect_close(entropy_d.read(), doubles(entropy), 2e-5);
    attention_backward({p.shape, p.q.data(), p.k.data(), p.v.data(), out.data(), lse.data(),
                        p.dout.data(), dq.data(), dk.data(), dv.data()},
                       {});
    attention_backward({p.shape, q.data(), k.data(), v.data(), out_d.data(), lse_d.data(),
                        dout.data(), dq_d.data(), dk_d.data(), dv_d.data()},
                       kOnDevice);
    expect_close(dq_d.read(), doubles(dq), 2e-5);
    expect_close(dk_d.read(), doubles(dk), 2e-5);
    expect_close(dv_d.read(), doubles(dv), 2e-5);
  }
}

TEST_F(CudaTest, AttentionPagedGivesTheBitsOfTheForwardPass) {
  for (const Heads& heads : kHeads) {
    Problem p(heads);
    p.offset = {0, static_cast<std::int32_t>(p.tokens())};
    p.shape.rows = 1;
    p.shape.offset = p.offset.data();
    const OnDevice<float> q(p.q), k(p.k), v(p.v), out(p.q.size()),
        entropy(p.tokens() * heads.query);
    AttentionForward forward{.shape = p.shape, .q = q.data(), .k = k.data(), .v = v.data()};
    forward.out = out.data();
    forward.entropy = entropy.data();
    attention_forward(forward, kOnDevice);
    constexpr std::size_t kPage = 16;
    const std::size_t floats = kPage * heads.key_value * heads.width;
    std::vector<const float*> k_pages, v_pages;
    for (std::size_t at = 0; at < p.k.size(); at += floats) {
      k_pages.push_back(k.data() + at);
      v_pages.push_back(v.data() + at);
    }
    const OnDevice<const float*> k_pages_d(k_pages), v_pages_d(v_pages);
    for (std::size_t step : {1u, 50u, 131u}) {
      const OnDevice<float> out_paged(p.q.size()), entropy_paged(p.tokens() * heads.query);
      for (std::size_t position = 0; position < p.tokens(); position += step) {
        const std::size_t at = position * heads.query;
        attention_paged({.queries = std::min(step, p.tokens() - position),
                         .position = position,
                         .heads = heads.query,
                         .kv_heads = heads.key_value,
                         .head_width = heads.width,
                         .page_tokens = kPage,
                         .k_pages = k_pages_d.data(),
                         .v_pages = v_pages_d.data(),
                         .q = q.data() + at * heads.width,
                         .out = out_paged.data() + at * heads.width,
                         .entropy = entropy_paged.data() + at},
                        kOnDevice);
      }
      EXPECT_EQ(out_paged.read(), out.read());
      EXPECT_EQ(entropy_paged.read(), entropy.read());
    }
  }
}

}  // namespace
}  // namespace modus::kernels
