// Vectors of float32 for the instruction set that the including file is compiled for, so that one
// body serves all of them. Only for the files of cpu/ that CMake compiles once an instruction set:
// everything is in an unnamed namespace, since an inline function that two of them share would be
// linked from either, also from the one that this machine cannot run. For the same reason those
// files call no function of the standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace modus::kernels {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t kLanes = 16;
#elif defined(__AVX2__)
constexpr std::size_t kLanes = 8;
#else
constexpr std::size_t kLanes = 4;
#endif

// The compilers' own vectors: + - * / and comparisons work lane by lane.
typedef float F32 __attribute__((vector_size(4 * kLanes), may_alias));
typedef std::int32_t I32 __attribute__((vector_size(4 * kLanes), may_alias));
typedef std::int8_t I8 __attribute__((vector_size(kLanes), may_alias));
typedef F32 UnalignedF32 __attribute__((aligned(4)));
typedef I32 UnalignedI32 __attribute__((aligned(4)));
typedef I8 UnalignedI8 __attribute__((aligned(1)));

inline F32 load(const float* p) { return *reinterpret_cast<const UnalignedF32*>(p); }
inline void store(float* p, F32 v) { *reinterpret_cast<UnalignedF32*>(p) = v; }
inline F32 broadcast(float x) { return x - F32{}; }  // 0 + x would not keep -0: an addition
inline I32 bits(F32 v) { return reinterpret_cast<I32>(v); }
inline F32 float_of_bits(I32 v) { return reinterpret_cast<F32>(v); }

// a * b + c, rounded once where the instruction set can.
inline F32 fma(F32 a, F32 b, F32 c) {
#if defined(__AVX512F__)
  return _mm512_fmadd_ps(a, b, c);
#elif defined(__AVX2__)
  return _mm256_fmadd_ps(a, b, c);
#else
  return a * b + c;
#endif
}

// b where one of them is not a number. (Masks of all lanes: g++ 12 takes the plain intrinsics for
// uses of uninitialised variables.)
inline F32 max(F32 a, F32 b) {
#if defined(__AVX512F__)
  return _mm512_maskz_max_ps(0xffff, a, b);
#elif defined(__AVX2__)
  return _mm256_max_ps(a, b);
#else
  return a > b ? a : b;
#endif
}
inline F32 min(F32 a, F32 b) {
#if defined(__AVX512F__)
  return _mm512_maskz_min_ps(0xffff, a, b);
#elif defined(__AVX2__)
  return _mm256_min_ps(a, b);
#else
  return a < b ? a : b;
#endif
}

// The first n lanes (n <= kLanes); the others are 0 and their memory is not touched.
inline F32 load_first(const float* p, std::size_t n) {
#if defined(__AVX512F__)
  return _mm512_maskz_loadu_ps(static_cast<__mmask16>((1u << n) - 1), p);
#else
  F32 v{};
  for (std::size_t i = 0; i < n; ++i) v[i] = p[i];
  return v;
#endif
}

inline void store_first(float* p, F32 v, std::size_t n) {
#if defined(__AVX512F__)
  _mm512_mask_storeu_ps(p, static_cast<__mmask16>((1u << n) - 1), v);
#else
  for (std::size_t i = 0; i < n; ++i) p[i] = v[i];
#endif
}

// kLanes int8 as float32. (With _mm512_cvt... g++ 12 warns of an undefined register, its bug
// 105593.)
#if defined(__AVX512F__)
inline F32 float_of_int8(__m128i v) {
  return _mm512_maskz_cvtepi32_ps(0xffff, _mm512_maskz_cvtepi8_epi32(0xffff, v));
}
#endif
inline F32 load_int8(const std::int8_t* p) {
#if defined(__AVX512F__)
  return float_of_int8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
#elif defined(__AVX2__)
  return _mm256_cvtepi32_ps(
      _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p))));
#else
  return __builtin_convertvector(*reinterpret_cast<const UnalignedI8*>(p), F32);
#endif
}

inline F32 load_int8_first(const std::int8_t* p, std::size_t n) {
#if defined(__AVX512F__)
  return float_of_int8(_mm_maskz_loadu_epi8(static_cast<__mmask16>((1u << n) - 1), p));
#else
  alignas(16) std::int8_t some[16] = {};
  for (std::size_t i = 0; i < n; ++i) some[i] = p[i];
  return load_int8(some);
#endif
}

// Lanes added in halves: (0 + n/2), ..., always in the same order.
inline float sum(F32 v) {
  float lane[kLanes];
  store(lane, v);
  for (std::size_t half = kLanes / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) lane[i] += lane[i + half];
  }
  return lane[0];
}

// e^x with a relative error of about 2 units in the last place (measured over [-87, 88]: 2.2e-7);
// x is first brought into that range, but NaN stays NaN. Range reduction by ln 2 in two parts, then
// a polynomial.
inline F32 exp(F32 x) {
  x = min(broadcast(88.0f), max(broadcast(-87.0f), x));
  const F32 magic = broadcast(12582912.0f);  // 1.5 * 2^23: adding it rounds to an integer
  const F32 shifted = fma(x, broadcast(1.44269504f), magic);
  const F32 n = shifted - magic;
  F32 r = fma(n, broadcast(-0.693359375f), x);
  r = fma(n, broadcast(2.12194440e-4f), r);
  constexpr float kTaylor[] = {1.0f / 720, 1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f};
  F32 p = broadcast(1.0f / 5040);
  for (float c : kTaylor) p = fma(p, r, broadcast(c));
  return float_of_bits(bits(p) + (bits(shifted) << 23));
}

// Rounded to bfloat16, half to even, but still float32; a NaN stays one.
inline F32 round_to_bfloat16(F32 v) {
  const I32 u = bits(v);
  const I32 rounded = (u + 0x7fff + ((u >> 16) & 1)) & static_cast<std::int32_t>(0xffff0000);
  return v == v ? float_of_bits(rounded) : v;
}

}  // namespace
}  // namespace modus::kernels
