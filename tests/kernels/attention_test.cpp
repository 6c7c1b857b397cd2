#include "kernels/attention.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "kernels/parallel.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {
namespace {

struct Heads {
  std::size_t query = 8, key_value = 2, width = 32;
};

struct Result {
  Doubles out, lse, entropy;
};

// One row, by the definition.
Result reference(const Doubles& q, const Doubles& k, const Doubles& v, const Heads& heads) {
  const std::size_t tokens = q.size() / heads.query / heads.width;
  const std::size_t group = heads.query / heads.key_value;
  Result result{Doubles(q.size()), Doubles(tokens * heads.query), Doubles(tokens * heads.query)};
  for (std::size_t t = 0; t < tokens; ++t) {
    for (std::size_t h = 0; h < heads.query; ++h) {
      const std::size_t at = (t * heads.query + h) * heads.width;
      const auto key = [&](std::size_t j) {
        return (j * heads.key_value + h / group) * heads.width;
      };
      Doubles score(t + 1);
      double sum = 0;
      for (std::size_t j = 0; j <= t; ++j) {
        for (std::size_t c = 0; c < heads.width; ++c) score[j] += q[at + c] * k[key(j) + c];
        score[j] /= std::sqrt(static_cast<double>(heads.width));
      }
      const double highest = *std::max_element(score.begin(), score.end());
      for (double s : score) sum += std::exp(s - highest);
      const double lse = highest + std::log(sum);
      double entropy = 0;
      for (std::size_t j = 0; j <= t; ++j) {
        const double p = std::exp(score[j] - lse);
        if (p > 0) entropy -= p * std::log(p);
        for (std::size_t c = 0; c < heads.width; ++c) result.out[at + c] += p * v[key(j) + c];
      }
      result.lse[t * heads.query + h] = lse;
      result.entropy[t * heads.query + h] =
          t == 0 ? 0 : entropy / std::log(static_cast<double>(t + 1));
    }
  }
  return result;
}

struct Problem {
  Heads heads;
  std::size_t skip = 0;
  std::vector<std::int32_t> offset = {0};
  std::vector<float> q, k, v, dout, out, lse, entropy, dq, dk, dv;

