// Integer dot products of unsigned weights with int8 activations, and the few other vector
// operations of quantised blocks. As simd.h: only for files compiled for one instruction set.
#pragma once

#include "kernels/cpu/simd.h"

namespace modus::kernels {
namespace {

// Sums stay in registers where loops over tokens and operands are unrolled. Without vectors there
// are no registers to stay in, and the compiler takes minutes.
#ifdef __AVX2__
constexpr int kUnroll = 8;
#else
constexpr int kUnroll = 1;
#endif

typedef std::uint32_t U32 __attribute__((vector_size(4 * kLanes), may_alias));

inline U32 load_packed(const std::uint8_t* p) { return *reinterpret_cast<const U32*>(p); }

inline I32 broadcast_int(std::int32_t x) { return x - I32{}; }
inline F32 float_of(I32 v) { return __builtin_convertvector(v, F32); }

// kLanes integers of 8 and 16 bits. (g++ 12 takes __builtin_convertvector apart lane by lane, and
// _mm512_cvt... for a use of undefined registers, its bug 105593.)
#if defined(__AVX512F__)
inline I32 load_int8_as_int(const std::uint8_t* p) {
  return reinterpret_cast<I32>(
      _mm512_maskz_cvtepi8_epi32(0xffff, _mm_load_si128(reinterpret_cast<const __m128i*>(p))));
}
inline I32 load_uint8_as_int(const std::uint8_t* p) {
  return reinterpret_cast<I32>(
      _mm512_maskz_cvtepu8_epi32(0xffff, _mm_load_si128(reinterpret_cast<const __m128i*>(p))));
}
#elif defined(__AVX2__)
inline I32 load_int8_as_int(const std::uint8_t* p) {
  return reinterpret_cast<I32>(
      _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p))));
}
inline I32 load_uint8_as_int(const std::uint8_t* p) {
  return reinterpret_cast<I32>(
      _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p))));
}
inline I32 load_uint16_as_int(const std::uint8_t* p) {
  return reinterpret_cast<I32>(
      _mm256_cvtepu16_epi32(_mm_load_si128(reinterpret_cast<const __m128i*>(p))));
}
#else
typedef std::uint8_t U8 __attribute__((vector_size(kLanes), may_alias));
typedef std::uint16_t U16 __attribute__((vector_size(2 * kLanes), may_alias));
inline I32 load_int8_as_int(const std::uint8_t* p) {
  return __builtin_convertvector(*reinterpret_cast<const I8*>(p), I32);
}
inline I32 load_uint8_as_int(const std::uint8_t* p) {
  return __builtin_convertvector(*reinterpret_cast<const U8*>(p), I32);
}
inline I32 load_uint16_as_int(const std::uint8_t* p) {
  return __builtin_convertvector(*reinterpret_cast<const U16*>(p), I32);
}
#endif

// a * b + c rounded once on every machine, where simd.h's fma may round twice.
inline F32 fused(F32 a, F32 b, F32 c) {
#ifdef __AVX2__
  return fma(a, b, c);
#else
  F32 v;
  for (std::size_t i = 0; i < kLanes; ++i) v[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return v;
#endif
}

// kLanes half floats.
inline F32 load_halves(const std::uint8_t* p) {
#ifdef __AVX512F__
  return _mm512_maskz_cvtph_ps(0xffff, *reinterpret_cast<const __m256i*>(p));
#else
  const I32 half = load_uint16_as_int(p);
  // The exponents differ by 112; the product is exact, also of a subnormal half.
  const I32 magnitude = bits(float_of_bits((half & 0x7fff) << 13) * broadcast(0x1p112f));
  const I32 endless = ((half & 0x7c00) == 0x7c00) & 0x7f800000;
  return float_of_bits(magnitude | endless | ((half & 0x8000) << 16));
#endif
}

// The 4 activations at p in each lane.
inline I32 broadcast_four(const std::int8_t* p) {
  std::int32_t four;
  __builtin_memcpy(&four, p, sizeof four);
  return broadcast_int(four);
}

#if defined(__AVX512VNNI__)

inline I32 dot_step(I32 sum, U32 weights, I32 four) {
  return reinterpret_cast<I32>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum),
                                                   reinterpret_cast<__m512i>(weights),
                                                   reinterpret_cast<__m512i>(four)));
}

