import Foundation

// The two functions taken from the C library, named so that every use is easy to find.

func exponential(_ value: Double) -> Double { exp(value) }

func logarithm(_ value: Double) -> Double { log(value) }