  Problem(const std::vector<std::size_t>& lengths, Heads shape, float size = 2) : heads(shape) {
    for (std::size_t length : lengths) {
      offset.push_back(offset.back() + static_cast<std::int32_t>(length));
    }
    RandomStream random(tokens() * 100 + heads.width);
    q = random_floats(random, tokens() * heads.query * heads.width, size);
    k = random_floats(random, tokens() * heads.key_value * heads.width, size);
    v = random_floats(random, k.size(), 1);
    dout = random_floats(random, q.size(), 1);
    out.resize(q.size());
    dq.assign(q.size(), 7.0f);  // must be overwritten
    dk.assign(k.size(), 7.0f);
    dv.assign(k.size(), 7.0f);
    lse.resize(tokens() * heads.query);
    entropy.resize(lse.size());
  }
  std::size_t tokens() const { return static_cast<std::size_t>(offset.back()); }
  std::size_t rows() const { return offset.size() - 1; }
  AttentionShape shape() const {
    return {.rows = rows(),
            .offset = offset.data(),
            .heads = heads.query,
            .kv_heads = heads.key_value,
            .head_width = heads.width,
            .skip = skip};
  }
  void forward() {
    attention_forward({.shape = shape(),
                       .q = q.data(),
                       .k = k.data(),
                       .v = v.data(),
                       .out = out.data(),
                       .lse = lse.data(),
                       .entropy = entropy.data()},
                      {});
  }
  void backward() {
    attention_backward({.shape = shape(),
                        .q = q.data(),
                        .k = k.data(),
                        .v = v.data(),
                        .out = out.data(),
                        .lse = lse.data(),
                        .dout = dout.data(),
                        .dq = dq.data(),
                        .dk = dk.data(),
                        .dv = dv.data()},
                       {});
  }
  // What row r holds of an array with `per_token` numbers a token.
  template <class T>
  std::vector<T> part(const std::vector<T>& all, std::size_t r, std::size_t per_token) const {
    return {all.begin() + offset[r] * static_cast<std::int64_t>(per_token),
            all.begin() + offset[r + 1] * static_cast<std::int64_t>(per_token)};
  }
  std::size_t query_floats() const { return heads.query * heads.width; }
  std::size_t key_floats() const { return heads.key_value * heads.width; }
};

void expect_matches(const Problem& p) {
  for (std::size_t r = 0; r < p.rows(); ++r) {
    SCOPED_TRACE(r);
    const Result expected = reference(doubles(p.part(p.q, r, p.query_floats())),
                                      doubles(p.part(p.k, r, p.key_floats())),
                                      doubles(p.part(p.v, r, p.key_floats())), p.heads);
    expect_close(p.part(p.out, r, p.query_floats()), expected.out, 5e-6);
    expect_close(p.part(p.lse, r, p.heads.query), expected.lse, 2e-6);
    expect_close(p.part(p.entropy, r, p.heads.query), expected.entropy, 1e-5);
  }
}

TEST(Attention, MatchesTheReferenceOnRowsOfSeveralLengths) {
  for (const Heads& heads : {Heads{8, 2, 32}, Heads{3, 3, 20}, Heads{5, 1, 7}, Heads{4, 2, 64}}) {
    Problem p({0, 1, 31, 33, 64, 65, 0, 131}, heads);
    for_each_isa([&] {
      p.forward();
      expect_matches(p);
    });
  }
}

TEST(Attention, SharpAndFlatScores) {
  for (float size : {0.0f, 0.01f, 12.0f}) {
    Problem p({70}, {2, 1, 16}, size);
    for_each_isa([&] {
      p.forward();
      expect_matches(p);
      for (float e : p.entropy) EXPECT_TRUE(e >= 0 && e <= 1.00001f) << e;
    });
  }
}

TEST(Attention, RisingScoresMoveTheRunningMaximum) {
  Problem p({200}, {1, 1, 8});
  std::fill(p.q.begin(), p.q.end(), 1.0f);
  for (std::size_t i = 0; i < p.k.size(); ++i) p.k[i] = static_cast<float>(i / 8) * 0.1f;
  for_each_isa([&] {
    p.forward();
    expect_matches(p);
  });
}

TEST(Attention, NotANumberShowsInWhatSeesIt) {
  Problem p({80}, {2, 1, 16});
  p.k[70 * 16 + 3] = std::nanf("");
  for_each_isa([&] {
    p.forward();
    EXPECT_FALSE(std::isnan(p.out[69 * 32]));
    EXPECT_TRUE(std::isnan(p.out[70 * 32]));
    EXPECT_TRUE(std::isnan(p.out[79 * 32]));
  });
}

double objective(const Problem& p, std::size_t r, const Doubles& q, const Doubles& k,
                 const Doubles& v) {
  const Doubles out = reference(q, k, v, p.heads).out;
  const Doubles dout = doubles(p.part(p.dout, r, p.query_floats()));
  return std::inner_product(out.begin(), out.end(), dout.begin(), 0.0);
}

TEST(Attention, GradientsMatchFiniteDifferences) {
  Problem p({1, 3, 17}, {4, 2, 6});
  for (std::size_t r = 0; r < p.rows(); ++r) {
    const Doubles q = doubles(p.part(p.q, r, p.query_floats()));
    const Doubles k = doubles(p.part(p.k, r, p.key_floats()));
    const Doubles v = doubles(p.part(p.v, r, p.key_floats()));
    const Doubles dq = differences([&](const Doubles& x) { return objective(p, r, x, k, v); }, q);
    const Doubles dk = differences([&](const Doubles& x) { return objective(p, r, q, x, v); }, k);
    const Doubles dv = differences([&](const Doubles& x) { return objective(p, r, q, k, x); }, v);
    for_each_isa([&] {
      p.forward();
      p.backward();
      expect_close(p.part(p.dq, r, p.query_floats()), dq, 5e-6);
      expect_close(p.part(p.dk, r, p.key_floats()), dk, 5e-6);
      expect_close(p.part(p.dv, r, p.key_floats()), dv, 5e-6);
    });
  }
}

// Gradients of long rows by the formulas, in float64.
TEST(Attention, GradientsOfSeveralBlocksMatchTheFormulas) {
  const Heads heads{4, 1, 32};
  Problem p({150}, heads);
  const Result exact = reference(doubles(p.q), doubles(p.k), doubles(p.v), heads);
  const double scale = 1 / std::sqrt(32.0);
  Doubles dq(p.q.size()), dk(p.k.size()), dv(p.v.size());
  const auto dot = [](const float* a, const float* b) {
    double sum = 0;
    for (std::size_t c = 0; c < 32; ++c)
      sum += static_cast<double>(a[c]) * static_cast<double>(b[c]);
    return sum;
  };
  for (std::size_t row = 0; row < p.lse.size(); ++row) {
    double d = 0;
    for (std::size_t c = 0; c < 32; ++c) {
      d += exact.out[row * 32 + c] * static_cast<double>(p.dout[row * 32 + c]);
    }
    for (std::size_t j = 0; j <= row / 4; ++j) {
      const double weight = std::exp(scale * dot(&p.q[row * 32], &p.k[j * 32]) - exact.lse[row]);
      const double ds = weight * (dot(&p.dout[row * 32], &p.v[j * 32]) - d) * scale;
      for (std::size_t c = 0; c < 32; ++c) {
        dv[j * 32 + c] += weight * static_cast<double>(p.dout[row * 32 + c]);
        dq[row * 32 + c] += ds * static_cast<double>(p.k[j * 32 + c]);
        dk[j * 32 + c] += ds * static_cast<double>(p.q[row * 32 + c]);
      }
    }
  }
  for_each_isa([&] {
    p.forward();
    p.backward();
    expect_close(p.dq, dq, 2e-5);
    expect_close(p.dk, dk, 2e-5);
    expect_close(p.dv, dv, 2e-5);
  });
}

// Skipped positions are seen and not asked: the others have the same results.
TEST(Attention, SkippedQueriesChangeNothingForTheOthers) {
  for (const std::size_t skip : {1, 63, 64, 65, 100, 149}) {
    Problem whole({150, 170}, {4, 2, 16}), part = whole;
    const std::size_t query = part.query_floats();
    for (std::size_t r = 0; r < part.rows(); ++r) {
      const auto begin = static_cast<std::size_t>(part.offset[r]);
      std::fill_n(whole.dout.begin() + static_cast<std::ptrdiff_t>(begin * query), skip * query, 0);
      std::fill_n(part.q.begin() + static_cast<std::ptrdiff_t>(begin * query), skip * query,
                  std::nanf(""));  // must not be read
    }
    part.dout = whole.dout;
    part.out.assign(part.out.size(), 7.0f);
    part.skip = skip;
    for_each_isa([&] {
      whole.forward();
      part.forward();
      whole.backward();
      part.backward();
      for (std::size_t i = 0; i < part.out.size(); ++i) {
        const std::size_t token = i / query, row = token < 150 ? 0 : 150;
        const bool skipped = token - row < skip;
        EXPECT_EQ(part.out[i], skipped ? 7.0f : whole.out[i]);
        EXPECT_TRUE(!skipped || part.dq[i] == 7.0f) << i;
      }
      expect_close(part.dk, doubles(whole.dk), 2e-6);
      expect_close(part.dv, doubles(whole.dv), 2e-6);
    });
  }
}

TEST(Attention, BitsDoNotDependOnThreads) {
  Problem one({100, 3, 64, 200}, {8, 2, 32}), many = one;
  const std::size_t before = thread_count();
  set_thread_count(1);
  one.forward();
  one.backward();
  set_thread_count(5);
  many.forward();
  many.backward();
  set_thread_count(before);
  EXPECT_EQ(one.out, many.out);
  EXPECT_EQ(one.entropy, many.entropy);
  EXPECT_EQ(one.dq, many.dq);
  EXPECT_EQ(one.dk, many.dk);
  EXPECT_EQ(one.dv, many.dv);
}

enum class Keys { kByToken, kByChannel };

// A row of a Problem, decoded from pages in steps of the given sizes.
struct Decoded {
  std::vector<float> out, entropy;