#elif defined(__AVX2__)

#ifdef __AVX512F__
typedef __m512i Integers;
inline Integers multiply_bytes(Integers u, Integers s) { return _mm512_maddubs_epi16(u, s); }
inline Integers multiply_pairs(Integers a, Integers b) { return _mm512_madd_epi16(a, b); }
inline Integers add_pairs(Integers a, Integers b) { return _mm512_add_epi16(a, b); }
inline Integers raised(Integers a) { return _mm512_slli_epi16(a, 8); }
inline Integers lowered(Integers a) { return _mm512_srai_epi16(a, 8); }
#else
typedef __m256i Integers;
inline Integers multiply_bytes(Integers u, Integers s) { return _mm256_maddubs_epi16(u, s); }
inline Integers multiply_pairs(Integers a, Integers b) { return _mm256_madd_epi16(a, b); }
inline Integers add_pairs(Integers a, Integers b) { return _mm256_add_epi16(a, b); }
inline Integers raised(Integers a) { return _mm256_slli_epi16(a, 8); }
inline Integers lowered(Integers a) { return _mm256_srai_epi16(a, 8); }
#endif

// Weights of all 8 bits would overflow 16-bit sums: even and odd bytes on their own.
inline I32 dot_step(I32 sum, U32 weights, I32 four) {
  const auto even = reinterpret_cast<Integers>(weights & 0x00ff00ff);
  const auto odd = reinterpret_cast<Integers>((weights >> 8) & 0x00ff00ff);
  const auto both = reinterpret_cast<Integers>(four);
  return sum + reinterpret_cast<I32>(multiply_pairs(even, lowered(raised(both)))) +
         reinterpret_cast<I32>(multiply_pairs(odd, lowered(both)));
}

#else

inline I32 dot_step(I32 sum, U32 weights, I32 four) {
  for (int i = 0; i < 4; ++i) {
    const I32 weight = reinterpret_cast<I32>((weights >> (8 * i)) & 0xff);
    sum += weight * ((four << (24 - 8 * i)) >> 24);
  }
  return sum;
}

#endif

// sum[t] += the products of kOperands operands, of kBits bits, with 4 kOperands activations of each
// of kTokens tokens that stand 32 bytes apart.
template <int kBits, std::size_t kOperands, std::size_t kTokens>
inline void dot(const U32* weights, const std::int8_t* x, I32* sum) {
#if defined(__AVX2__) && !defined(__AVX512VNNI__)
  if constexpr (kBits < 8) {
    // Two products of at most 127 (2^kBits - 1) each, added up to 2^15 - 1.
    constexpr std::size_t kRoom = 32767 / (2 * 127 * ((1 << kBits) - 1));
    const auto ones = reinterpret_cast<Integers>(broadcast_int(0x00010001));
#pragma GCC unroll kUnroll
    for (std::size_t i = 0; i < kOperands; i += kRoom) {
#pragma GCC unroll kUnroll
      for (std::size_t t = 0; t < kTokens; ++t) {
        const std::int8_t* const four = x + 32 * t + 4 * i;
        Integers pairs = multiply_bytes(reinterpret_cast<Integers>(weights[i]),
                                        reinterpret_cast<Integers>(broadcast_four(four)));
        for (std::size_t j = 1; j < kRoom && i + j < kOperands; ++j) {
          pairs = add_pairs(
              pairs, multiply_bytes(reinterpret_cast<Integers>(weights[i + j]),
                                    reinterpret_cast<Integers>(broadcast_four(four + 4 * j))));
        }
        sum[t] += reinterpret_cast<I32>(multiply_pairs(pairs, ones));
      }
    }
    return;
  }
#endif
#pragma GCC unroll kUnroll
  for (std::size_t i = 0; i < kOperands; ++i) {
#pragma GCC unroll kUnroll
    for (std::size_t t = 0; t < kTokens; ++t) {
      sum[t] = dot_step(sum[t], weights[i], broadcast_four(x + 32 * t + 4 * i));
    }
  }
}

}  // namespace
}  // namespace modus::kernels
