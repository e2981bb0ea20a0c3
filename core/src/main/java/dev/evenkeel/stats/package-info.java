// SPDX-License-Identifier: Apache-2.0

/// Evidence that may be looked at at any time: e-processes that compare a candidate with its control.
///
/// An e-process is a running product of bets that a fair null hypothesis cannot beat: whatever the null does, the
/// chance that it *ever* reaches `1/alpha` is at most alpha (Ville's inequality), so looking all the time
/// costs nothing. Everything is kept as natural logarithms, and computed with `StrictMath`, so that
/// stored ticks replay to the same bits on every machine.
@NullMarked
package dev.evenkeel.stats;

import org.jspecify.annotations.NullMarked;
