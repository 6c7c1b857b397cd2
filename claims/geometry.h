// Plane geometry in coordinates: a point p is an entity with the numbers x_of(p) and y_of(p), and
// every figure is what polynomials in coordinates say (Descartes 1637).
//
//   point_at(a, 3, 4)                       ->   x_of(a) = 3 and y_of(a) = 4
//   segment_length(a, b)                    ->   sqrt((x_of(a) - x_of(b))^2 + (y_of(a) - y_of(b))^2)
//   triangle_area(a, b, c)                  ->   half the size of the cross product of ab and ac
//   collinear(a, b, c)                      ->   that cross product is 0
//   parallel_lines(a, b, c, d)              ->   the cross product of ab and cd is 0
//   perpendicular_lines(a, b, c, d)         ->   their dot product is 0
//   right_angle(a, b, c)                    ->   ba and bc are perpendicular
//   angle_is(a, b, c, 60 deg)               ->   the angle abc, by its cosine: 0, 30, 45, 60, 90, ...
//   equal_angles(a, b, c, d, e, f)          ->   the angles abc and def have one cosine
//   similar_triangles(a, b, c, d, e, f)     ->   the squares of their sides have one ratio
//
// A line or an arm needs two different points, a triangle three that are not collinear: else it is
// undefined (proper_figure), but for lengths, areas and collinear.
#pragma once

#include <optional>
#include <string_view>

#include "claims/claim.h"

namespace modus::claims {

inline constexpr std::string_view kCoordinates[] = {"x_of", "y_of"};

// What an application of one of them stands for; nullopt for an angle_is of no such angle.
std::optional<Claim> figure_in_coordinates(const Claim& application);
// `true` where it has a value for all points.
Claim proper_figure(const Claim& application);

// Lengths, areas and numbers that are not negative compare as their squares do, without a root:
//   segment_length(a, b) = 5   ->   (x_of(a) - x_of(b))^2 + (y_of(a) - y_of(b))^2 = 25
// nullopt for all other claims.
std::optional<Claim> compared_by_squares(const Claim& comparison);

// cos^2 and the sign of the cosine of 0, 30, 45, 60, 90, 120, 135, 150 and 180 degrees.
struct Cosine {
  Rational square;
  int sign;
};
std::optional<Cosine> cosine_of(const Claim& angle);  // `60 deg`

}  // namespace modus::claims
