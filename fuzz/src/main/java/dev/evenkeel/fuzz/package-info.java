// SPDX-License-Identifier: Apache-2.0

/// Fuzz testing for parsers: mutates valid samples into broken inputs, the same for the same seed, and reports
/// failures. Use it in the tests of every class that reads external bytes.
@NullMarked
package dev.evenkeel.fuzz;

import org.jspecify.annotations.NullMarked;
