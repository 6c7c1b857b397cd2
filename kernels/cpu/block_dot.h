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

// dot<kBits>(sum, weights, x): sum + the products of kStep<kBits> operands, of kBits bits a weight,
// with as many times 4 activations.
#if defined(__AVX512VNNI__)

template <int>
constexpr std::size_t kStep = 1;

template <int>
inline I32 dot(I32 sum, const U32* weights, const std::int8_t* x) {
  return reinterpret_cast<I32>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum),
                                                   reinterpret_cast<__m512i>(weights[0]),
                                                   reinterpret_cast<__m512i>(broadcast_four(x))));
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
inline Integers integers(U32 v) { return reinterpret_cast<Integers>(v); }
inline Integers integers(I32 v) { return reinterpret_cast<Integers>(v); }
inline I32 sums(Integers v) { return reinterpret_cast<I32>(v); }

// Two products of at most 127 (2^kBits - 1) each are added up to 2^15 - 1 before they become 32
// bits. Of 8 bits two would be too much: even and odd bytes then go on their own.
template <int kBits>
constexpr std::size_t kStep = 32767 / (2 * 127 * ((1 << kBits) - 1));
template <>
constexpr std::size_t kStep<8> = 1;

template <int kBits>
inline I32 dot(I32 sum, const U32* weights, const std::int8_t* x) {
  if constexpr (kBits == 8) {
    const Integers four = integers(broadcast_four(x));
    return sum + sums(multiply_pairs(integers(weights[0] & 0x00ff00ff), lowered(raised(four)))) +
           sums(multiply_pairs(integers((weights[0] >> 8) & 0x00ff00ff), lowered(four)));
  } else {
    Integers pairs = multiply_bytes(integers(weights[0]), integers(broadcast_four(x)));
    for (std::size_t i = 1; i < kStep<kBits>; ++i) {
      pairs = add_pairs(pairs,
                        multiply_bytes(integers(weights[i]), integers(broadcast_four(x + 4 * i))));
    }
    return sum + sums(multiply_pairs(pairs, integers(broadcast_int(0x00010001))));
  }
}

#else

template <int>
constexpr std::size_t kStep = 1;

template <int>
inline I32 dot(I32 sum, const U32* weights, const std::int8_t* x) {
  for (int i = 0; i < 4; ++i) {
    sum += reinterpret_cast<I32>((weights[0] >> (8 * i)) & 0xff) * broadcast_int(x[i]);
  }
  return sum;
}

#endif

}  // namespace
}  // namespace modus::kernels