  Decoded(const Problem& p, std::size_t page_tokens, const std::vector<std::size_t>& steps,
          Keys keys)
      : out(p.out.size()), entropy(p.entropy.size()) {
    const std::size_t pages = (p.tokens() + page_tokens - 1) / page_tokens;
    std::vector<std::vector<float>> k, v;
    std::vector<const float*> k_pages, v_pages;
    const std::size_t page = page_tokens * p.key_floats();
    for (std::size_t i = 0; i < pages; ++i) {
      k.emplace_back(page, std::nanf(""));  // what is not written yet must not be read
      v.emplace_back(page, std::nanf(""));
    }
    for (std::size_t i = 0; i < pages; ++i) {
      k_pages.push_back(k[i].data());
      v_pages.push_back(v[i].data());
    }
    std::size_t position = 0;
    for (std::size_t step = 0; position < p.tokens(); ++step) {
      const std::size_t queries = std::min(steps[step % steps.size()], p.tokens() - position);
      for (std::size_t t = position; t < position + queries; ++t) {
        const std::size_t from = t * p.key_floats(), to = t % page_tokens * p.key_floats();
        for (std::size_t i = 0; i < p.key_floats(); ++i) {
          const std::size_t channel_major = i * page_tokens + t % page_tokens;
          const std::size_t c = i % p.heads.width;
          const std::size_t head_major =
              (i - c) * page_tokens + t % page_tokens * p.heads.width + c;
          const bool by_token = keys == Keys::kByToken;
          k[t / page_tokens][by_token ? to + i : channel_major] = p.k[from + i];
          v[t / page_tokens][by_token ? to + i : head_major] = p.v[from + i];
        }
      }
      attention_paged({.queries = queries,
                       .position = position,
                       .heads = p.heads.query,
                       .kv_heads = p.heads.key_value,
                       .head_width = p.heads.width,
                       .page_tokens = page_tokens,
                       .k_pages = keys == Keys::kByToken ? k_pages.data() : nullptr,
                       .k_pages_by_channel = keys == Keys::kByToken ? nullptr : k_pages.data(),
                       .v_pages = v_pages.data(),
                       .q = p.q.data() + position * p.query_floats(),
                       .out = out.data() + position * p.query_floats(),
                       .entropy = entropy.data() + position * p.heads.query},
                      {});
      position += queries;
    }
  }
};

TEST(AttentionPaged, AnySplitAndAnyPagesGiveTheBitsOfTheForwardPass) {
  for (const Heads& heads : {Heads{8, 2, 32}, Heads{3, 1, 10}}) {
    Problem p({197}, heads);
    for_each_isa([&] {
      p.forward();
      for (std::size_t page_tokens : {16u, 64u, 37u}) {
        for (const auto& steps :
             std::vector<std::vector<std::size_t>>{{1}, {197}, {64}, {3, 1, 50, 7}, {100}}) {
          for (const Keys keys : {Keys::kByToken, Keys::kByChannel}) {
            if (keys == Keys::kByChannel && page_tokens != 64) continue;
            const Decoded decoded(p, page_tokens, steps, keys);
            ASSERT_EQ(decoded.out, p.out) << page_tokens;
            ASSERT_EQ(decoded.entropy, p.entropy) << page_tokens;
          }
        }
      }
    });
  }
}

TEST(Attention, ShapesThatCannotBeAreRefused) {
  EXPECT_THROW(Problem({3}, {3, 2, 8}).forward(), ShapeError);
  EXPECT_THROW(Problem({3}, {2, 1, 257}).forward(), ShapeError);
  Problem falling({5, 5}, {2, 1, 8});
  falling.offset = {0, 7, 5};
  EXPECT_THROW(falling.forward(), ShapeError);
  EXPECT_THROW(falling.backward(), ShapeError);
  EXPECT_THROW(attention_paged({.queries = 1, .heads = 2, .kv_heads = 1, .head_width = 8}, {}),
               ShapeError);
  const float* const page = nullptr;
  EXPECT_THROW(attention_paged({.queries = 1,
                                .heads = 2,
                                .kv_heads = 1,
                                .head_width = 8,
                                .page_tokens = 32,
                                .k_pages_by_channel = &page},
                               {}),
               ShapeError);
}

}  // namespace
}  // namespace modus::kernels
