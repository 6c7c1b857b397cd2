#include "tasks/faults/worked_fault.h"

namespace modus::tasks {

std::string_view quantity_faults() {
  return R"faults(
C01 another_dimension_added
s1 given $x = $n km
s2 have $x + $m km = {$n+$m} km by s1 => have $x + $m h = {$n+$m} km by s1 !

C01 another_dimension_compared
s1 given $x = $m kg
s2 have $x < $n kg by s1 => have $x < $n m by s1 !

C02 rate_as_product
s1 have $n km/h * $k h = {$n*$k} km => have $n km/h * $k h = {$n*$k} km/h !

C02 quotient_without_denominator
s1 given $x = {$n*$k} usd
s2 have $x / $k kg = $n usd/kg by s1 => have $x / $k kg = $n usd by s1 !

C03 hundred_minutes
s1 have $n h = {60*$n} min => have $n h = {100*$n} min !

C03 ten_inches
s1 given $x = $n ft
s2 have $x = {12*$n} inch by s1 => have $x = {10*$n} inch by s1 !

C04 kilo_as_hundred
s1 have $n km = {1000*$n} m => have $n km = {100*$n} m !

C04 milli_as_hundredth
s1 have {1000*$n} mg = $n g => have {1000*$n} mg = {10*$n} g !

C05 unit_in_exponent
s1 have exp($n - $n) = 1 => have exp($n s - $n s) = 1 !

C05 unit_in_logarithm
s1 given $x = 1 m
s2 have ln($x / 1 m) = 0 by s1 => have ln($x) = 0 by s1 !

C06 bare_number
s1 given $x = $n km
s2 have $x = {1000*$n} m by s1 => have $x = $n by s1 !

C06 another_unit_beside_the_number
s1 given $x = $n usd
s2 have $x = $n usd by s1 => have $x = $n kg by s1 !

C07 added_as_they_stand
s1 have $n km + {1000*$m} m = {$n+$m} km => have $n km + {1000*$m} m = {$n+1000*$m} km !

C07 named_and_added
s1 given $x = $n h
s2 given $y = {60*$m} min
s3 have $x + $y = {$n+$m} h by s1 s2 => have $x + $y = {$n+60*$m} h by s1 s2 !

C08 same_number
s1 have $n celsius = $n.0 celsius => have $n celsius = $n K !

C08 factor_alone
s1 have {5*$n} celsius = {9*$n+32} fahrenheit => have {5*$n} celsius = {9*$n} fahrenheit !

C09 hours_times_minutes
s1 have {60*$n} km/h * $m min = {$n*$m} km => have {60*$n} km/h * $m min = {60*$n*$m} km !

C09 time_first
s1 have $m h * $n l/min = {60*$m*$n} l => have $m h * $n l/min = {$m*$n} l !
)faults";
}

}  // namespace modus::tasks
